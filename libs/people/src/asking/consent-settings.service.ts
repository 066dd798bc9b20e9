import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Stale, type Tx } from '#libs/platform';

/** What an agency has settled about consents. */
export interface ConsentSetting {
  /** Days within which the paper behind a spoken consent is expected. */
  readonly paperDays: number;
  /** 0 where nothing was ever settled. */
  readonly version: number;
}

const standard: ConsentSetting = { paperDays: 14, version: 0 };

/** Keeps what an agency has settled about consents. */
@Injectable()
export class ConsentSettings {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** The settings of an agency, or the usual ones. */
  async of(tx: Tx, agencyId: string): Promise<ConsentSetting> {
    const [row] = await tx.query<ConsentSetting[]>(
      'SELECT paper_days AS "paperDays", version FROM portal.consent_settings WHERE agency_id = $1',
      [agencyId],
    );
    return row ?? standard;
  }

  /** The settings of the own agency. */
  async own(actor: Member): Promise<ConsentSetting> {
    return this.db.transaction(actor, (tx) => this.of(tx, actor.agencyId));
  }

  /**
   * Settles them anew; papers that are awaited already keep their day.
   * @throws {Stale}
   */
  async settle(actor: Member, { paperDays }: { paperDays: number }, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const present = await this.of(tx, actor.agencyId);
      if (present.version !== seenVersion) throw new Stale(present.version);
      const [written] = await tx.query<{ version: number }[]>(
        `INSERT INTO portal.consent_settings AS s (agency_id, paper_days, updated_by) VALUES ($1, $2, $3)
         ON CONFLICT (agency_id) DO UPDATE SET paper_days = excluded.paper_days, updated_by = excluded.updated_by,
           updated_at = now(), version = s.version + 1 WHERE s.version = $4 RETURNING version`,
        [actor.agencyId, paperDays, actor.accountId, seenVersion],
      );
      if (!written) throw new Stale((await this.of(tx, actor.agencyId)).version);
      await this.audit.record(tx, actor, {
        action: 'consent_settings.settle',
        ownerAgencyId: actor.agencyId,
        details: { paperDays },
      });
    });
  }
}
