import type { Announcements, NoticeType } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn, numberIn } from '../payload.js';

/** Reminders that go further than the desk: to whoever leads the agency, and to the network's secretariat. */
export const furtherReminders: readonly string[] = ['referral.due_head', 'referral.due_network'];

/** An answer is late, and the desk has been reminded before. The secretariat learns the number and nothing about the person. */
export async function remindFurther(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: NoticeType },
): Promise<void> {
  const notice = { eventId: event.id, type: event.type, number: numberIn(event, 'number') };
  if (event.type === 'referral.due_network') {
    await announcements.announceToSecretariat(tx, {
      ...notice,
      objectType: 'stall',
      objectId: idIn(event, 'lineId'),
    });
    return;
  }
  const agencyId = idIn(event, 'tellAgencyId');
  const desk = await tx.query<{ account_id: string; role: string }>(
    'SELECT account_id, role FROM sec.desk_of($1)',
    [agencyId],
  );
  const heads = desk.filter(({ role }) => role === 'manager');
  // Where nobody leads, everybody has to look.
  const told = heads.length > 0 ? heads : desk;
  await announcements.announceTo(
    tx,
    told.map(({ account_id: accountId }) => ({ accountId, agencyId })),
    { ...notice, objectType: 'referral', objectId: idIn(event, 'referralId') },
  );
}
