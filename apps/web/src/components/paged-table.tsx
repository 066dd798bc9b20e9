import type { ReactNode } from 'react';
import { DataTable, type Column } from './data-table.js';
import { EmptyState } from './empty-state.js';
import { Pager } from './pager.js';

type PagedTableProps<Row> = {
  page: { items: readonly Row[]; page: number; perPage: number; total: number };
  caption: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** What is said where there is nothing: a sentence, or more than that. */
  empty: ReactNode;
  /** What stands before the table, as soon as there is something in it. */
  above?: ReactNode;
};

/** A page of a list as a table with the way to the other pages, or what is said where the list is empty. */
export function PagedTable<Row>({ page, empty, above, ...table }: PagedTableProps<Row>) {
  if (page.total === 0) return typeof empty === 'string' ? <EmptyState title={empty} /> : empty;
  return (
    <div className="grid gap-4">
      {above}
      <div>
        <DataTable {...table} rows={page.items} />
        <Pager page={page.page} perPage={page.perPage} total={page.total} />
      </div>
    </div>
  );
}
