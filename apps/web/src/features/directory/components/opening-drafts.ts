import { todayInTokyo } from '../../../lib/japanese-date.js';
import type {
  DatedException,
  MonthlyRule,
  OpeningRules,
  OpeningSpan,
  WeeklyRule,
  YearlyRange,
} from '../api/opening-hours.js';

/** The days of the week, Monday first. */
export const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;

/** Rules that say nothing yet. */
export const blankOpening: OpeningRules = {
  unknown: false,
  weekly: [],
  holidays: { does: 'unknown', spans: [] },
  yearly: [],
  exceptions: [],
  note: null,
  sourceText: null,
};

/** A span that most offices have. */
export const usualSpan: OpeningSpan = { from: '09:00', to: '17:00' };

const everyWeek = { weeks: [], everySecondFrom: null, season: null };

/** A new row for days of the week. */
export function blankWeekly(): WeeklyRule {
  return { ...everyWeek, days: [], does: 'open', spans: [usualSpan] };
}

/** A new range of every year. */
export function blankYearly(): YearlyRange {
  return { name: null, from: '08-13', to: '08-15', does: 'closed', spans: [] };
}

/** A new row for days of every month. */
export function blankMonthly(): MonthlyRule {
  return { days: [], does: 'closed', spans: [] };
}

/** A new exception. */
export function blankException(): DatedException {
  const today = todayInTokyo();
  return { name: null, from: today, to: today, does: 'closed', spans: [] };
}

/** What most offices keep, to be changed. */
export function usualOpening(before: OpeningRules): OpeningRules {
  return {
    ...before,
    unknown: false,
    weekly: [
      { ...everyWeek, days: ['mo', 'tu', 'we', 'th', 'fr'], does: 'open', spans: [usualSpan] },
      { ...everyWeek, days: ['sa', 'su'], does: 'closed', spans: [] },
    ],
    holidays: { does: 'closed', spans: [] },
    yearly: [{ name: '年末年始', from: '12-29', to: '01-03', does: 'closed', spans: [] }],
  };
}

/** The list with one of its parts changed. */
export function withPart<Part>(list: readonly Part[], at: number, part: Part): Part[] {
  return list.map((old, index) => (index === at ? part : old));
}

/** The list without one of its parts. */
export function withoutPart<Part>(list: readonly Part[], at: number): Part[] {
  return list.filter((_, index) => index !== at);
}
