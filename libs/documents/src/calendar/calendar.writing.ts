import { holdToRules } from './calendar.rules.js';
import type { Attendee, AttendeeAnswer, Calendar, CalendarEvent, CalendarPerson } from './calendar.types.js';
import { contentLine, mailtoValue, textValue, uriValue } from './content-line.js';
import { calendarDay, tokyoTime, tokyoZone, utcTime } from './tokyo.time.js';

const roles: Readonly<Record<Attendee['role'], string>> = {
  chair: 'CHAIR',
  required: 'REQ-PARTICIPANT',
  optional: 'OPT-PARTICIPANT',
  informed: 'NON-PARTICIPANT',
};

/** How calendars write what somebody answers. */
export const answerWords: Readonly<Record<AttendeeAnswer, string>> = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  tentative: 'TENTATIVE',
  declined: 'DECLINED',
  delegated: 'DELEGATED',
};

/**
 * A calendar file (RFC 5545) or message (RFC 5546). Times stand in the time of Japan, whatever the server's own is.
 * @throws {CalendarRefused} where other calendars would not understand it.
 */
export function writeCalendar(calendar: Calendar): string {
  holdToRules(calendar);
  const { method, name, refreshHours, events } = calendar;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Renkei Portal//Calendar//JA',
    'CALSCALE:GREGORIAN',
    ...(method ? [`METHOD:${method}`] : []),
    // The second of each pair is older, and all that some programs know (RFC 7986).
    ...(name ? [contentLine('NAME', textValue(name)), contentLine('X-WR-CALNAME', textValue(name))] : []),
    ...(refreshHours
      ? [`REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`, `X-PUBLISHED-TTL:PT${refreshHours}H`]
      : []),
    ...(events.some(({ time }) => 'startsAt' in time) ? tokyoZone : []),
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function eventLines(event: CalendarEvent): readonly string[] {
  const { uid, sequence, stamp, summary, place, note, url, status, organizer, attendees, comment } = event;
  return [
    'BEGIN:VEVENT',
    contentLine('UID', textValue(uid)),
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utcTime(stamp)}`,
    ...timeLines(event),
    contentLine('SUMMARY', textValue(summary)),
    ...(place ? [contentLine('LOCATION', textValue(place))] : []),
    ...(note ? [contentLine('DESCRIPTION', textValue(note))] : []),
    ...(url ? [contentLine('URL', uriValue(url))] : []),
    ...(comment ? [contentLine('COMMENT', textValue(comment))] : []),
    ...(status ? [`STATUS:${status}`] : []),
    ...(organizer ? [personLine('ORGANIZER', organizer)] : []),
    ...(attendees ?? []).map(attendeeLine),
    ...(event.isPrivate ? ['CLASS:PRIVATE'] : []),
    'END:VEVENT',
  ];
}

function timeLines({ time }: CalendarEvent): readonly string[] {
  if ('startsAt' in time)
    return [
      `DTSTART;TZID=Asia/Tokyo:${tokyoTime(time.startsAt)}`,
      `DTEND;TZID=Asia/Tokyo:${tokyoTime(time.endsAt)}`,
    ];
  // The day named as the end is the first that does not belong to the event (3.6.1).
  return [
    `DTSTART;VALUE=DATE:${calendarDay(time.firstDay)}`,
    `DTEND;VALUE=DATE:${calendarDay(time.lastDay, 1)}`,
  ];
}

function personLine(property: string, { name, address }: CalendarPerson): string {
  return contentLine(property, mailtoValue(address), { CN: name });
}

function attendeeLine({ name, address, role, answer, isAsked, delegatedTo }: Attendee): string {
  return contentLine('ATTENDEE', mailtoValue(address), {
    CN: name,
    ROLE: roles[role],
    PARTSTAT: answerWords[answer],
    'DELEGATED-TO': delegatedTo && mailtoValue(delegatedTo),
    RSVP: isAsked ? 'TRUE' : undefined,
  });
}
