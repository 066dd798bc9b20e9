import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** Nothing arrives at a webhook any more: tells the managers of its agency, who alone can do something about it. */
export async function announcePausedWebhook(
  announcements: Announcements,
  tx: SqlTx,
  event: Task,
): Promise<void> {
  const managers = await tx.query<{ accountId: string; agencyId: string }>(
    `SELECT account_id AS "accountId", $1::uuid AS "agencyId" FROM sec.desk_of($1) WHERE role = 'manager'`,
    [idIn(event, 'agencyId')],
  );
  await announcements.announceTo(tx, managers, {
    eventId: event.id,
    type: 'webhook.paused',
    objectType: 'webhook',
    objectId: idIn(event, 'webhookId'),
    number: null,
  });
}
