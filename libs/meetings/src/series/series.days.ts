/** How often a series repeats: every so many weeks, or on the nth weekday of every so many months. */
export type Rhythm =
  | { readonly kind: 'weeks'; readonly every: number }
  | { readonly kind: 'months'; readonly every: number; readonly weekNo: WeekNo };

/** Which of its weekdays in a month: the first to the fourth, or the last. */

export type WeekNo = 1 | 2 | 3 | 4 | 5;

const day = 86_400_000;

/**
 * The days of a series: the first one, and as many after it as are wanted. By months it is the nth weekday, that of the first day;
 * 5 is the last one, since not every month has a fifth.
 */
export function daysOfSeries(first: string, rhythm: Rhythm, count: number): string[] {
  if (rhythm.kind === 'weeks')
    return Array.from({ length: count }, (_, at) => isoDay(Date.parse(first) + at * rhythm.every * 7 * day));
  const begin = new Date(`${first}T00:00:00Z`);
  return Array.from({ length: count }, (_, at) =>
    at === 0
      ? first
      : nthWeekday(
          begin.getUTCFullYear(),
          begin.getUTCMonth() + at * rhythm.every,
          begin.getUTCDay(),
          rhythm.weekNo,
        ),
  );
}

/** How many days lie between two days. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / day);
}

/** A day so many days after another. */
export function dayAfter(from: string, days: number): string {
  return isoDay(Date.parse(from) + days * day);
}

function nthWeekday(year: number, month: number, weekday: number, weekNo: WeekNo): string {
  if (weekNo === 5) {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return isoDay(last.getTime() - ((last.getUTCDay() - weekday + 7) % 7) * day);
  }
  const first = new Date(Date.UTC(year, month, 1));
  return isoDay(first.getTime() + (((weekday - first.getUTCDay() + 7) % 7) + (weekNo - 1) * 7) * day);
}

function isoDay(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
