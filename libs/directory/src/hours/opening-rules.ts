/** The days of the week, Monday first. */
export const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export type Weekday = (typeof weekdays)[number];

/** Which of the Mondays (Tuesdays, …) of a month: the first to the fifth, or the last (-1). */
export const nthWeeks = [1, 2, 3, 4, 5, -1] as const;
export type NthWeek = (typeof nthWeeks)[number];

/** What a rule says of a day. 開いている・休み・わからない. */
export const dayRulings = ['open', 'closed', 'unknown'] as const;
export type DayRuling = (typeof dayRulings)[number];

/**
 * What public holidays do: nothing (`asWeekday`), close, open whatever day of the week it is (`open`), change the hours of
 * days that would be open (`hours`), or nobody knows.
 */
export const holidayRulings = ['asWeekday', 'closed', 'open', 'hours', 'unknown'] as const;
export type HolidayRuling = (typeof holidayRulings)[number];

/** What the day after a public holiday does: nothing (`asWeekday`), close, open whatever day it is, or nobody knows. */
export const afterHolidayRulings = ['asWeekday', 'closed', 'open', 'unknown'] as const;
export type AfterHolidayRuling = (typeof afterHolidayRulings)[number];

/** From when to when on one day, `HH:MM`. The end may be 24:00; a night is two spans on two days. */
export interface OpeningSpan {
  readonly from: string;
  readonly to: string;
}

/** Days that come back every year, `MM-DD`, both included. They may run over New Year. */
export interface Season {
  readonly from: string;
  readonly to: string;
}

/** What holds on some days of the week. */
export interface WeeklyRule {
  readonly days: readonly Weekday[];
  /** Only in these weeks of the month; none means all. */
  readonly weeks: readonly NthWeek[];
  /** Only in the week of this day and every second week from it, before and after. Weeks begin on Monday. */
  readonly everySecondFrom: string | null;
  readonly season: Season | null;
  readonly does: DayRuling;
  readonly spans: readonly OpeningSpan[];
}

/** What holds on public holidays. */
export interface HolidayRule {
  readonly does: HolidayRuling;
  readonly spans: readonly OpeningSpan[];
}

/** What holds on the day after a public holiday. A holiday that follows a holiday obeys the rule of holidays first. */
export interface AfterHolidayRule {
  readonly does: AfterHolidayRuling;
  readonly spans: readonly OpeningSpan[];
}

/** What holds on some days of every month, 1 to 31, or the last one (-1): 毎月15日, 毎月末日. */
export interface MonthlyRule {
  readonly days: readonly number[];
  readonly does: DayRuling;
  readonly spans: readonly OpeningSpan[];
}

/** What holds on all days of a range that comes back every year: 年末年始, お盆. */
export interface YearlyRange extends Season {
  readonly name: string | null;
  readonly does: DayRuling;
  readonly spans: readonly OpeningSpan[];
}

/** What holds on the days from `from` to `to`, `YYYY-MM-DD`, this once. */
export interface DatedException {
  readonly name: string | null;
  readonly from: string;
  readonly to: string;
  readonly does: DayRuling;
  readonly spans: readonly OpeningSpan[];
}

/**
 * When a service is open, as rules. They are asked in the order weekly, afterHolidays, holidays, monthly, yearly,
 * exceptions, and in each list from the first to the last: the later one wins. A day of which no rule speaks is unknown, never
 * closed.
 */
export interface OpeningRules {
  /** Nobody knows anything: the rest is kept, but not asked. */
  readonly unknown: boolean;
  readonly weekly: readonly WeeklyRule[];
  /** Left out where the day after a holiday is a day like any other. */
  readonly afterHolidays?: AfterHolidayRule;
  readonly holidays: HolidayRule;
  /** Left out where no day of the month is special. */
  readonly monthly?: readonly MonthlyRule[];
  readonly yearly: readonly YearlyRange[];
  readonly exceptions: readonly DatedException[];
  readonly note: string | null;
  /** The text these rules were made from, as it was written. */
  readonly sourceText: string | null;
}

/** Rules that say nothing: every day is unknown. */
export const noRules: OpeningRules = {
  unknown: false,
  weekly: [],
  holidays: { does: 'unknown', spans: [] },
  yearly: [],
  exceptions: [],
  note: null,
  sourceText: null,
};
