import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Forbidden, NotFound, Outbox, plainSql } from '#libs/platform';
import { duplicateSearchOrdered } from './duplicate-search.js';
import { PairSettled } from './upkeep.errors.js';
import { isSecretariat } from './upkeep.policy.js';

/** Has duplicates looked for and remembers what was said of them. */
@Injectable()
export class Duplicates {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Has the whole directory looked through now; somebody who waits already waits for both.
   * @throws {Forbidden}
   */
  async orderSearch(actor: Member): Promise<void> {
    if (!isSecretariat(actor)) throw new Forbidden();
    await this.db.transaction(actor, async (tx) => {
      const ordered = await plainSql(tx).query(
        `UPDATE portal.duplicate_search SET ordered_at = now(), failed = false WHERE ordered_at IS NULL RETURNING one`,
      );
      if (ordered.length > 0) await this.outbox.add(tx, duplicateSearchOrdered, {});
    });
  }

  /**
   * Says that the two are different agencies, which no later search forgets; or that it is open again.
   * @throws {Forbidden} @throws {NotFound} @throws {PairSettled}
   */
  async decide(actor: Member, pairId: string, decision: 'open' | 'distinct'): Promise<void> {
    if (!isSecretariat(actor)) throw new Forbidden();
    await this.db.transaction(actor, async (tx) => {
      const [pair] = await tx.query<{ state: string }[]>(
        'SELECT state FROM portal.duplicate_pair WHERE id = $1 FOR UPDATE',
        [pairId],
      );
      if (!pair) throw new NotFound();
      if (pair.state === 'merged') throw new PairSettled();
      await tx.query(
        `UPDATE portal.duplicate_pair SET state = $2, decided_by = $3, decided_name = $4, decided_at = now() WHERE id = $1`,
        [pairId, decision, actor.accountId, actor.accountName],
      );
      await this.audit.record(tx, actor, {
        action: 'duplicate.decide',
        objectType: 'duplicate_pair',
        objectId: pairId,
        details: { decision },
      });
    });
  }
}
