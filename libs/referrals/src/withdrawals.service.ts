import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Database, once, type OnceKey, Outbox, type Tx } from '#libs/platform';
import {
  Consents,
  Disclosures,
  type Grant,
  type WithdrawalInput,
  type WithdrawalScope,
  type Withdrawn,
} from '#libs/people';
import { Referral } from './referral.entity.js';
import { ReferralLine } from './referral-line.entity.js';
import { ReferralSteps } from './referral-steps.js';
import { stoppedByWithdrawal, terminalStatuses } from './referral.status.js';

/** Takes consents back, together with everything that rested on them. */
@Injectable()
export class Withdrawals {
  constructor(
    private readonly db: Database,
    private readonly consents: Consents,
    private readonly disclosures: Disclosures,
    private readonly steps: ReferralSteps,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Records a withdrawal; answers the consent in force now, or the withdrawn one. From the commit on, the sections it
   * covered are closed to everybody but the owner; lines that wait for an answer stop, supported ones go on without them.
   * @throws {NotFound} @throws {NothingToWithdraw} @throws {ConsentNotOpen} @throws {Stale}
   */
  async withdraw(
    actor: Member,
    consentId: string,
    scope: WithdrawalScope,
    input: WithdrawalInput,
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const withdrawn = await this.consents.withdraw(tx, actor, consentId, scope, input, seenVersion);
        await this.suspendUncovered(tx, actor, withdrawn);
        const told = await this.disclosures.toldAgencies(tx, withdrawn.personId);
        for (const agencyId of withdrawn.recipientAgencyIds.filter((id) => told.has(id))) {
          await this.outbox.add(tx, 'consent.withdrawn', {
            consentId,
            byAgencyId: actor.agencyId,
            tellAgencyId: agencyId,
          });
        }
        return withdrawn.consentId;
      }),
    );
  }

  private async suspendUncovered(
    tx: Tx,
    actor: Member,
    { personId, recipientAgencyIds, grants }: Withdrawn,
  ): Promise<void> {
    const open = await tx.query<{ referral_id: string; id: string }[]>(
      `SELECT referral_id, id FROM portal.referral_line
       WHERE person_id = $1 AND agency_id = ANY($2::uuid[]) AND status <> 'queued' AND status <> ALL($3::text[])
       ORDER BY referral_id`,
      [personId, recipientAgencyIds, terminalStatuses],
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
      const closed = await this.steps.uncovered(tx, 'receive', referral, line);
      if (!stoppedByWithdrawal.includes(line.status) || closed.length === 0) {
        if (grants.some((grant) => concerns(grant, referral, line)))
          await this.steps.noteWithdrawal(actor, locked);
        continue;
      }
      const from = line.status;
      line.suspend(locked.now);
      await this.steps.keep(actor, locked, 'suspend', from, {});
    }
  }
}

/** Whether a withdrawn cell is part of what this line rested on. */
function concerns(grant: Grant, referral: Referral, line: ReferralLine): boolean {
  return (
    grant.recipientAgencyId === line.agencyId &&
    grant.purpose === referral.purpose &&
    referral.categories.includes(grant.category)
  );
}
