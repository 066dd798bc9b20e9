import { Invalid } from '#libs/platform';

/** When a meeting is, as a person writes it: the clock on the wall of the place. */
export interface MeetingTime {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly allDay: boolean;
  /** HH:MM; with `allDay` neither counts. An end that is not after the beginning is on the next day. */
  readonly from: string;
  readonly until: string;
}

/** Beginning and end by the clock on the wall, `2026-11-20T18:30`; the end is exclusive. */
export interface LocalSpan {
  readonly start: string;
  readonly end: string;
}

/** The longest that a meeting lasts: whoever types 18:00 to 17:00 has mixed the two up. Hours. */
const longestHours = 16;

/** A time of day as it is typed; 24:00 and 25:00 are the next day's. */
export const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * The span of a meeting. 22:00 to 01:00 ends on the next day; a whole day ends where the next one begins.
 * @throws {Invalid} when it would last longer than a day does.
 */
export function localSpan({ day, allDay, from, until }: MeetingTime): LocalSpan {
  if (allDay) return { start: `${day}T00:00`, end: `${dayAfter(day)}T00:00` };
  const overMidnight = until <= from;
  const minutes = minutesOf(until) - minutesOf(from) + (overMidnight ? 24 * 60 : 0);
  if (minutes > longestHours * 60)
    throw new Invalid([
      {
        field: 'until',
        label: '終了時刻',
        detail:
          '終了時刻: 開始時刻より後の時刻にしてください（翌日にかけての会議は16時間まで入力できます）。',
      },
    ]);
  return { start: `${day}T${from}`, end: `${overMidnight ? dayAfter(day) : day}T${until}` };
}

/** The other way round: how a form shows a span. */
export function timeOf({ start, end }: LocalSpan, allDay: boolean): MeetingTime {
  return { day: start.slice(0, 10), allDay, from: start.slice(11, 16), until: end.slice(11, 16) };
}

/** Whether this is a time zone that the server knows (IANA name). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
