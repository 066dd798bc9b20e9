import type { SqlTx } from '#libs/platform';
import { moveByRule } from '../referral-rules.js';

interface DeclinedRow extends Record<string, unknown> {
  readonly referral_id: string;
  readonly line_id: string;
  readonly reason: string;
}

/** What the secretariat has agreed to becomes the answer. */
export async function settleDecline(tx: SqlTx, reviewId: string): Promise<void> {
  await declineAll(tx, await tx.query<DeclinedRow>('SELECT * FROM portal.declined_in($1)', [reviewId]));
}

/** So does what nobody has looked at in time (`today` is YYYY-MM-DD in Japan). */
export async function lapseDeclines(tx: SqlTx, today: string): Promise<void> {
  await declineAll(tx, await tx.query<DeclinedRow>('SELECT * FROM portal.lapse_declines($1)', [today]));
}

async function declineAll(tx: SqlTx, declined: readonly DeclinedRow[]): Promise<void> {
  for (const { referral_id: referralId, line_id: lineId, reason } of declined)
    await moveByRule(tx, { referralId, lineId, verb: 'decline', reason, attribution: 'agency' });
}
