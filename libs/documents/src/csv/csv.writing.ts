import { harmless } from '../sheet/harmless-cell.js';
import type { SheetCell, SheetList, SheetRow } from '../sheet/sheet-row.js';
import { cp932Bytes, forCp932 } from './cp932.js';

/** How a CSV file is written: for everything there is today, or for older Japanese programs. */
export const csvEncodings = ['utf8', 'cp932'] as const;
export type CsvEncoding = (typeof csvEncodings)[number];

const byteOrderMark = '\ufeff';
// Small enough to flow, large enough not to be sent line by line.
const chunkLength = 64_000;

/** A list as CSV (RFC 4180, CRLF), piece by piece: UTF-8 with a BOM, by which Excel knows it, or cp932. */
export async function* csvChunks(list: SheetList, encoding: CsvEncoding): AsyncGenerator<Buffer> {
  const bytesOf = (text: string) =>
    encoding === 'utf8' ? Buffer.from(text) : cp932Bytes(forCp932(text).text);
  let pending = (encoding === 'utf8' ? byteOrderMark : '') + csvLine(list.columns);
  for await (const row of list.rows) {
    pending += csvLine(row);
    if (pending.length < chunkLength) continue;
    yield bytesOf(pending);
    pending = '';
  }
  yield bytesOf(pending);
}

/** A cell of which cp932 cannot hold everything. */
export interface CellLoss {
  /** As a spreadsheet counts them: the first row below the head is 2. */
  readonly row: number;
  readonly column: string;
  /** The first cell of the row, by which a reader knows it. */
  readonly of: string;
  readonly characters: readonly string[];
}

/** Every character of a list that cp932 cannot hold, with its place: none becomes a "?" unseen. */
export async function* cp932Losses({ columns, rows }: SheetList): AsyncGenerator<CellLoss> {
  let at = 1;
  for await (const row of rows) {
    at += 1;
    for (const [place, cell] of row.entries()) {
      const { lost } = typeof cell === 'string' ? forCp932(cell) : { lost: [] };
      if (lost.length > 0)
        yield { row: at, column: columns[place]!, of: String(row[0] ?? ''), characters: lost };
    }
  }
}

function csvLine(row: SheetRow | readonly string[]): string {
  return `${row.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
