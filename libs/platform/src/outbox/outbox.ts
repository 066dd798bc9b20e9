import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { newId } from '../ids.js';

/**
 * Promises made inside a transaction and kept after it by a worker, at least once. The payload carries ids, codes and
 * numbers only: it is stored in the queue and in logs, where no personal data may be.
 */
@Injectable()
export class Outbox {
  /** Promises that the handlers of `type` will run once this transaction has committed. */
  async add(tx: Pick<Tx, 'query'>, type: string, payload: Readonly<Record<string, string | number | null>>): Promise<void> {
    await tx.query('INSERT INTO portal.outbox (id, type, payload) VALUES ($1, $2, $3)', [newId(), type, payload]);
  }
}
