import { daysAfter, weekdayOf } from './calendar-days.js';
import { dayHours, weeklyVerdict } from './opening-day.js';
import { holidayName } from './japanese-holidays.js';
import type { OpeningRules } from './opening-rules.js';

/** When a service can be used apart from office hours: what a search narrows by. Unknown counts as no. */
export interface OpenFeatures {
  readonly saturday: boolean;
  readonly sunday: boolean;
  /** After 18:00 on some day. */
  readonly evening: boolean;
  readonly holiday: boolean;
}

// One whole year stands for all: nth weeks, every second week and seasons all occur in it.
const sampleYear = Array.from({ length: 365 }, (_, at) => daysAfter('2026-01-01', at));
const samples = sampleYear.map((day) => ({ day, weekday: weekdayOf(day), holiday: holidayName(day) }));
const holidays = samples.filter(({ holiday }) => holiday !== null);
const office = '18:00';

/** What the rules say of Saturdays, Sundays, evenings and public holidays, apart from ranges and exceptions. */
export function openFeatures(rules: OpeningRules): OpenFeatures {
  const usual = { ...rules, yearly: [], exceptions: [] };
  const isOpen = (day: string) => weeklyVerdict(rules.weekly, day).state === 'open';
  const openOn = (weekday: string) =>
    !rules.unknown && samples.some((sample) => sample.weekday === weekday && isOpen(sample.day));
  const mentionsEvening = [...rules.weekly, rules.holidays, ...(rules.monthly ?? [])].some(({ spans }) =>
    spans.some(({ to }) => to > office),
  );
  return {
    saturday: openOn('sa'),
    sunday: openOn('su'),
    evening:
      mentionsEvening && sampleYear.some((day) => dayHours(usual, day).spans.some(({ to }) => to > office)),
    holiday: holidays.some(({ day }) => dayHours(usual, day).state === 'open'),
  };
}
