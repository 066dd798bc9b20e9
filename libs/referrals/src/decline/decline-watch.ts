import type { SqlTx } from '#libs/platform';
import { moveByRule } from '../referral-rules.js';
import type { DeclineVerb } from './decline.codes.js';

interface DeclinedRow extends Record<string, unknown> {
  readonly referral_id: string;
  readonly line_id: string;
  readonly reason: string;
  readonly verb: DeclineVerb;
}

/** What the secretariat has agreed to becomes the answer. */
export async function settleDecline(tx: SqlTx, reviewId: string): Promise<void> {
  await declineAll(tx, await tx.query<DeclinedRow>('SELECT * FROM portal.declined_in($1)', [reviewId]));
}

/** A no that waits for the secretariat, beyond its day or on a line that has gone on. */
export interface DueDecline extends Record<string, unknown> {
  readonly id: string;
  readonly referral_id: string;
}

/** Those that are due (`today` is YYYY-MM-DD in Japan), for `lapseDecline`. */
export function declinesDue(db: Pick<SqlTx, 'query'>, today: string): Promise<DueDecline[]> {
  return db.query<DueDecline>('SELECT id, referral_id FROM sec.declines_due($1)', [today]);
}

/** What nobody has looked at in time stands, too; the referral is held before it is decided whether it does. */
export async function lapseDecline(tx: SqlTx, due: DueDecline, today: string): Promise<void> {
  await tx.query('SELECT FROM portal.hold_referral($1)', [due.referral_id]);
  await declineAll(
    tx,
    await tx.query<DeclinedRow>('SELECT * FROM portal.lapse_decline($1, $2)', [due.id, today]),
  );
}

async function declineAll(tx: SqlTx, declined: readonly DeclinedRow[]): Promise<void> {
  for (const { referral_id: referralId, line_id: lineId, reason, verb } of declined)
    await moveByRule(tx, { referralId, lineId, verb, reason, attribution: 'agency' });
}
