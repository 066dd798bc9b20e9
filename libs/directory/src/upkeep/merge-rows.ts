import type { SqlTx } from '#libs/platform';
import { same } from '../entry/same-value.js';

type Row = Readonly<Record<string, unknown>>;

/** The rows of two agencies that a merger may touch, table by table, as the database has them. */
export type MergeRows = Readonly<Record<MergeTable, readonly Row[]>>;

interface TouchedTable {
  /** By what a row is found again. */
  readonly key: readonly string[];
  readonly agency: string;
  /** Columns that are not kept: too large, or counted up and never back. */
  readonly without: readonly string[];
}

const tables = {
  agency: { key: ['id'], agency: 'id', without: ['version', 'updated_at', 'confirmed_on', 'created_at'] },
  service: { key: ['id'], agency: 'agency_id', without: ['version', 'updated_at'] },
  vacancy: { key: ['service_id'], agency: 'agency_id', without: ['version'] },
  contact_window: { key: ['id'], agency: 'agency_id', without: [] },
  trainee_offer: { key: ['id'], agency: 'agency_id', without: [] },
  publication: { key: ['agency_id', 'channel'], agency: 'agency_id', without: [] },
  agency_file: { key: ['id'], agency: 'agency_id', without: ['body'] },
  entry_report: { key: ['id'], agency: 'agency_id', without: [] },
  entry_change: { key: ['id'], agency: 'agency_id', without: ['changes', 'refused_changes'] },
} as const satisfies Record<string, TouchedTable>;
export type MergeTable = keyof typeof tables;
const tableNames = Object.keys(tables) as MergeTable[];

/** One row that a merger changed: where it is now, and the columns that differ. */
export interface RowChange {
  readonly table: MergeTable;
  readonly key: Row;
  readonly before: Row;
  readonly after: Row;
}

/** The rows of these agencies as they are now. */
export async function readMergeRows(tx: SqlTx, agencyIds: readonly string[]): Promise<MergeRows> {
  const found: [MergeTable, Row[]][] = [];
  for (const table of tableNames) {
    const { agency, key, without } = tables[table];
    const rows = await tx.query<{ row: Row }>(
      `SELECT to_jsonb(t) - $2::text[] AS row FROM portal.${table} t WHERE t.${agency} = ANY ($1::uuid[])
       ORDER BY ${key.map((column) => `t.${column}`).join(', ')}`,
      [agencyIds, without],
    );
    found.push([table, rows.map(({ row }) => row)]);
  }
  return Object.fromEntries(found) as unknown as MergeRows;
}

/** What differs between two readings. `renamed` are rows whose key changed: by their old key, in JSON. */
export function rowChanges(
  before: MergeRows,
  after: MergeRows,
  renamed: ReadonlyMap<string, Row>,
): RowChange[] {
  return tableNames.flatMap((table) =>
    before[table].flatMap((was) => {
      const oldKey = keyOf(table, was);
      const key = renamed.get(`${table} ${JSON.stringify(oldKey)}`) ?? oldKey;
      const is = after[table].find((row) => same(keyOf(table, row), key));
      const columns = Object.keys(was).filter((column) => is && !same(was[column], is[column]));
      if (!is || columns.length === 0) return [];
      return [{ table, key, before: only(was, columns), after: only(is, columns) }];
    }),
  );
}

/** The columns of these rows that are no longer as the change left them; `table.column`, or the table for a lost row. */
export function changedSince(changes: readonly RowChange[], now: MergeRows): string[] {
  return changes.flatMap(({ table, key, after }) => {
    const row = now[table].find((candidate) => same(keyOf(table, candidate), key));
    if (!row) return [table];
    return Object.keys(after)
      .filter((column) => !same(row[column], after[column]))
      .map((column) => `${table}.${column}`);
  });
}

/** Gives the columns of one row the values they had. */
export async function restoreRow(tx: SqlTx, { table, key, before }: RowChange): Promise<void> {
  const columns = Object.keys(before);
  const keys = Object.keys(key);
  for (const column of [...columns, ...keys])
    if (!/^[a-z_]+$/.test(column)) throw new Error(`no column: ${column}`);
  const counted = counters[table] ?? '';
  await tx.query(
    `UPDATE portal.${table} t SET ${columns.map((column) => `${column} = x.${column}`).join(', ')}${counted}
     FROM jsonb_populate_record(NULL::portal.${table}, $1::jsonb) x,
       jsonb_populate_record(NULL::portal.${table}, $2::jsonb) k
     WHERE ${keys.map((column) => `t.${column} = k.${column}`).join(' AND ')}`,
    [JSON.stringify(before), JSON.stringify(key)],
  );
}

/** Versions only ever go up: whoever has seen the merged entry must not write over the restored one. */
const counters: Readonly<Partial<Record<MergeTable, string>>> = {
  agency: ', version = t.version + 1, updated_at = now()',
  service: ', version = t.version + 1, updated_at = now()',
  vacancy: ', version = t.version + 1',
};

function keyOf(table: MergeTable, row: Row): Row {
  return only(row, tables[table].key);
}

function only(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}
