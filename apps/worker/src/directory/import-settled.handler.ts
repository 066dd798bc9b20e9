import { type Announcements, isNoticeType } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** What becomes of a list that is taken over, as whoever ordered it is told. */
export const importNotices: readonly string[] = ['import.done', 'import.undone', 'import.failed'];

/** A list is taken over, taken back, or could not be: whoever ordered it may have gone on to something else. */
export async function announceImport(announcements: Announcements, tx: SqlTx, event: Task): Promise<void> {
  if (!isNoticeType(event.type)) return;
  const orderedBy = await tx.query<{ accountId: string; agencyId: string }>(
    'SELECT account_id AS "accountId", agency_id AS "agencyId" FROM sec.secretariat_desk() WHERE account_id = $1',
    [idIn(event, 'accountId')],
  );
  await announcements.announceTo(tx, orderedBy, {
    eventId: event.id,
    type: event.type,
    objectType: 'import_job',
    objectId: idIn(event, 'jobId'),
    number: null,
  });
}
