import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { newId, type Tx } from '#libs/platform';
import type { TakenGrant } from '#libs/people';

/** Whose withdrawal it is, and at which agency the person's consents are kept. */
export interface WithdrawalOf {
  readonly id: string;
  readonly personId: string;
  readonly ownerAgencyId: string;
}

interface AppliedLine {
  line_id: string;
  referral_id: string;
  was: string;
  became: string;
}

/** What closes, and what follows from it: the same whether the person takes something back or decides anew. */
@Injectable()
export class WithdrawalEffects {
  constructor(private readonly audit: Audit) {}

  /** Writes down what closes when a decision says less than what was in force before it, and lets everything follow from that. */
  async byDecision(
    tx: Tx,
    actor: Member,
    personId: string,
    decisionId: string,
    closed: readonly TakenGrant[],
  ): Promise<void> {
    const id = newId();
    await tx.query(
      `INSERT INTO portal.withdrawal (id, person_id, agency_id, scope, decision_id, told_by, channel, said_at, recorded_at,
         heard_by_agency, heard_by)
       SELECT $1, $2, $3, 'decision', c.id, c.given_by, 'decision',
         -- That it was a mistake is said now, and not on the day that was written down.
         CASE c.status WHEN 'error' THEN now() ELSE least(c.decided_on::timestamp AT TIME ZONE 'Asia/Tokyo', now()) END,
         now(), $3, $5
       FROM portal.consent c WHERE c.id = $4`,
      [id, personId, actor.agencyId, decisionId, actor.accountId],
    );
    await this.close(tx, { id, personId, ownerAgencyId: actor.agencyId }, closed);
    await this.apply(tx, actor, { id, personId, ownerAgencyId: actor.agencyId });
  }

  /** Writes down which cells closed, and under which consent each had been open. */
  async close(
    tx: Tx,
    { id, personId, ownerAgencyId }: WithdrawalOf,
    grants: readonly TakenGrant[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO portal.withdrawn_grant (withdrawal_id, consent_id, person_id, agency_id, recipient_agency_id, purpose, category)
       SELECT $1, g.consent, $2, $3, g.agency, g.purpose, g.category
       FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[]) AS g (consent, agency, purpose, category)`,
      [
        id,
        personId,
        ownerAgencyId,
        grants.map(({ consentId }) => consentId),
        grants.map(({ recipientAgencyId }) => recipientAgencyId),
        grants.map(({ purpose }) => purpose),
        grants.map(({ category }) => category),
      ],
    );
  }

  /** Closes what rested on it, in this transaction, and writes down what it met. */
  async apply(tx: Tx, actor: Member, { id, personId, ownerAgencyId }: WithdrawalOf): Promise<void> {
    const lines = await tx.query<AppliedLine[]>('SELECT * FROM portal.apply_withdrawal($1)', [id]);
    const about = { subjectId: personId, ownerAgencyId };
    await this.audit.record(tx, actor, {
      ...about,
      action: 'withdrawal.record',
      objectType: 'withdrawal',
      objectId: id,
    });
    for (const { line_id: line, referral_id: referralId, was: from, became: to } of lines.filter(
      ({ was, became }) => was !== became,
    ))
      await this.audit.record(tx, actor, {
        ...about,
        action: 'referral.suspend',
        objectType: 'referral',
        objectId: referralId,
        details: { line, from, to },
      });
  }
}
