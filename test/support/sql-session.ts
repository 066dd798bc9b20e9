import pg, { type QueryResultRow } from 'pg';
import type { TestDatabase } from './database.js';

/** What a statement came to: its rows, how many it touched, or the SQLSTATE with which it was refused. */
export interface SqlOutcome<Row = Record<string, unknown>> {
  readonly rows: Row[];
  readonly touched: number;
  readonly refused: string | undefined;
}

/** Somebody who can send any SQL through the API's own connection, as an injection would. */
export interface SqlSession {
  /** Runs the statements in one transaction that is rolled back; answers what the last one came to. */
  run<Row extends QueryResultRow = QueryResultRow>(
    ...statements: readonly SqlStatement[]
  ): Promise<SqlOutcome<Row>>;
  close(): Promise<void>;
}

export type SqlStatement = string | readonly [sql: string, ...values: unknown[]];

/** Connects as portal_app; `token` is the session in whose name the statements run, or nobody's. */
export async function openSqlSession(db: TestDatabase, token?: string): Promise<SqlSession> {
  const client = new pg.Client({ connectionString: db.connections.app, application_name: 'test-attack' });
  await client.connect();
  return {
    async run<Row extends QueryResultRow>(...statements: readonly SqlStatement[]) {
      await client.query('BEGIN');
      try {
        if (token !== undefined) await client.query(`SELECT set_config('app.session', $1, true)`, [token]);
        let last: SqlOutcome<Row> = { rows: [], touched: 0, refused: undefined };
        for (const statement of statements) {
          const [sql, ...values] = typeof statement === 'string' ? [statement] : statement;
          const { rows, rowCount } = await client.query<Row>(sql, values);
          last = { rows, touched: rowCount ?? 0, refused: undefined };
        }
        return last;
      } catch (error) {
        return { rows: [], touched: 0, refused: (error as { code?: string }).code ?? String(error) };
      } finally {
        await client.query('ROLLBACK');
      }
    },
    close: () => client.end(),
  };
}
