import { CsvError, parse } from 'csv-parse/sync';
import { normalise } from '../search/normalise.js';
import type { FileProblem } from './file-problem.js';
import { decodeText, looksGarbled } from './text-decoding.js';
import { type WamCells, type WamColumn, wamColumns } from './wam.columns.js';

/** A row of cells and its number in a spreadsheet. */
export interface WamTableRow {
  readonly row: number;
  readonly cells: WamCells;
}

/** The rows of a file; with problems, those that could be made out. */
export interface WamTable {
  readonly rows: readonly WamTableRow[];
  readonly problems: readonly FileProblem[];
}

const columns = Object.entries(wamColumns) as [WamColumn, string][];
const headerKeys = columns.map(([, header]) => normalise(header));

/** Takes a file apart into the cells of the 29 columns. The order of the columns does not matter; all must be there. */
export function wamTable(bytes: Uint8Array): WamTable {
  const decoded = decodeText(bytes, hasKnownHeader);
  if ('refusal' in decoded) return refused(decoded.refusal.found, decoded.refusal.expected);
  const lines = csvLines(decoded.text);
  if (!Array.isArray(lines)) return { rows: [], problems: [lines] };
  const [header, ...body] = lines;
  const places = (header ?? []).map(normalise);
  const problem = headerProblem(places);
  if (problem) return refused(problem.found, problem.expected);
  const filled = body
    .map((line, at) => ({ line, row: at + 2 }))
    .filter(({ line }) => line.some((cell) => cell !== ''));
  if (filled.length === 0)
    return refused('データの行がありません', '見出しの下に1件以上の事業所がある CSV を指定してください');
  return splitRows(filled, places);
}

function hasKnownHeader(text: string): boolean {
  const beginning = normalise(text.slice(0, 2000));
  return headerKeys.filter((key) => beginning.includes(key)).length >= 5;
}

function csvLines(text: string): string[][] | FileProblem {
  try {
    return parse(text, { bom: true, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['lines'] === 'number' ? error['lines'] : null;
    return {
      row,
      column: null,
      found: '引用符（"）の対応が合いません',
      expected: 'CSV の形式を確認してください',
    };
  }
}

function headerProblem(places: readonly string[]): { found: string; expected: string } | undefined {
  const missing = columns.filter(([, header]) => !places.includes(normalise(header)));
  if (missing.length === columns.length) {
    return {
      found: '見出しが WAM NET の CSV のものではありません（別のファイルか、文字化けしています）',
      expected: `1行目に「${wamColumns.designatedBy}」から「${wamColumns.capacity}」までの29列の見出しが必要です`,
    };
  }
  if (missing.length > 0) {
    const names = missing.map(([, header]) => `「${header}」`).join('');
    return {
      found: `列${names}がありません`,
      expected: 'WAM NET からダウンロードした29列の CSV をそのまま指定してください',
    };
  }
  const twice = columns.find(
    ([, header]) => places.filter((place) => place === normalise(header)).length > 1,
  );
  return twice && { found: `列「${twice[1]}」が2つあります`, expected: '見出しを1つにしてください' };
}

function splitRows(lines: readonly { line: string[]; row: number }[], places: readonly string[]): WamTable {
  const indexes = columns.map(([column, header]) => [column, places.indexOf(normalise(header))] as const);
  const rows: WamTableRow[] = [];
  const problems: FileProblem[] = [];
  for (const { line, row } of lines) {
    if (line.length !== places.length) {
      problems.push({
        row,
        column: null,
        found: `列が${line.length}個あります`,
        expected: `見出しと同じ${places.length}個の列が必要です`,
      });
      continue;
    }
    const cells = Object.fromEntries(
      indexes.map(([column, index]) => [column, clean(line[index] ?? '')]),
    ) as WamCells;
    rows.push({ row, cells });
    problems.push(...garbledCells(row, cells));
  }
  return { rows, problems };
}

function garbledCells(row: number, cells: WamCells): FileProblem[] {
  return columns
    .filter(([column]) => looksGarbled(cells[column]))
    .map(([column, header]) => ({
      row,
      column: header,
      found: `「${cells[column].slice(0, 20)}」は文字化けしています`,
      expected: 'もとのファイルを UTF-8 または Shift_JIS（CP932）で保存し直してください',
    }));
}

function clean(cell: string): string {
  return cell.replace(/\p{Cc}+/gu, ' ').trim();
}

function refused(found: string, expected: string): WamTable {
  return { rows: [], problems: [{ row: null, column: null, found, expected }] };
}
