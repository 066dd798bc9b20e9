import type { ReactNode } from 'react';
import { classes } from '../lib/classes.js';

/** One column: its head, and what stands in it for a row. */
export type Column<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** The column that names the row. */
  names?: boolean;
  className?: string;
};

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
};

/** A table; on a narrow container each row becomes a card with the column names beside the values. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <div className="@container">
      {/* The roles keep the table a table for screen readers when the cards change its display. */}
      <table role="table" className="sheet-of-rows">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row" className="border-b-2 border-solid-gray-700 bg-solid-gray-50">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={classes('px-2 py-2.5 text-dns-16B-130', column.className)}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" className="border-b border-solid-gray-420">
              {columns.map((column) =>
                column.names ? (
                  <th
                    key={column.key}
                    role="rowheader"
                    scope="row"
                    className="px-2 py-3 align-top! font-normal"
                  >
                    {column.cell(row)}
                  </th>
                ) : (
                  <Cell key={column.key} column={column} content={column.cell(row)} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, content }: { column: Column<Row>; content: ReactNode }) {
  const empty = content === null || content === undefined || content === '';
  return (
    <td
      role="cell"
      data-label={column.label}
      data-empty={empty}
      className={classes('px-2 py-3 align-top', column.className)}
    >
      <div className="min-w-0">{content}</div>
    </td>
  );
}
