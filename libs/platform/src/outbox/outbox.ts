import { Injectable } from '@nestjs/common';
import { newId } from '../ids.js';

/** A transaction of either kind: an actor's, or plain SQL. */
interface Writer {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/**
 * Promises made inside a transaction and kept after it by a worker, at least once. The payload carries ids, codes and
 * numbers only: it is stored in the queue and in logs, where no personal data may be.
 */
@Injectable()
export class Outbox {
  /** Promises that the handlers of `type` will run once this transaction has committed. */
  async add(
    tx: Writer,
    type: string,
    payload: Readonly<Record<string, string | number | null>>,
  ): Promise<void> {
    await tx.query('INSERT INTO portal.outbox (id, type, payload) VALUES ($1, $2, $3)', [
      newId(),
      type,
      payload,
    ]);
  }
}
