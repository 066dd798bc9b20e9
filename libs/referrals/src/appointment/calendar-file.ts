/** A meeting as calendars want to know it. */
export interface CalendarEntry {
  /** The same for every version of one meeting. */
  readonly uid: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly place?: string;
  readonly url?: string;
  readonly note?: string;
  readonly sequence: number;
  readonly changedAt: Date;
}

/** Japan keeps one time all year; calendars want it written down all the same (RFC 5545, 3.6.5). */
const tokyo = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Tokyo',
  'BEGIN:STANDARD',
  'DTSTART:19510101T000000',
  'TZOFFSETFROM:+0900',
  'TZOFFSETTO:+0900',
  'TZNAME:JST',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** A calendar file (RFC 5545) with one meeting. */
export function calendarFile(entry: CalendarEntry): string {
  const { uid, startsAt, endsAt, summary, place, url, note, sequence, changedAt } = entry;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Renkei Portal//Referrals//JA',
    'CALSCALE:GREGORIAN',
    ...tokyo,
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(changedAt)}`,
    `DTSTART;TZID=Asia/Tokyo:${inTokyo(startsAt)}`,
    `DTEND;TZID=Asia/Tokyo:${inTokyo(endsAt)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(note ? [`DESCRIPTION:${escaped(note)}`] : []),
    ...(url ? [`URL:${oneLine(url)}`] : []),
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

/** Texts keep their commas, semicolons and line ends behind a backslash (3.3.11). Other control signs have no place there. */
function escaped(text: string): string {
  return [...text.replaceAll('\r\n', '\n')]
    .filter((sign) => sign === '\n' || sign === '\t' || sign >= ' ')
    .join('')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll('\n', '\\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** Lines end after 75 octets at most and go on after a space (3.1); no sign is torn apart. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    // The space before a continued line counts too.
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

function utc(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function inTokyo(at: Date): string {
  return utc(new Date(at.getTime() + 9 * 3_600_000)).replace('Z', '');
}
