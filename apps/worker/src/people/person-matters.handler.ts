import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** Somebody opens very many people, or people's matters are due: tells the managers of the agency, with no name at all. */
export async function announceToManagers(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: 'person.many_read' | 'person.matters_due' },
): Promise<void> {
  const agencyId = idIn(event, 'agencyId');
  const managers = await tx.query<{ accountId: string; agencyId: string }>(
    `SELECT account_id AS "accountId", $1::uuid AS "agencyId" FROM sec.desk_of($1) WHERE role = 'manager'`,
    [agencyId],
  );
  await announcements.announceTo(tx, managers, {
    eventId: event.id,
    type: event.type,
    objectType: event.type === 'person.many_read' ? 'reading_reason' : 'person_matter',
    objectId: agencyId,
    number: null,
  });
}
