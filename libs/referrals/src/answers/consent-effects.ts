import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { closedBy, ConsentCover, Disclosures, type Grant } from '#libs/people';
import { Clock, Outbox, type Tx } from '#libs/platform';
import { ReferralLine } from '../referral-line.entity.js';
import { ReferralSteps } from '../referral-steps.js';
import { Referral } from '../referral.entity.js';
import { stoppedByWithdrawal, terminalStatuses } from '../referral.status.js';

/** What a decision means for open referrals, worked out from what may be told before and after it, cell by cell. */
@Injectable()
export class ConsentEffects {
  constructor(
    private readonly cover: ConsentCover,
    private readonly disclosures: Disclosures,
    private readonly steps: ReferralSteps,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Does something to the consents of a person, stops the lines that are left with nothing, marks those that lose a part,
   * and tells whoever was told something before. Answers the id that the work answers.
   */
  async apply(tx: Tx, actor: Member, personId: string, work: () => Promise<string>): Promise<string> {
    await this.cover.stop(tx, personId);
    const { answer: consentId, closed } = await closedBy(tx, personId, work);
    if (closed.length === 0) return consentId;
    const recipients = [...new Set(closed.map(({ recipientAgencyId }) => recipientAgencyId))];
    await this.suspendUncovered(tx, actor, personId, recipients, closed);
    const told = await this.disclosures.toldAgencies(tx, personId);
    for (const tellAgencyId of recipients.filter((id) => told.has(id)))
      await this.outbox.add(tx, 'consent.withdrawn', {
        consentId,
        byAgencyId: actor.agencyId,
        tellAgencyId,
      });
    return consentId;
  }

  private async suspendUncovered(
    tx: Tx,
    actor: Member,
    personId: string,
    recipients: readonly string[],
    closed: readonly Grant[],
  ): Promise<void> {
    const open = await tx.query<{ referral_id: string; id: string }[]>(
      `SELECT referral_id, id FROM portal.referral_line
       WHERE person_id = $1 AND agency_id = ANY($2::uuid[]) AND status <> 'queued' AND status <> ALL($3::text[])
       ORDER BY referral_id, id`,
      [personId, recipients, terminalStatuses],
    );
    for (const { referral_id: referralId, id } of open) {
      const referral = await tx.findOneOrFail(Referral, {
        where: { id: referralId },
        lock: { mode: 'pessimistic_write' },
      });
      const line = await tx.findOneOrFail(ReferralLine, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      const locked = { tx, referral, line, now: this.clock.now() };
      const uncovered = await this.steps.uncovered(tx, 'receive', referral, line);
      if (!stoppedByWithdrawal.includes(line.status) || uncovered.length === 0) {
        if (closed.some((grant) => concerns(grant, referral, line)))
          await this.steps.noteWithdrawal(actor, locked);
        continue;
      }
      const from = line.status;
      line.suspend(locked.now);
      await this.steps.keep(actor, locked, 'suspend', from, {});
    }
  }
}

/** Whether a closed cell is part of what this line rested on. */
function concerns(grant: Grant, referral: Referral, line: ReferralLine): boolean {
  return (
    grant.recipientAgencyId === line.agencyId &&
    grant.purpose === referral.purpose &&
    referral.categories.includes(grant.category)
  );
}
