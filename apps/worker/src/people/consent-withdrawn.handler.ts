import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/**
 * The person has taken a consent back: tells an agency that was given something under it, and leads it to where it says
 * what becomes of that.
 */
export async function announceWithdrawal(
  announcements: Announcements,
  tx: SqlTx,
  event: Task,
): Promise<void> {
  const isAsked = 'dutyId' in event.payload;
  await announcements.announce(tx, {
    eventId: event.id,
    type: 'consent.withdrawn',
    agencyId: idIn(event, 'tellAgencyId'),
    objectType: isAsked ? 'follow_up' : 'consent',
    objectId: idIn(event, isAsked ? 'dutyId' : 'consentId'),
    number: null,
  });
}
