import type { Announcements } from '#libs/notifications';
import { Outbox, type SqlTx, type Task } from '#libs/platform';
import { idIn, numberIn } from '../payload.js';

/** A referral that comes back to an agency that had to do with it before. */
export const loopFound = 'referral.loop_found';

/** A referral was sent: whether it follows from others that had been there before, is worth a look. */
export async function watchChain(tx: SqlTx, event: Task): Promise<void> {
  if (event.type !== 'referral.sent') return;
  const referralId = idIn(event, 'referralId');
  const [end] = await tx.query<{ returns: boolean }>(
    'SELECT returns FROM portal.referral_chain($1) ORDER BY depth DESC LIMIT 1',
    [referralId],
  );
  if (end?.returns) await new Outbox().add(tx, loopFound, { referralId, number: numberIn(event, 'number') });
}

/** Tells the secretariat, by number alone. */
export async function announceLoop(announcements: Announcements, tx: SqlTx, event: Task): Promise<void> {
  await announcements.announceToSecretariat(tx, {
    eventId: event.id,
    type: loopFound,
    objectType: 'referral_chain',
    objectId: idIn(event, 'referralId'),
    number: numberIn(event, 'number'),
  });
}
