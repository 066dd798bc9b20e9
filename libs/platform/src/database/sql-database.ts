import type { OnApplicationShutdown } from '@nestjs/common';
import pg, { type PoolClient, type QueryResultRow } from 'pg';
import { borrow, giveBack } from './borrowing.js';

/** One open transaction in plain SQL. */
export interface SqlTx {
  query<Row extends QueryResultRow = QueryResultRow>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
}

/** A pool of one database role, in plain SQL. Whoever uses it is bound by what row-level security grants that role. */
export abstract class SqlDatabase implements SqlTx, OnApplicationShutdown {
  readonly pool: pg.Pool;

  constructor(url: string, applicationName: string, size = 4) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: size,
      application_name: applicationName,
      connectionTimeoutMillis: 5000,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
    });
    // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
    this.pool.on('error', () => undefined);
  }

  async query<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(sql, [...values]);
    return rows;
  }

  /** A hot query, kept prepared under its name: parsing and planning it costs more than running it. */
  async prepared<Row extends QueryResultRow>(
    query: { name: string; sql: string },
    values: readonly unknown[],
  ): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({ name: query.name, text: query.sql, values: [...values] });
    return rows;
  }

  /** Runs `work` in one transaction; rolls back when it throws. */
  async transaction<T>(work: (tx: SqlTx) => Promise<T>): Promise<T> {
    const client = await borrow(this.pool);
    let broken = false;
    try {
      await client.query('BEGIN');
      const result = await work(sqlTx(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      giveBack(client, broken);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
  }
}

/** The actor's transaction as plain SQL. After UPDATE and DELETE TypeORM answers rows and their number; these are the rows. */
export function plainSql(tx: { query(sql: string, values?: unknown[]): Promise<unknown> }): SqlTx {
  return {
    query: async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
      const answer = (await tx.query(sql, [...values])) as Row[] | [rows: Row[], count: number];
      return typeof answer[1] === 'number' ? (answer[0] as Row[]) : (answer as Row[]);
    },
  };
}

function sqlTx(client: PoolClient): SqlTx {
  return {
    query: async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
  };
}

/** Role portal_auth: credentials, sessions, invitations and their rate limits, nothing else. */
export class AuthDatabase extends SqlDatabase {}

/** Role portal_worker: outbox, jobs and notices; it cannot read a person. */
export class WorkerDatabase extends SqlDatabase {}

/** Role portal_operator: imports, accounts and the demo region, from the command line. */
export class OperatorDatabase extends SqlDatabase {}
