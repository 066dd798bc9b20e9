import { readCalendarPart } from './reply.reading.js';

// Replies as the programs write them that people here use; the addresses are invented.
const outlook = `BEGIN:VCALENDAR\r
METHOD:REPLY\r
PRODID:Microsoft Exchange Server 2010\r
VERSION:2.0\r
BEGIN:VTIMEZONE\r
TZID:Tokyo Standard Time\r
BEGIN:STANDARD\r
DTSTART:16010101T000000\r
TZOFFSETFROM:+0900\r
TZOFFSETTO:+0900\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
ATTENDEE;PARTSTAT=ACCEPTED;CN=ひだまり工房:mailto:info@hidamari.examp\r
 le.jp\r
COMMENT;LANGUAGE=ja-JP:10分ほど遅れます\\, すみません\\n\r
UID:m-1@portal.example.jp\r
SUMMARY;LANGUAGE=ja-JP:承諾: 第2回 就労支援部会\r
DTSTART;TZID=Tokyo Standard Time:20261201T183000\r
DTEND;TZID=Tokyo Standard Time:20261201T200000\r
CLASS:PUBLIC\r
PRIORITY:5\r
DTSTAMP:20261121T031500Z\r
TRANSP:OPAQUE\r
STATUS:CONFIRMED\r
SEQUENCE:2\r
X-MICROSOFT-CDO-APPT-SEQUENCE:2\r
X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r
END:VEVENT\r
END:VCALENDAR\r
`;
const gmail = `BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261201T093000Z
DTEND:20261201T110000Z
DTSTAMP:20261121T040000Z
ORGANIZER;CN=協議会:mailto:kaigi+t0ken@portal.example.jp
UID:m-1@portal.example.jp
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Info@Hidamari.example.jp;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="別の会議":mailto:Info@Hidamari.example.jp
CREATED:20261120T000000Z
LAST-MODIFIED:20261121T040000Z
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:第2回 就労支援部会
END:VEVENT
END:VCALENDAR
`;
const apple = `BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Apple Inc.//macOS 15.1//EN\r
CALSCALE:GREGORIAN\r
METHOD:REPLY\r
BEGIN:VEVENT\r
UID:m-1@portal.example.jp\r
DTSTAMP:20261121T050000Z\r
DTSTART;TZID=Asia/Tokyo:20261201T183000\r
ATTENDEE;CN="ひだまり; 工房";CUTYPE=INDIVIDUAL;EMAIL="info@hidamari.example.jp";PARTSTAT=TENTATIVE:/aMjA5/principal/\r
ORGANIZER:mailto:kaigi+t0ken@portal.example.jp\r
SEQUENCE:0\r
END:VEVENT\r
END:VCALENDAR\r
`;
const nextcloud = `BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Sabre//Sabre VObject 4.5.6//EN\r
CALSCALE:GREGORIAN\r
METHOD:REPLY\r
BEGIN:VEVENT\r
UID:m-1@portal.example.jp\r
DTSTAMP:20261121T060000Z\r
SEQUENCE:0\r
DTSTART;TZID=Asia/Tokyo:20261201T183000\r
SUMMARY:第2回 就労支援部会\r
ORGANIZER;CN=協議会:mailto:kaigi+t0ken@portal.example.jp\r
ATTENDEE;PARTSTAT=ACCEPTED;CN=工房:mailto:info@hidamari.example.jp\r
REQUEST-STATUS:2.0;Success\r
END:VEVENT\r
END:VCALENDAR\r
`;
const bare = (...lines: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:m-1@portal.example.jp',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\n');
const accepted = 'ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:info@hidamari.example.jp';

