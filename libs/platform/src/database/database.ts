import type { Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PoolClient, QueryResultRow } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { borrow, giveBack } from './borrowing.js';
import { poolOf } from './data-source.js';
import { codeOf } from '../trouble.js';
import { safeToken, type SessionHolder } from './session-holder.js';

/** deadlock_detected. */
const deadlock = '40P01';
const mostAttempts = 3;

/** One open transaction of an actor; whatever writes takes it first. */
export type Tx = EntityManager;

/**
 * The API's only way to the database (role portal_app). Every transaction carries the caller's session token in a
 * transaction-local setting, from which row-level security works out who is asking; without one nothing is seen.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction that sees what `actor` may see; rolls back when it throws. Where two transactions wait for
   * each other PostgreSQL ends one of them with nothing done: that one is run again, so `work` may be called more than once.
   */
  async transaction<T>(actor: SessionHolder, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await this.once(actor, work);
      } catch (failure) {
        if (codeOf(failure) !== deadlock || attempt === mostAttempts) throw failure;
      }
  }

  private async once<T>(actor: SessionHolder, work: (tx: Tx) => Promise<T>): Promise<T> {
    const session = safeToken(actor);
    return this.dataSource.transaction(async (tx) => {
      // A context left behind by an earlier borrower of the connection would show this caller somebody else's rows.
      const [context] = await tx.query<{ before: string }[]>(
        `SELECT coalesce(current_setting('app.session', true), '') AS before, set_config('app.session', $1, true)`,
        [session],
      );
      if (context?.before !== '')
        throw new Error('database context was not empty at the start of a transaction');
      return work(tx);
    });
  }

  /**
   * One hot query (begin and context, query, commit) in one round trip; the driver keeps `sql` prepared under `name`.
   * `settings` (fixed text, never input) tell the planner what it cannot know.
   */
  async read<Row extends QueryResultRow>(
    actor: SessionHolder,
    query: { name: string; sql: string; settings?: readonly string[] },
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const session = safeToken(actor);
    const client = await borrow(poolOf(this.dataSource));
    let failed = true;
    try {
      const settings = (query.settings ?? []).map((setting) => `; SET LOCAL ${setting}`).join('');
      // Answered in one round trip: after a failure COMMIT only ends what is already undone.
      const [, { rows }] = await inOneWrite(client, () =>
        Promise.all([
          client.query(`BEGIN READ ONLY; SET LOCAL app.session = '${session}'${settings}`),
          client.query<Row>({ name: query.name, text: query.sql, values: [...values] }),
          client.query('COMMIT'),
        ]),
      );
      failed = false;
      return rows;
    } finally {
      // A connection whose transaction did not end is thrown away: the next borrower must never inherit its context.
      giveBack(client, failed);
    }
  }

  /** One trivial query, to see that the database answers. */
  async ping(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** Lets everything that `send` puts on the wire at once leave in one system call. */
function inOneWrite<T>(client: PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}
