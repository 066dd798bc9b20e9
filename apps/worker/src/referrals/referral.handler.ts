import type { Announcements, NoticeType } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn, numberIn } from '../payload.js';

/** A step in the life of a referral: tells the one agency that the event names. */
export async function announceReferral(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: NoticeType },
): Promise<void> {
  await announcements.announce(tx, {
    eventId: event.id,
    type: event.type,
    agencyId: idIn(event, 'tellAgencyId'),
    objectType: 'referral',
    objectId: idIn(event, 'referralId'),
    number: numberIn(event, 'number'),
  });
}
