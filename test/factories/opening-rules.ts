import fc from 'fast-check';
import {
  type AfterHolidayRule,
  type AfterHolidayRuling,
  afterHolidayRulings,
  type DatedException,
  type DayRuling,
  dayRulings,
  type HolidayRule,
  type HolidayRuling,
  holidayRulings,
  type MonthlyRule,
  type NthWeek,
  nthWeeks,
  type OpeningRules,
  type OpeningSpan,
  type Season,
  type WeeklyRule,
  weekdays,
  type YearlyRange,
} from '#libs/directory';

const two = (number: number) => String(number).padStart(2, '0');
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** One to three spans of a day that do not touch, in order. */
const spans: fc.Arbitrary<OpeningSpan[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => quarters.toSorted((a, b) => a - b).map((quarter) => clock(quarter * 15)))
  .map((times) =>
    Array.from({ length: Math.floor(times.length / 2) }, (_, at) => ({
      from: times[at * 2]!,
      to: times[at * 2 + 1]!,
    })),
  );

const withSpans = <Does extends DayRuling | HolidayRuling | AfterHolidayRuling>(does: Does) =>
  fc.record({
    does: fc.constant(does),
    spans: does === 'open' || does === 'hours' ? spans : fc.constant([]),
  });
const ruling = fc.constantFrom(...dayRulings).chain((does) => withSpans<DayRuling>(does));

const monthDay = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ month, day }) => `${two(month)}-${two(day)}`);
const season: fc.Arbitrary<Season> = fc.record({ from: monthDay, to: monthDay });

/** A day of the years 2024 to 2030. */
export const someDay = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 86_400_000, max: Date.UTC(2030, 11, 31) / 86_400_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));

const weeks: fc.Arbitrary<NthWeek[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<NthWeek[]>([]) },
  { weight: 1, arbitrary: fc.subarray([...nthWeeks], { minLength: 1 }) },
);

const weeklyRule: fc.Arbitrary<WeeklyRule> = fc
  .record({
    days: fc.subarray([...weekdays], { minLength: 1 }),
    weeks,
    season: fc.option(season, { freq: 4 }),
    ruling,
  })
  .map(({ days, weeks: nth, season: when, ruling: { does, spans: hours } }) => ({
    days,
    weeks: nth,
    everySecondFrom: null,
    season: when,
    does,
    spans: hours,
  }));

const holidayRule: fc.Arbitrary<HolidayRule> = fc
  .constantFrom(...holidayRulings)
  .chain((does) => withSpans<HolidayRuling>(does));

const afterHolidayRule: fc.Arbitrary<AfterHolidayRule> = fc
  .constantFrom(...afterHolidayRulings)
  .chain((does) => withSpans<AfterHolidayRuling>(does));

const dayOfMonth = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constantFrom(-1, 1, 15, 29, 30, 31));
const monthlyRule: fc.Arbitrary<MonthlyRule> = fc
  .record({ days: fc.uniqueArray(dayOfMonth, { minLength: 1, maxLength: 4 }), ruling })
  .map(({ days, ruling: told }) => ({
    // As a check puts them: the last day of the month behind those that have a number.
    days: days.toSorted((a, b) => (a === -1 ? 32 : a) - (b === -1 ? 32 : b)),
    ...told,
  }));

const yearlyRange: fc.Arbitrary<YearlyRange> = fc
  .record({ season, ruling })
  .map(({ season: when, ruling: told }) => ({ name: null, ...when, ...told }));

const datedException: fc.Arbitrary<DatedException> = fc
  .record({ day: someDay, length: fc.integer({ min: 0, max: 20 }), ruling })
  .map(({ day, length, ruling: told }) => ({
    name: null,
    from: day,
    to: new Date(Date.parse(day) + length * 86_400_000).toISOString().slice(0, 10),
    ...told,
  }));

/** Rules of every kind but every second week, which only some other forms can say. */
export const someRules: fc.Arbitrary<OpeningRules> = fc.record(
  {
    unknown: fc.constant(false),
    weekly: fc.array(weeklyRule, { maxLength: 5 }),
    afterHolidays: afterHolidayRule,
    holidays: holidayRule,
    monthly: fc.array(monthlyRule, { maxLength: 2 }),
    yearly: fc.array(yearlyRange, { maxLength: 3 }),
    exceptions: fc.array(datedException, { maxLength: 3 }),
    note: fc.constant(null),
    sourceText: fc.constant(null),
  },
  // Both may be left out.
  { requiredKeys: ['unknown', 'weekly', 'holidays', 'yearly', 'exceptions', 'note', 'sourceText'] },
);

/** The same, with days of every second week among them. */
export const anyRules: fc.Arbitrary<OpeningRules> = fc
  .record({ rules: someRules, anchor: someDay, at: fc.nat() })
  .map(({ rules, anchor, at }) => ({
    ...rules,
    weekly: rules.weekly.map((rule, index) =>
      index === at % 5 ? { ...rule, weeks: [], everySecondFrom: anchor } : rule,
    ),
  }));

/** What an office near the station keeps: 月〜金 9:00〜17:00, the rest closed. Say what matters. */
export function officeRules(change: Partial<OpeningRules> = {}): OpeningRules {
  const rule = { weeks: [], everySecondFrom: null, season: null };
  return {
    unknown: false,
    weekly: [
      {
        ...rule,
        days: ['mo', 'tu', 'we', 'th', 'fr'],
        does: 'open',
        spans: [{ from: '09:00', to: '17:00' }],
      },
      { ...rule, days: ['sa', 'su'], does: 'closed', spans: [] },
    ],
    holidays: { does: 'closed', spans: [] },
    yearly: [{ name: '年末年始', from: '12-29', to: '01-03', does: 'closed', spans: [] }],
    exceptions: [],
    note: null,
    sourceText: null,
    ...change,
  };
}
