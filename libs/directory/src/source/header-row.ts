import { knownHeaders } from '../layout/header.aliases.js';

const lookedThrough = 20;

/**
 * The row of the header as a spreadsheet counts it, 0 where there is none. Lists made for print have a title and a day above
 * it, so it is the row that knows most headers, and not simply the first.
 */
export function headerRowOf(lines: readonly (readonly string[])[]): number {
  const beginning = lines.slice(0, lookedThrough);
  const known = beginning.map(knownHeaders);
  const most = Math.max(0, ...known);
  if (most >= 2) return known.indexOf(most) + 1;
  const first = beginning.findIndex((line) => line.some((cell) => cell.trim() !== ''));
  return first >= 0 && isHeader(beginning[first]!) ? first + 1 : 0;
}

/** Words in every cell and each of them once: data repeat themselves, and have numbers. */
function isHeader(cells: readonly string[]): boolean {
  const texts = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return (
    texts.length >= 2 &&
    new Set(texts).size === texts.length &&
    !texts.some((text) => /^[0-9０-９.,/-]{3,}$/.test(text) || text.length > 40)
  );
}

/** One name for each column; where the header says nothing, or the same twice, its place says which is meant. */
export function columnNames(
  header: readonly string[],
  body: readonly { readonly cells: readonly string[] }[],
): string[] {
  const widest = Math.max(0, ...body.slice(0, 50).map(({ cells }) => cells.length));
  const width = header.length > 0 ? header.length : widest;
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, at) => {
    const name = (header[at] ?? '').replace(/\p{Cc}+/gu, '').trim() || `${at + 1}列目`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}（${times}）`;
  });
}
