import { CsvError, parse } from 'csv-parse/sync';
import { UnreadableFile } from './file-problem.js';
import { type Delimiter, delimiters } from './source-file.js';

/**
 * The lines of a CSV or TSV text, each taken apart into cells.
 * @throws {UnreadableFile} where quotation marks do not match.
 */
export function csvLines(text: string, delimiter: Delimiter): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, delimiter });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['lines'] === 'number' ? error['lines'] : null;
    throw new UnreadableFile({
      row,
      column: null,
      found: '引用符（"）の対応が合いません',
      expected: 'CSV の形式を確認してください',
    });
  }
}

/** What separates the cells: whatever stands as often in one line as in the next. */
export function delimiterOf(text: string): Delimiter {
  const lines = unquoted(text.slice(0, 50_000))
    .split(/\r?\n|\r/)
    .slice(0, 20);
  const filled = lines.filter((line) => line.trim() !== '');
  const score = (delimiter: Delimiter) => {
    const counts = filled.map((line) => line.split(delimiter).length - 1);
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    return usual === 0 ? 0 : counts.filter((count) => count === usual).length * 100 + usual;
  };
  return delimiters.reduce((best, next) => (score(next) > score(best) ? next : best));
}

/** Without what stands in quotation marks, where a comma separates nothing. */
function unquoted(text: string): string {
  return text.replace(/"(?:[^"]|"")*"/g, '');
}
