// In half and in full width: Japanese Excel takes ＝ for = as well.
const formulaStart = /^[=+\-@＝＋－＠−\t\r\n]/u;

/**
 * A text as a cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front, which says
 * "text" to all of them. Numbers are given as numbers and need none.
 */
export function harmless(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}
