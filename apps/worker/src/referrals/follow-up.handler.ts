import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn, numberIn } from '../payload.js';

/** What somebody has to follow up, the name of the id that says what it is about, and whom it is told. */
const followUps = {
  'withdrawal.heard': { about: 'withdrawalId', who: 'desk' },
  'erasure.reminded': { about: 'dutyId', who: 'desk' },
  'erasure.to_be_asked': { about: 'dutyId', who: 'desk' },
  'erasure.answered': { about: 'dutyId', who: 'desk' },
  'misdirection.recorded': { about: 'dutyId', who: 'desk' },
  'ground.proposed': { about: 'groundId', who: 'managers' },
  'emergency.opened': { about: 'openingId', who: 'managers' },
  'emergency.unreviewed': { about: 'openingId', who: 'secretariat' },
} as const;
type FollowUp = keyof typeof followUps;

/** Whether an event is something to be followed up. */
export function isFollowUp(type: string): type is FollowUp {
  return Object.hasOwn(followUps, type);
}

/** Tells by number alone, at once: the desk of an agency, its managers, or the secretariat. */
export async function announceFollowUp(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: FollowUp },
): Promise<void> {
  const { about, who } = followUps[event.type];
  const told = {
    eventId: event.id,
    type: event.type,
    objectId: idIn(event, about),
    number: event.type === 'ground.proposed' ? null : numberIn(event, 'number'),
  } as const;
  if (who === 'secretariat')
    return announcements.announceToSecretariat(tx, { ...told, objectType: 'escalation' });
  const agencyId = idIn(event, 'tellAgencyId');
  if (who === 'desk') return announcements.announce(tx, { ...told, agencyId, objectType: 'follow_up' });
  const desk = await tx.query<{ account_id: string; role: string }>(
    'SELECT account_id, role FROM sec.desk_of($1)',
    [agencyId],
  );
  const managers = desk.filter(({ role }) => role === 'manager');
  // An agency without a manager is told all the same.
  const recipients = (managers.length > 0 ? managers : desk).map(({ account_id: accountId }) => ({
    accountId,
    agencyId,
  }));
  return announcements.announceTo(tx, recipients, { ...told, objectType: 'follow_up' });
}
