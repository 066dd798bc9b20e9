/** One cell of a list. A text stays a text (leading zeros and all), and nothing is an empty cell. */
export type SheetCell = string | number | null;

/** One line of a list, cell by cell. */
export type SheetRow = readonly SheetCell[];

/** A list to be written: its columns, and its rows as they come. */
export interface SheetList {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<SheetRow>;
}
