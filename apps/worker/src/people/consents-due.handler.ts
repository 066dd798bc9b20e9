import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn, numberIn } from '../payload.js';

/** Consents of an agency end, lapse or wait for their paper: tells its desk how many, and where the list is. */
export async function announceConsentsDue(
  announcements: Announcements,
  tx: SqlTx,
  event: Task,
): Promise<void> {
  const agencyId = idIn(event, 'agencyId');
  await announcements.announce(tx, {
    eventId: event.id,
    type: 'consent.due',
    agencyId,
    objectType: 'consent_duty',
    objectId: agencyId,
    number: numberIn(event, 'number'),
  });
}
