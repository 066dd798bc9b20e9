import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Actor, Member } from '#libs/identity';
import { Database, Stale, type Tx } from '#libs/platform';

/** What the network has agreed on. */
export interface DeclineSetting {
  /** Whether the secretariat looks at a no before it stands. */
  readonly isReviewed: boolean;
  /** Working days after which it stands all the same. */
  readonly reviewDays: number;
  readonly version: number;
}

/** Whether the network's secretariat looks at recipients' refusals; off unless it says so. */
@Injectable()
export class DeclineSettings {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async current(actor: Actor): Promise<DeclineSetting> {
    return this.db.transaction(actor, declineSettingIn);
  }

  /** @throws {Stale} */
  async set(
    actor: Member,
    { isReviewed, reviewDays }: Omit<DeclineSetting, 'version'>,
    seenVersion: number,
  ): Promise<DeclineSetting> {
    return this.db.transaction(actor, async (tx) => {
      const [, kept] = await tx.query<[unknown[], number]>(
        'UPDATE portal.decline_setting SET is_reviewed = $1, review_days = $2, version = version + 1 WHERE version = $3',
        [isReviewed, reviewDays, seenVersion],
      );
      if (kept === 0) throw new Stale((await declineSettingIn(tx)).version);
      await this.audit.record(tx, actor, { action: 'decline.set', details: { isReviewed, reviewDays } });
      return declineSettingIn(tx);
    });
  }
}

/** The setting, inside a transaction. */
export async function declineSettingIn(tx: Tx): Promise<DeclineSetting> {
  const [row] = await tx.query<DeclineSetting[]>(
    `SELECT is_reviewed AS "isReviewed", review_days AS "reviewDays", version FROM portal.decline_setting`,
  );
  if (!row) throw new Error('the network has no rule for declines');
  return row;
}
