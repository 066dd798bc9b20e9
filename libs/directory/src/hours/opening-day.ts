import {
  daysAfter,
  isDayOfMonth,
  isInSeason,
  isNth,
  isSecondWeek,
  momentInJapan,
  weekdayOf,
} from './calendar-days.js';
import { holidayName, holidaysKnown } from './japanese-holidays.js';
import type { DayRuling, OpeningRules, OpeningSpan, WeeklyRule } from './opening-rules.js';

/** Whether a service is open at a moment, as far as anybody knows. */
export type OpenState = DayRuling;

/** One day of a service: when it is open, and what decided that. */
export interface OpeningDay {
  readonly day: string;
  readonly state: OpenState;
  readonly spans: readonly OpeningSpan[];
  /** The name of the public holiday that it is. */
  readonly holiday: string | null;
  /** Which list of rules had the last word; none when no rule speaks of the day. */
  readonly decidedBy: 'weekly' | 'afterHolidays' | 'holidays' | 'monthly' | 'yearly' | 'exceptions' | null;
  /** What the range or exception that decided is called: 年末年始. */
  readonly reason: string | null;
}

type Verdict = Pick<OpeningDay, 'state' | 'spans' | 'decidedBy' | 'reason'>;

const nobodyKnows: Verdict = { state: 'unknown', spans: [], decidedBy: null, reason: null };

/** When a service is open on `day` (YYYY-MM-DD). */
export function dayHours(rules: OpeningRules, day: string): OpeningDay {
  const holiday = holidayName(day);
  return { day, holiday, ...verdict(rules, day, holiday !== null) };
}

function verdict(rules: OpeningRules, day: string, isHoliday: boolean): Verdict {
  if (rules.unknown) return nobodyKnows;
  const exception = rules.exceptions.findLast(({ from, to }) => day >= from && day <= to);
  if (exception) return ruled(exception, 'exceptions', exception.name);
  const range = rules.yearly.findLast((season) => isInSeason(day, season));
  if (range) return ruled(range, 'yearly', range.name);
  const ofMonth = rules.monthly?.findLast(({ days }) => isDayOfMonth(day, days));
  if (ofMonth) return ruled(ofMonth, 'monthly', null);
  if (!holidaysKnown(day)) return nobodyKnows;
  const usual = weeklyVerdict(rules.weekly, day);
  const before = afterHolidayVerdict(rules, day) ?? usual;
  return isHoliday ? holidayVerdict(rules, usual, before) : before;
}

/** What the day before says of this one, if it was a public holiday. */
function afterHolidayVerdict({ afterHolidays }: OpeningRules, day: string): Verdict | undefined {
  if (afterHolidays === undefined || afterHolidays.does === 'asWeekday') return undefined;
  const { does, spans } = afterHolidays;
  return holidayName(daysAfter(day, -1)) === null
    ? undefined
    : ruled({ does, spans }, 'afterHolidays', '祝日の翌日');
}

function holidayVerdict({ holidays }: OpeningRules, usual: Verdict, before: Verdict): Verdict {
  switch (holidays.does) {
    case 'asWeekday':
      return before;
    case 'hours':
      return usual.state === 'open' ? { ...usual, spans: holidays.spans, decidedBy: 'holidays' } : usual;
    case 'open':
    case 'closed':
    case 'unknown':
      return ruled({ does: holidays.does, spans: holidays.spans }, 'holidays', null);
  }
}

/** What the weekly rules alone say of a day. */
export function weeklyVerdict(weekly: readonly WeeklyRule[], day: string): Verdict {
  const weekday = weekdayOf(day);
  const rule = weekly.findLast(
    ({ days, weeks, everySecondFrom, season }) =>
      days.includes(weekday) &&
      (weeks.length === 0 || weeks.some((nth) => isNth(day, nth))) &&
      (everySecondFrom === null || isSecondWeek(day, everySecondFrom)) &&
      (season === null || isInSeason(day, season)),
  );
  return rule ? ruled(rule, 'weekly', null) : nobodyKnows;
}

function ruled(
  { does, spans }: { does: DayRuling; spans: readonly OpeningSpan[] },
  decidedBy: OpeningDay['decidedBy'],
  reason: string | null,
): Verdict {
  return { state: does, spans: does === 'open' ? spans : [], decidedBy, reason };
}

/** Whether a service is open at `moment`, wherever the machine that asks stands. */
export function openAt(rules: OpeningRules, moment: Date): OpenState {
  const { day, time } = momentInJapan(moment);
  const { state, spans } = dayHours(rules, day);
  if (state !== 'open') return state;
  return spans.some(({ from, to }) => time >= from && time < to) ? 'open' : 'closed';
}

/** The next time at which a service opens after `moment`. */
export interface NextOpening {
  readonly day: string;
  readonly from: string;
}

/** When a service opens next, or null when that cannot be said: an unknown day in between hides it. */
export function nextOpening(rules: OpeningRules, moment: Date): NextOpening | null {
  const now = momentInJapan(moment);
  for (let ahead = 0; ahead <= 60; ahead += 1) {
    const day = daysAfter(now.day, ahead);
    const { state, spans } = dayHours(rules, day);
    if (state === 'unknown') return null;
    const span = spans.find(({ from }) => ahead > 0 || from > now.time);
    if (span) return { day, from: span.from };
  }
  return null;
}
