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
    ...lineIn(event),
  });
}

/** Promises made before a line told its version carry none. */
function lineIn(event: Task) {
  if (!event.payload['lineId']) return {};
  const version = Number(event.payload['lineVersion'] ?? Number.NaN);
  return { line: { id: idIn(event, 'lineId'), version: Number.isInteger(version) ? version : null } };
}
