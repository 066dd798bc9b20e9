import { writeXlsxStream } from 'hucre/xlsx';
import { harmless } from './harmless-cell.js';
import type { SheetList } from './sheet-row.js';

/** What a browser is told a workbook is. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A list as an Excel workbook, piece by piece. Every text is a text cell: 0995 stays 0995, and 3-1 is no date. */
export function workbookChunks({ name, columns, rows }: SheetList): AsyncIterable<Uint8Array> {
  const stream = writeXlsxStream(cells(rows), {
    name,
    // "@" keeps a cell a text when somebody types in it.
    columns: columns.map((header) => ({ header, width: 18, numFmt: '@' })),
    freezePane: { rows: 1 },
  });
  return stream as unknown as AsyncIterable<Uint8Array>;
}

async function* cells(rows: SheetList['rows']) {
  for await (const row of rows) yield row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell));
}
