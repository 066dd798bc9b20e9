import type { Tx } from '#libs/platform';
import { type Grant, without } from '../consent-grants.js';

/** Everything that may be told about a person at this moment. */
export async function liveCells(tx: Tx, personId: string): Promise<Grant[]> {
  return tx.query(
    `SELECT DISTINCT recipient_agency_id AS "recipientAgencyId", purpose, category FROM portal.live_grant
     WHERE person_id = $1`,
    [personId],
  );
}

/** What could be told before some work and can no more be told after it, and what the work answered. */
export async function closedBy<Answer>(
  tx: Tx,
  personId: string,
  work: () => Promise<Answer>,
): Promise<{ answer: Answer; closed: Grant[] }> {
  const before = await liveCells(tx, personId);
  const answer = await work();
  return { answer, closed: without(before, await liveCells(tx, personId)) };
}
