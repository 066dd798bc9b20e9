import type { PoolClient, QueryResultRow } from 'pg';
import type { Tx } from './database.js';

/** A hot statement. The name stands for this text and no other, in the whole program. */
export interface HotStatement {
  readonly name: string;
  readonly sql: string;
}

/**
 * Runs a statement that every command needs, kept prepared on its connection: under row-level security planning it
 * costs more than running it.
 */
export async function prepared<Row extends QueryResultRow>(
  tx: Tx,
  { name, sql }: HotStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  // Inside a transaction this is the connection that the transaction runs on.
  const client = (await tx.queryRunner?.connect()) as PoolClient;
  const { rows } = await client.query<Row>({ name, text: sql, values: [...values] });
  return rows;
}
