import type { Tx } from '#libs/platform';
import { without } from '../consent-grants.js';
import type { TakenGrant } from '../consents.service.js';

/** Everything that may be told about a person at this moment, with each consent that allows it. */
async function liveCells(tx: Tx, personId: string): Promise<TakenGrant[]> {
  return tx.query(
    `SELECT recipient_agency_id AS "recipientAgencyId", purpose, category, consent_id AS "consentId" FROM portal.live_grant
     WHERE person_id = $1`,
    [personId],
  );
}

/** What could be told before some work and can no more be told after it, and what the work answered. */
export async function closedBy<Answer>(
  tx: Tx,
  personId: string,
  work: () => Promise<Answer>,
): Promise<{ answer: Answer; closed: TakenGrant[] }> {
  const before = await liveCells(tx, personId);
  const answer = await work();
  return { answer, closed: without(before, await liveCells(tx, personId)) };
}
