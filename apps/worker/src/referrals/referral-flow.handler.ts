import { askNext, settleByRule } from '#libs/referrals';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** Answers after which a sequential referral asks the next agency. */
const answersThatMoveOn: readonly string[] = ['referral.declined', 'referral.redirected', 'referral.expired'];

/** A line has ended: where the agencies are asked one after the other, it is the next one's turn. And those outside count. */
export async function goOnAfter(tx: SqlTx, event: Task): Promise<void> {
  if (answersThatMoveOn.includes(event.type)) await askNext(tx, idIn(event, 'referralId'));
  if (event.type === 'referral.outside_answered') await settleByRule(tx, idIn(event, 'referralId'));
}
