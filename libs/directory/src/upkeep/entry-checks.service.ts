import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Forbidden, NotFound } from '#libs/platform';
import { isSecretariat } from './upkeep.policy.js';

/** Entries that somebody should look at: not in the newest file of their source any more, or reported as wrong. */
@Injectable()
export class EntryChecks {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * The secretariat has looked: the entry may stay as it is. A second time changes nothing.
   * @throws {Forbidden} @throws {NotFound}
   */
  async markChecked(actor: Member, agencyId: string): Promise<void> {
    if (!isSecretariat(actor)) throw new Forbidden();
    await this.db.transaction(actor, async (tx) => {
      const known = await tx.query<unknown[]>('SELECT FROM portal.agency WHERE id = $1 FOR UPDATE', [
        agencyId,
      ]);
      if (known.length === 0) throw new NotFound();
      await tx.query('UPDATE portal.agency SET to_check_since = NULL, to_check_why = NULL WHERE id = $1', [
        agencyId,
      ]);
      await this.audit.record(tx, actor, {
        action: 'entry.check',
        objectType: 'agency',
        objectId: agencyId,
      });
    });
  }
}