it.each([
  {
    program: 'Outlook',
    text: outlook,
    sequence: 2,
    stamp: '2026-11-21T03:15:00.000Z',
    comment: '10分ほど遅れます, すみません',
    answer: { name: 'ひだまり工房', answer: 'accepted' },
  },
  {
    program: 'Gmail',
    text: gmail,
    sequence: 1,
    stamp: '2026-11-21T04:00:00.000Z',
    answer: { answer: 'declined' },
  },
  {
    program: 'Apple',
    text: apple,
    sequence: 0,
    stamp: '2026-11-21T05:00:00.000Z',
    answer: { name: 'ひだまり; 工房', answer: 'tentative' },
  },
  {
    program: 'Nextcloud',
    text: nextcloud,
    sequence: 0,
    stamp: '2026-11-21T06:00:00.000Z',
    answer: { answer: 'accepted' },
  },
])('reads a reply of $program', ({ text, sequence, stamp, comment, answer }) => {
  const read = readCalendarPart(text);
  expect(read).toMatchObject({
    kind: 'reply',
    reply: {
      uid: 'm-1@portal.example.jp',
      sequence,
      stamp: new Date(stamp),
      answers: [{ address: 'info@hidamari.example.jp', ...answer }],
    },
  });
  expect(read.kind === 'reply' && read.reply.comment).toBe(comment);
});

it('does without organizer, method, stamp and sequence', () => {
  expect(readCalendarPart(bare(accepted))).toEqual({
    kind: 'reply',
    reply: {
      uid: 'm-1@portal.example.jp',
      sequence: 0,
      answers: [{ address: 'info@hidamari.example.jp', answer: 'accepted' }],
    },
  });
  expect(readCalendarPart(bare(accepted), 'reply').kind).toBe('reply');
});

it('reads through a line that is none, a mark at the beginning and another calendar behind', () => {
  expect(readCalendarPart(bare('-- sent from my phone', accepted, '')).kind).toBe('reply');
  expect(readCalendarPart(`\ufeff${gmail}\n${gmail}`).kind).toBe('reply');
  expect(readCalendarPart(`はい、出席します。\n${gmail}\nよろしく`).kind).toBe('reply');
  expect(readCalendarPart(gmail.slice(0, gmail.indexOf('END:VCALENDAR'))).kind).toBe('reply');
  expect(readCalendarPart(bare('DTSTAMP:yesterday', 'SEQUENCE:many', accepted))).toMatchObject({
    kind: 'reply',
    reply: { sequence: 0, stamp: undefined },
  });
});

it('knows whom somebody sends in their place', () => {
  const delegated =
    'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Sato@hidamari.example.jp":mailto:info@hidamari.example.jp';
  expect(readCalendarPart(bare(delegated), 'REPLY')).toMatchObject({
    reply: { answers: [{ answer: 'delegated', delegatedTo: 'sato@hidamari.example.jp' }] },
  });
});

it.each([
  {
    what: 'another invitation',
    text: gmail.replace('METHOD:REPLY', 'METHOD:REQUEST'),
    kind: 'other',
    method: 'REQUEST',
  },
  {
    what: 'a proposal of another time',
    text: gmail.replace('METHOD:REPLY', 'METHOD:COUNTER'),
    kind: 'other',
    method: 'COUNTER',
  },
  {
    what: 'an event without an answer',
    text: bare(accepted.replace('ACCEPTED', 'NEEDS-ACTION')),
    kind: 'other',
    method: '',
  },
])('does not take $what for a reply', ({ text, kind, method }) => {
  expect(readCalendarPart(text)).toEqual({ kind, method });
});

it.each([
  '',
  'hello',
  'BEGIN:VCALENDAR\nEND:VCALENDAR',
  'BEGIN:VCALENDAR\nBEGIN:VEVENT',
  gmail.replace(/UID:.*\n/, ''),
])('gives up on %j without falling over', (text) =>
  expect(readCalendarPart(text)).toEqual({ kind: 'unreadable' }),
);

it('takes no address that is none', () => {
  for (const value of ['mailto:', 'invalid:nomail', 'urn:uuid:1', 'mailto:a@b@c', 'mailto:%zz@x y'])
    expect(readCalendarPart(bare(`ATTENDEE;PARTSTAT=ACCEPTED:${value}`), 'REPLY').kind).toBe('unreadable');
});
