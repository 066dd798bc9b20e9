import type { Announcements, NoticeObject } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** What councils write down, and which id of the promise a notice about it bears. */
const records = {
  'action_item.given': { objectType: 'action_item', id: 'actionItemId' },
  'action_item.overdue': { objectType: 'action_items', id: 'agencyId' },
  'agenda.circulated': { objectType: 'meeting', id: 'meetingId' },
  'agenda.proposed': { objectType: 'meeting', id: 'meetingId' },
  'agenda.proposal_answered': { objectType: 'meeting', id: 'meetingId' },
  'minutes.circulated': { objectType: 'minutes', id: 'meetingId' },
  'minutes.answered': { objectType: 'minutes', id: 'meetingId' },
  'minutes.approved': { objectType: 'minutes', id: 'meetingId' },
  'report_up.sent': { objectType: 'council', id: 'councilId' },
  'report_up.tabled': { objectType: 'council', id: 'councilId' },
  'report_up.answered': { objectType: 'council', id: 'councilId' },
} as const satisfies Record<string, { objectType: NoticeObject; id: string }>;
type CouncilRecord = keyof typeof records;

/** Whether an event is one of these. */
export function isCouncilRecord(type: string): type is CouncilRecord {
  return Object.hasOwn(records, type);
}

/** Tells the desk of an agency that there is something to read, to do or to answer; what it is, the portal shows. */
export async function announceCouncilRecord(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: CouncilRecord },
): Promise<void> {
  const { objectType, id } = records[event.type];
  await announcements.announce(tx, {
    eventId: event.id,
    type: event.type,
    agencyId: idIn(event, 'agencyId'),
    objectType,
    objectId: idIn(event, id),
    number: null,
  });
}
