import { csvLines, delimiterOf } from './csv-lines.js';
import { UnreadableFile } from './file-problem.js';
import { columnNames, headerRowOf } from './header-row.js';
import { jsonLines } from './json-lines.js';
import { largestFile, type ReadingChoice, type SourceFile } from './source-file.js';
import { requireSize } from './table-size.js';
import { decodeText } from './text-decoding.js';
import { isWorkbook, workbookLines } from './workbook-lines.js';

type Lines = Omit<SourceFile, 'headerRow' | 'columns' | 'rows'> & { readonly lines: string[][] };

/**
 * Reads a list in any of the forms in which lists are published: CSV and TSV in four character sets, Excel, JSON.
 * `isExpected` knows the beginning of the one kind of file that is wanted, where there is only one.
 * @throws {UnreadableFile} where nothing can be made of it, or where it is too large.
 */
export async function readSource(
  bytes: Uint8Array,
  choice: ReadingChoice = {},
  isExpected?: (text: string) => boolean,
): Promise<SourceFile> {
  if (bytes.length > largestFile)
    throw UnreadableFile.because(
      `ファイルが大きすぎます（${Math.ceil(bytes.length / 1024 / 1024)}MB）`,
      `${largestFile / 1024 / 1024}MB までのファイルに分けてください`,
    );
  return tableOf(
    isWorkbook(bytes) ? await fromWorkbook(bytes, choice) : fromText(bytes, choice, isExpected),
    choice,
  );
}

/**
 * The same for a text, at once.
 * @throws {UnreadableFile}
 */
export function readTextSource(
  bytes: Uint8Array,
  choice: ReadingChoice = {},
  isExpected?: (text: string) => boolean,
): SourceFile {
  return tableOf(fromText(bytes, choice, isExpected), choice);
}

function tableOf({ lines, ...file }: Lines, choice: ReadingChoice): SourceFile {
  const headerRow = choice.headerRow ?? (file.kind === 'json' ? 1 : headerRowOf(lines));
  const header = headerRow === 0 ? [] : (lines[headerRow - 1] ?? []);
  const body = lines
    .map((line, at) => ({ row: at + 1, cells: line.map(clean) }))
    .slice(headerRow)
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  requireSize({ rows: body.length });
  const columns = columnNames(header, body);
  requireSize({ columns: columns.length });
  // Lists that are printed repeat their header on every page.
  const rows = body.filter(({ cells }) => headerRow === 0 || !sameCells(cells, header));
  return { ...file, headerRow, columns, rows };
}

async function fromWorkbook(bytes: Uint8Array, { sheet }: ReadingChoice): Promise<Lines> {
  const { sheets } = await workbookLines(bytes);
  const filled = sheets.find(({ lines }) => lines.some((line) => line.some((cell) => cell !== '')));
  const chosen = sheets.find(({ name }) => name === sheet) ?? filled;
  if (!chosen)
    throw UnreadableFile.because('Excel のブックにデータがありません', '一覧のあるブックを指定してください');
  return {
    ...{ kind: 'workbook', encoding: null, marked: false, delimiter: null },
    sheets: sheets.map(({ name }) => name),
    sheet: chosen.name,
    lines: chosen.lines,
  };
}

function fromText(bytes: Uint8Array, choice: ReadingChoice, isExpected?: (text: string) => boolean): Lines {
  const decoded = decodeText(bytes, { isExpected, encoding: choice.encoding });
  if ('refusal' in decoded) throw UnreadableFile.because(decoded.refusal.found, decoded.refusal.expected);
  const { text, encoding, marked } = decoded;
  const json = choice.delimiter ? undefined : jsonLines(text);
  if (json) return { kind: 'json', encoding, marked, delimiter: null, sheets: [], sheet: null, lines: json };
  const delimiter = choice.delimiter ?? delimiterOf(text);
  const lines = csvLines(text, delimiter);
  return { kind: 'csv', encoding, marked, delimiter, sheets: [], sheet: null, lines };
}

function sameCells(cells: readonly string[], header: readonly string[]): boolean {
  return header.some((name) => name !== '') && cells.every((cell, at) => cell === clean(header[at] ?? ''));
}

function clean(cell: string): string {
  return cell.replace(/\p{Cc}+/gu, ' ').trim();
}
