import { type NthWeek, type Season, type Weekday, weekdays } from './opening-rules.js';

const msOfDay = 86_400_000;
const japanAhead = 9 * 3_600_000;

/** Days since 1970-01-01. Days are counted in UTC on purpose: the clock of the machine has no say in them. */
function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / msOfDay;
}

/** The day that comes `count` days after `day`. */
export function daysAfter(day: string, count: number): string {
  return new Date((dayNumber(day) + count) * msOfDay).toISOString().slice(0, 10);
}

/** The day in Japan and the time of day there, as `HH:MM`. Japan has no summer time. */
export function momentInJapan(moment: Date): { day: string; time: string } {
  const there = new Date(moment.getTime() + japanAhead).toISOString();
  return { day: there.slice(0, 10), time: there.slice(11, 16) };
}

/** The day of the week. */
export function weekdayOf(day: string): Weekday {
  // 1970-01-01 was a Thursday.
  return weekdays[(((dayNumber(day) + 3) % 7) + 7) % 7]!;
}

/** Whether `day` is the nth of its weekday in its month. */
export function isNth(day: string, nth: NthWeek): boolean {
  const number = Number(day.slice(8));
  if (nth === -1) return daysAfter(day, 7).slice(0, 7) !== day.slice(0, 7);
  return Math.ceil(number / 7) === nth;
}

/** Whether `day` is one of these days of its month; -1 is the last. */
export function isDayOfMonth(day: string, days: readonly number[]): boolean {
  const isLast = daysAfter(day, 1).slice(0, 7) !== day.slice(0, 7);
  return days.includes(Number(day.slice(8))) || (isLast && days.includes(-1));
}

/** Whether `day` lies in the week of `anchor`, or an even number of weeks from it. Weeks begin on Monday. */
export function isSecondWeek(day: string, anchor: string): boolean {
  const week = (of: string) => Math.floor((dayNumber(of) + 3) / 7);
  return Math.abs(week(day) - week(anchor)) % 2 === 0;
}

/** Whether `day` lies in a season, which may run over New Year. */
export function isInSeason(day: string, { from, to }: Season): boolean {
  const monthDay = day.slice(5);
  return from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to;
}
