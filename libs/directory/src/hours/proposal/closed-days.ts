import type { NthWeek, Weekday } from '../opening-rules.js';
import type { MonthDay, Period } from './closed-days.words.js';

/** In which weeks a day of the week is closed. */
export type ClosedWeekday =
  | { readonly does: 'closed'; readonly weeks: readonly NthWeek[] }
  /** Closed but in these weeks. */
  | { readonly does: 'closedExcept'; readonly weeks: readonly NthWeek[] }
  /** Closed for half of the day: open in the other, if its hours are known. */
  | { readonly does: 'half'; readonly closed: 'morning' | 'afternoon' }
  /** Sometimes closed, and the text does not say when: 隔週, カレンダーによる. */
  | { readonly does: 'unknown' };

/** Days that are closed every year. */
export interface ClosedDates {
  readonly from: MonthDay;
  readonly to: MonthDay;
  readonly period: Period | null;
}

/** What a text about closed days says, word for word. */
export interface ClosedDays {
  readonly weekdays: ReadonlyMap<Weekday, ClosedWeekday>;
  /** Null when the text does not speak of them. */
  readonly holidays: 'closed' | 'open' | 'unknown' | null;
  readonly afterHolidays: boolean;
  /** Days of every month; -1 is the last. */
  readonly monthDays: readonly number[];
  readonly dates: readonly ClosedDates[];
  /** Named without dates. */
  readonly periods: readonly Period[];
  /** The text says that there is no closed day at all. */
  readonly never: boolean;
  /** "As a rule", "may be open": what is said to be closed is not sure. */
  readonly hedged: boolean;
}

/** Why a text cannot be read, as a sentence without its full stop. */
export class NotReadable extends Error {}

/** Why texts cannot be read, where more than one place says so. */
export const reasons = {
  cut: '文が途中で切れているようです',
  notFixed: '休みの日が、カレンダーやシフトなどで別に決まります',
  bracket: 'かっこの中を読み取れません',
  wording: '休みの日の書き方を読み取れません',
  nthOfWhat: '第何週かが、どの曜日までかはっきりしません',
  everySecondOfWhat: '隔週の曜日がはっきりしません',
  saidTwice: '同じ曜日のことが、二通りに書かれています',
} as const;

// Wider than anybody takes them: outside, they are certainly not.
const periodMonths: Readonly<Record<Period, readonly number[]>> = {
  newYear: [12, 1],
  obon: [7, 8, 9],
  summer: [7, 8, 9],
  goldenWeek: [4, 5],
};
const longestRange = 21;

/** Whether dates can be those of a time of the year. */
export function isWithin({ from, to }: ClosedDates, period: Period): boolean {
  const months = periodMonths[period];
  return months.includes(from.month) && months.includes(to.month);
}

/** Whether dates run over New Year. */
export function wraps({ from, to }: Pick<ClosedDates, 'from' | 'to'>): boolean {
  return from.month > to.month || (from.month === to.month && from.day > to.day);
}

/** Dates that exist, in a range that can be meant: over New Year only, and not for months. */
export function checkedDates(from: MonthDay, to: MonthDay): ClosedDates {
  const time = ({ month, day }: MonthDay, year: number) => Date.UTC(year, month - 1, day);
  const isDay = (date: MonthDay) => {
    const found = new Date(time(date, 2025));
    return found.getUTCMonth() === date.month - 1 && found.getUTCDate() === date.day;
  };
  const length = (time(to, wraps({ from, to }) ? 2026 : 2025) - time(from, 2025)) / 86_400_000 + 1;
  if (!isDay(from) || !isDay(to) || length > longestRange) throw new NotReadable('日付を読み取れません');
  return { from, to, period: null };
}
