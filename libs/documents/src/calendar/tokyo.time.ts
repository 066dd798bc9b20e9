const nineHours = 9 * 3_600_000;
const day = 24 * 3_600_000;

/** Japan keeps one time all year; calendars want it written down all the same (RFC 5545, 3.6.5). */
export const tokyoZone: readonly string[] = [
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

/** A moment in UTC: 20261120T013000Z. */
export function utcTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** A moment as clocks in Japan show it: 20261120T103000. It is reckoned, so the server's own zone has no say in it. */
export function tokyoTime(at: Date): string {
  return utcTime(new Date(at.getTime() + nineHours)).slice(0, -1);
}

/** A day, 2026-11-20, as calendars write it: 20261120; moved by so many days. */
export function calendarDay(date: string, later = 0): string {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + later * day);
  return moved.toISOString().slice(0, 10).replaceAll('-', '');
}
