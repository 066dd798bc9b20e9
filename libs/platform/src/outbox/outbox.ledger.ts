import type { SqlTx } from '../database/sql-database.js';

/** One promise on its way: the id of its outbox row, what kind it is, and ids. */
export interface Task {
  readonly id: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How the promises stand; late ones are an alarm. */
export interface OutboxFigures {
  /** Neither kept nor given up. */
  readonly open: number;
  /** Open for more than five minutes. */
  readonly late: number;
  /** Given up: somebody has to look at them. */
  readonly dead: number;
}

// What the outbox says about its promises. All of it runs as role portal_worker.

/** Promises that no queue has been told about yet, locked for this transaction; another relay sees the next ones. */
export async function takeUnrelayed(
  tx: SqlTx,
  limit: number,
): Promise<{ id: string; type: string; triedBefore: boolean }[]> {
  return tx.query(
    `SELECT id, type, last_error IS NOT NULL AS "triedBefore"
     FROM portal.outbox WHERE relayed_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
}

/** Notes that the queue knows them. */
export async function markRelayed(tx: SqlTx, ids: readonly string[]): Promise<void> {
  await tx.query('UPDATE portal.outbox SET relayed_at = now() WHERE id = ANY($1::uuid[])', [ids]);
}

/** Open promises that were relayed more than `seconds` ago, in order, after the id `after`. */
export async function overdue(
  tx: SqlTx,
  seconds: number,
  after: string,
  limit: number,
): Promise<Pick<Task, 'id' | 'type'>[]> {
  return tx.query(
    `SELECT id, type FROM portal.outbox
     WHERE done_at IS NULL AND failed_at IS NULL AND relayed_at < now() - make_interval(secs => $1) AND id > $2
     ORDER BY id LIMIT $3`,
    [seconds, after, limit],
  );
}

/** The promise, if it is still open. */
export async function findOpen(tx: SqlTx, id: string): Promise<Task | undefined> {
  return (await tx.query<Task>(`${selectOpen} WHERE id = $1 AND ${isOpen}`, [id]))[0];
}

/** The same, locked: a second worker with the same job waits here and then finds it kept. */
export async function takeOpen(tx: SqlTx, id: string): Promise<Task | undefined> {
  return (await tx.query<Task>(`${selectOpen} WHERE id = $1 AND ${isOpen} FOR UPDATE`, [id]))[0];
}

/** The promise is kept; belongs into the transaction of its effect. */
export async function markDone(tx: SqlTx, id: string): Promise<void> {
  await tx.query(`UPDATE portal.outbox SET done_at = now(), last_error = NULL WHERE id = $1 AND ${isOpen}`, [
    id,
  ]);
}

/** The promise is given up: a dead letter. The code holds no personal data. */
export async function markFailed(tx: SqlTx, id: string, code: string): Promise<void> {
  await tx.query(`UPDATE portal.outbox SET failed_at = now(), last_error = $2 WHERE id = $1 AND ${isOpen}`, [
    id,
    code,
  ]);
}

/** Why the last try did not succeed. */
export async function noteTrouble(tx: SqlTx, id: string, code: string): Promise<void> {
  await tx.query(`UPDATE portal.outbox SET last_error = $2 WHERE id = $1 AND ${isOpen}`, [id, code]);
}

/** How the promises stand. */
export async function outboxFigures(tx: SqlTx): Promise<OutboxFigures> {
  const [figures] = await tx.query<{ open: number; late: number; dead: number }>(
    `SELECT (SELECT count(*)::int FROM portal.outbox WHERE ${isOpen}) AS open,
            (SELECT count(*)::int FROM portal.outbox
             WHERE ${isOpen} AND created_at < now() - interval '5 minutes') AS late,
            (SELECT count(*)::int FROM portal.outbox WHERE failed_at IS NOT NULL) AS dead`,
  );
  return figures ?? { open: 0, late: 0, dead: 0 };
}

const selectOpen = 'SELECT id, type, payload FROM portal.outbox';
const isOpen = 'done_at IS NULL AND failed_at IS NULL';
