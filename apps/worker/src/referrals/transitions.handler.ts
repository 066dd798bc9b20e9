import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn, numberIn } from '../payload.js';

/** What comes up by the calendar, and what a notice about it is about. */
const transitions = {
  'term.due': 'support_term',
  'check_up.due': 'check_up',
  'check_up.moved': 'check_up',
} as const;
type Transition = keyof typeof transitions;

/** Whether an event is one of these. */
export function isTransition(type: string): type is Transition {
  return Object.hasOwn(transitions, type);
}

/** Tells the desk of an agency how many people it is about, and nothing else. */
export async function announceTransition(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: Transition },
): Promise<void> {
  const agencyId = idIn(event, 'agencyId');
  await announcements.announce(tx, {
    eventId: event.id,
    type: event.type,
    agencyId,
    objectType: transitions[event.type],
    objectId: agencyId,
    number: numberIn(event, 'number'),
  });
}
