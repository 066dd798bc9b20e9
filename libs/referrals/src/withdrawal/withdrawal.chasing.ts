import { dayInJapan, type SqlTx } from '#libs/platform';
import { moveByRule } from '../referral-rules.js';

/** Lines that stopped for want of consent, and for which no new one came within the days that the network waits. */
export async function stoppedTooLong(tx: SqlTx): Promise<{ referralId: string; lineId: string }[]> {
  const rows = await tx.query<{ referral_id: string; line_id: string }>(
    'SELECT referral_id, line_id FROM sec.lines_stopped_too_long()',
  );
  return rows.map(({ referral_id: referralId, line_id: lineId }) => ({ referralId, lineId }));
}

/** Ends such a line. What was agreed anew in the meantime goes on: the state is looked at again under the lock. */
export async function endStopped(tx: SqlTx, line: { referralId: string; lineId: string }): Promise<boolean> {
  const still = await stoppedTooLong(tx);
  if (!still.some(({ lineId }) => lineId === line.lineId)) return false;
  return moveByRule(tx, { ...line, verb: 'cancel', reason: 'consent_withdrawn', attribution: 'person' });
}

/** Asks again for answers that are late, and tells the secretariat of openings that nobody has reviewed. */
export async function chaseFollowUps(tx: SqlTx, now: Date): Promise<number> {
  const chased = await tx.query('SELECT id FROM portal.chase_follow_ups($1)', [dayInJapan(now)]);
  return chased.length;
}
