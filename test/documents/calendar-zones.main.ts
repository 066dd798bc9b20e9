import { readCalendarPart, writeCalendar } from '#libs/documents';

// What a server in this process's time zone writes and reads.
const written = writeCalendar({
  events: [
    {
      uid: 'x@portal.example.jp',
      sequence: 0,
      stamp: new Date('2026-11-20T00:00:00Z'),
      time: { startsAt: new Date('2026-12-01T09:30:00Z'), endsAt: new Date('2026-12-01T15:30:00Z') },
      summary: '第2回 就労支援部会',
    },
  ],
});
const reply = [
  'BEGIN:VCALENDAR',
  'METHOD:REPLY',
  'BEGIN:VEVENT',
  'UID:x@portal.example.jp',
  'DTSTAMP:20261120T010203',
  'ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.jp',
  'END:VEVENT',
  'END:VCALENDAR',
];
process.stdout.write(
  JSON.stringify({
    offset: new Date('2026-12-01T00:00:00Z').getTimezoneOffset(),
    written,
    read: readCalendarPart(reply.join('\r\n')),
  }),
);
