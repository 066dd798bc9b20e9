import type { Encoding } from './text-decoding.js';

/** What kind of file a list came in. */
export const fileKinds = ['csv', 'workbook', 'json'] as const;
export type FileKind = (typeof fileKinds)[number];

export const delimiters = [',', '\t', ';'] as const;
export type Delimiter = (typeof delimiters)[number];

/** How a file is to be read, where somebody has looked at it and knows better. */
export interface ReadingChoice {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** The sheet of a workbook, by name. */
  readonly sheet?: string;
  /** The row of the header as a spreadsheet counts it; 0 when there is none. */
  readonly headerRow?: number;
  /** The layout that it has, whatever its header looks like. */
  readonly layout?: string;
}

/** One row of cells and its number in a spreadsheet. */
export interface SourceRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A list taken apart into rows and cells, as texts, nothing understood yet. */
export interface SourceFile {
  readonly kind: FileKind;
  /** Null for workbooks, which carry their own. */
  readonly encoding: Encoding | null;
  readonly marked: boolean;
  readonly delimiter: Delimiter | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** 0 when the file begins with data. */
  readonly headerRow: number;
  /** One name for each column: what stands in the header, or its place (5列目) where nothing does. */
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
}

/** Largest file, in octets: twice the largest of the national disclosure system. */
export const largestFile = 30 * 1024 * 1024;
export const mostRows = 100_000;
export const mostColumns = 300;
