import { openRequest, promiseMails } from '#libs/directory';
import type { Announcements } from '#libs/notifications';
import { Outbox, type SqlTx, type Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** An agency is asked whether its entry is still true: a mail to whoever keeps it, and a notice on its desk. */
export async function askForConfirmation(
  announcements: Announcements,
  tx: SqlTx,
  event: Task,
): Promise<void> {
  const request = await openRequest(tx, idIn(event, 'requestId'));
  if (!request) return;
  const reminder = Number(event.payload['reminder'] ?? 0);
  const desk = await promiseMails(tx, new Outbox(), request, reminder);
  const recipients = desk.map((accountId) => ({ accountId, agencyId: request.agencyId }));
  await announcements.announceTo(tx, recipients, {
    eventId: event.id,
    type: 'confirmation.asked',
    objectType: 'agency',
    objectId: request.agencyId,
    number: null,
  });
}
