import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** The person has taken a consent back: tells an agency that was given something under it. */
export async function announceWithdrawal(
  announcements: Announcements,
  tx: SqlTx,
  event: Task,
): Promise<void> {
  await announcements.announce(tx, {
    eventId: event.id,
    type: 'consent.withdrawn',
    agencyId: idIn(event, 'tellAgencyId'),
    objectType: 'consent',
    objectId: idIn(event, 'consentId'),
    number: null,
  });
}
