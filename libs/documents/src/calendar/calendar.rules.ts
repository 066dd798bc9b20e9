import { CalendarRefused, type CalendarRule } from './calendar.errors.js';
import type { Calendar, CalendarEvent, CalendarMethod } from './calendar.types.js';

type Broken = (event: CalendarEvent) => CalendarRule | false;

const organized: Broken = ({ organizer }) => !organizer && 'no_organizer';
const attended: Broken = ({ attendees = [] }) => attendees.length === 0 && 'no_attendee';

/** What each method asks of its event (RFC 5546, 3.2). */
const rules: Readonly<Record<CalendarMethod, readonly Broken[]>> = {
  PUBLISH: [organized, ({ attendees = [] }) => attendees.length > 0 && 'attendees_published'],
  REQUEST: [organized, attended, ({ status }) => status === 'CANCELLED' && 'status_of_request'],
  // Without a status only the attendees named are no longer invited, so there must be some.
  CANCEL: [
    organized,
    ({ status }) => status !== undefined && status !== 'CANCELLED' && 'status_of_cancel',
    (event) => event.status === undefined && attended(event),
  ],
  REPLY: [organized, ({ attendees = [] }) => attendees.length !== 1 && 'one_attendee'],
};

/**
 * Looks whether other calendars will understand it.
 * @throws {CalendarRefused}
 */
export function holdToRules({ method, events }: Calendar): void {
  const single = method !== undefined && method !== 'PUBLISH';
  if (single && events.length !== 1) throw new CalendarRefused('one_event');
  for (const event of events) {
    if (!endsAfterStart(event)) throw new CalendarRefused('end_before_start');
    if (method === undefined) continue;
    for (const isBroken of rules[method]) {
      const rule = isBroken(event);
      if (rule) throw new CalendarRefused(rule);
    }
  }
}

function endsAfterStart({ time }: CalendarEvent): boolean {
  return 'startsAt' in time ? time.startsAt <= time.endsAt : time.firstDay <= time.lastDay;
}
