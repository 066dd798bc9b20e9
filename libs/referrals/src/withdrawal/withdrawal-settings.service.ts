import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Stale, type Tx } from '#libs/platform';

/** What the network has agreed on, in days. */
export interface WithdrawalSetting {
  /** After which a stopped line ends when the person has not agreed anew. */
  readonly closeAfterDays: number;
  /** Within which a recipient answers what became of what it was told. */
  readonly answerWithinDays: number;
  readonly remindEveryDays: number;
  readonly version: number;
}

/** How long the network waits after a withdrawal; the secretariat keeps it. */
@Injectable()
export class WithdrawalSettings {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async read(actor: Member): Promise<WithdrawalSetting> {
    return this.db.transaction(actor, settingIn);
  }

  /** @throws {Stale} */
  async keep(actor: Member, days: Omit<WithdrawalSetting, 'version'>, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [, kept] = await tx.query<[unknown[], number]>(
        `UPDATE portal.withdrawal_settings SET close_after_days = $1, answer_within_days = $2, remind_every_days = $3,
           version = version + 1 WHERE version = $4`,
        [days.closeAfterDays, days.answerWithinDays, days.remindEveryDays, seenVersion],
      );
      // Asked of the row itself: of two who saw the same version only one writes.
      if (kept === 0) throw new Stale((await settingIn(tx)).version);
      await this.audit.record(tx, actor, { action: 'withdrawal.settings', details: { ...days } });
    });
  }
}

async function settingIn(tx: Tx): Promise<WithdrawalSetting> {
  const [row] = await tx.query<WithdrawalSetting[]>(
    `SELECT close_after_days AS "closeAfterDays", answer_within_days AS "answerWithinDays",
       remind_every_days AS "remindEveryDays", version FROM portal.withdrawal_settings`,
  );
  if (!row) throw new Error('there are no withdrawal settings');
  return row;
}
