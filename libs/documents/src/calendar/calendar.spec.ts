import fc from 'fast-check';
import ICAL from 'ical.js';
import { CalendarRefused } from './calendar.errors.js';
import type { Calendar, CalendarEvent } from './calendar.types.js';
import { writeCalendar } from './calendar.writing.js';

const meeting: CalendarEvent = {
  uid: '0198@portal.example.jp',
  sequence: 2,
  stamp: new Date('2026-11-20T00:00:00Z'),
  time: { startsAt: new Date('2026-12-01T09:30:00Z'), endsAt: new Date('2026-12-01T11:00:00Z') },
  summary: '第2回 就労支援部会',
  place: '青葉市本町1-2-3 青葉会館; 2階, 会議室',
  note: '次第:\n1. 報告\\協議',
  url: 'https://portal.example.jp/meetings/1',
  organizer: { name: '青葉市障害者就労支援協議会', address: 'kaigi+t0ken@portal.example.jp' },
  attendees: [
    {
      name: 'ひだまり工房',
      address: 'info@hidamari.example.jp',
      role: 'required',
      answer: 'needs_action',
      isAsked: true,
    },
  ],
  status: 'CONFIRMED',
};
const request = (event: Partial<CalendarEvent> = {}): Calendar => ({
  method: 'REQUEST',
  events: [{ ...meeting, ...event }],
});

// Names that would leave their place in a less careful file, and everything else that people type.
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '"青葉"; CN="x',
    'x\r\nATTENDEE:mailto:evil@example.jp',
    'x\nSUMMARY:evil',
    'x\rSUMMARY:evil',
    'x\u2028SUMMARY:evil',
    '㈱𠮷野家;,:\\',
    '👨‍👩‍👧‍👦🏳️‍🌈',
    "ｱｵﾊﾞ^n^^'",
    '\ud842',
    'END:VCALENDAR\0\x7f\x9b',
  ),
  fc
    .array(fc.constantFrom('𠮷', 'あ', 'x', '"', '\r\n', ';', '^', '\\', '👍🏽'), { maxLength: 200 })
    .map((all) => all.join('')),
);

/** A text as a calendar can keep it. */
function kept(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { calendar, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent')!) };
}

it('is read back as it was meant', () => {
  const { calendar, event } = read(writeCalendar(request()));
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
  expect(event).toMatchObject({
    uid: meeting.uid,
    sequence: 2,
    summary: meeting.summary,
    location: meeting.place,
    description: meeting.note,
    organizer: 'mailto:kaigi+t0ken@portal.example.jp',
  });
  const [attendee, ...more] = event.attendees;
  expect(more).toEqual([]);
  expect(attendee!.getFirstValue()).toBe('mailto:info@hidamari.example.jp');
  expect(['cn', 'role', 'partstat', 'rsvp'].map((name) => attendee!.getParameter(name))).toEqual([
    'ひだまり工房',
    'REQ-PARTICIPANT',
    'NEEDS-ACTION',
    'TRUE',
  ]);
  expect(event.component.getFirstProperty('dtstamp')!.toICALString()).toBe('DTSTAMP:20261120T000000Z');
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
  event.startDate.zone = zone;
  event.endDate.zone = zone;
  expect([event.startDate.toJSDate(), event.endDate.toJSDate()]).toEqual([
    new Date('2026-12-01T09:30:00Z'),
    new Date('2026-12-01T11:00:00Z'),
  ]);
});

it('edge 15: name attacks: keeps every text in its own field, in lines of 75 octets that unfold to what was meant', () => {
  fc.assert(
    fc.property(nasty, nasty, nasty, (name, summary, place) => {
      const text = writeCalendar(
        request({
          summary: `x${summary}`,
          place: `x${place}`,
          organizer: { name: `x${name}`, address: 'a@example.jp' },
          attendees: [{ ...meeting.attendees![0]!, name: `x${name}` }],
        }),
      );
      const lines = text.split('\r\n');
      expect(lines.pop()).toBe('');
      // Each line alone is whole characters: nothing is lost when it is read by itself.
      expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n\ufeff]/.test(line))).toBe(true);
      expect(lines.map((line) => Buffer.from(line).toString()).join('\r\n')).toBe(lines.join('\r\n'));
      const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
      const names = unfolded.slice(0, -1).map((line) => /^[A-Z-]+/.exec(line)![0]);
      expect(names).toEqual(plainNames);
      const { event } = read(text);
      expect([event.summary, event.location]).toEqual([kept(`x${summary}`), kept(`x${place}`)]);
      for (const property of ['ORGANIZER', 'ATTENDEE']) {
        expect(nameIn(unfolded.find((line) => line.startsWith(property))!)).toBe(kept(`x${name}`));
        // This reader alone takes a backslash in a parameter for more than it is.
        if (!name.includes('\\'))
          expect(event.component.getFirstProperty(property.toLowerCase())!.getParameter('cn')).toBe(
            kept(`x${name}`),
          );
      }
    }),
    { numRuns: 300 },
  );
});

