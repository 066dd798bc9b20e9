import { csvChunks } from '../csv/csv.writing.js';
import type { SheetList } from './sheet-row.js';
import { workbookChunks, workbookType } from './workbook.writing.js';

/** How a list is written to be taken along. */
export const listFormats = ['csv', 'csv_cp932', 'xlsx'] as const;
export type ListFormat = (typeof listFormats)[number];

/** A list as a file. */
export interface ListFile {
  readonly type: string;
  readonly ending: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Writes a list in one of the formats. */
export function listFile(list: SheetList, format: ListFormat): ListFile {
  switch (format) {
    case 'csv':
      return { type: 'text/csv; charset=utf-8', ending: 'csv', chunks: csvChunks(list, 'utf8') };
    case 'csv_cp932':
      return { type: 'text/csv; charset=Shift_JIS', ending: 'csv', chunks: csvChunks(list, 'cp932') };
    case 'xlsx':
      return { type: workbookType, ending: 'xlsx', chunks: workbookChunks(list) };
  }
}