/** The CN of a line, read by the letter of RFC 5545 and RFC 6868. */
function nameIn(line: string): string {
  const [, quoted, bare] = /;CN=(?:"([^"]*)"|([^;:,"]*))[;:]/.exec(line)!;
  const meant: Record<string, string> = { '^n': '\n', "^'": '"', '^^': '^' };
  return (quoted ?? bare)!.replaceAll(/\^[n'^]/g, (pair) => meant[pair]!);
}

const plainNames = writeCalendar(request())
  .replaceAll('\r\n ', '')
  .split('\r\n')
  .slice(0, -1)
  .map((line) => /^[A-Z-]+/.exec(line)![0]);

it('lets no address out of its property', () => {
  const hostile = 'a@example.jp\r\nATTENDEE:mailto:evil@example.jp';
  const { event } = read(
    writeCalendar(request({ url: `https://x/${hostile}`, organizer: { address: hostile } })),
  );
  expect(event.attendees).toHaveLength(1);
});

it('edge 2: all-day: the day written as the end is the first that is free again', () => {
  const { event } = read(writeCalendar(request({ time: { firstDay: '2026-12-30', lastDay: '2026-12-31' } })));
  expect([event.startDate.toString(), event.endDate.toString()]).toEqual(['2026-12-30', '2027-01-01']);
});

it.each<[string, Calendar]>([
  ['no_organizer', request({ organizer: undefined })],
  ['no_attendee', request({ attendees: [] })],
  ['status_of_request', request({ status: 'CANCELLED' })],
  ['one_event', { method: 'REQUEST', events: [meeting, meeting] }],
  ['one_event', { method: 'CANCEL', events: [] }],
  ['status_of_cancel', { method: 'CANCEL', events: [meeting] }],
  ['no_attendee', { method: 'CANCEL', events: [{ ...meeting, status: undefined, attendees: [] }] }],
  ['one_attendee', { method: 'REPLY', events: [{ ...meeting, attendees: [] }] }],
  ['attendees_published', { method: 'PUBLISH', events: [meeting] }],
  ['end_before_start', { events: [{ ...meeting, time: { firstDay: '2026-12-02', lastDay: '2026-12-01' } }] }],
])('refuses what other calendars would drop: %s', (rule, calendar) => {
  expect(() => writeCalendar(calendar)).toThrow(new CalendarRefused(rule as never));
});

it('cancels a whole event with a status, and one invitation without', () => {
  const whole = read(
    writeCalendar({ method: 'CANCEL', events: [{ ...meeting, status: 'CANCELLED', sequence: 3 }] }),
  );
  const one = read(
    writeCalendar({ method: 'CANCEL', events: [{ ...meeting, status: undefined, sequence: 3 }] }),
  );
  expect(whole.event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(one.event.component.getFirstPropertyValue('status')).toBeNull();
  expect(one.event.attendees).toHaveLength(1);
  expect(one.event.sequence).toBe(3);
});

it('names a feed, and says when to look again', () => {
  const { event, calendar } = read(
    writeCalendar({
      name: '青葉市 就労支援部会',
      refreshHours: 6,
      events: [{ ...meeting, organizer: undefined, attendees: undefined }],
    }),
  );
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('青葉市 就労支援部会');
  expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT6H');
  expect(event.attendees).toEqual([]);
});
