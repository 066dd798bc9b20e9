import { v5 as nameId } from 'uuid';
import { daysAfter, isInSeason, weekdayOf } from './calendar-days.js';
import { openingText } from './opening-text.js';
import {
  type DatedException,
  type OpeningRules,
  type OpeningSpan,
  type Season,
  type Weekday,
  weekdays,
  type WeeklyRule,
} from './opening-rules.js';

/** A row of schedules as HSDS 3.1 has it. What is not said is left out: the schema refuses null. */
export interface HsdsSchedule {
  id: string;
  service_id: string;
  freq?: 'WEEKLY' | 'MONTHLY';
  interval?: number;
  wkst?: 'MO';
  byday?: string;
  bymonthday?: string;
  dtstart?: string;
  valid_from?: string;
  valid_to?: string;
  opens_at?: string;
  closes_at?: string;
  timezone?: number;
  description: string;
  notes?: string;
}

type Row = Omit<HsdsSchedule, 'id' | 'service_id' | 'description' | 'notes' | 'timezone'>;

/**
 * The rules as HSDS rows, as they stand on `today`. HSDS can say when a service is open, and that a row holds only from one day
 * to another, but neither closures nor holidays nor "unknown": so every row carries the whole of the rules as a text, and
 * rules that say nothing else are one row that has only that text. What no row can say exactly has none.
 */
export function hsdsSchedules(rules: OpeningRules, serviceId: string, today: string): HsdsSchedule[] {
  const description = openingText(rules, today);
  const rows = rules.unknown
    ? []
    : [...weeklyRows(rules, today), ...monthlyRows(rules), ...datedRows(rules, today)];
  return (rows.length > 0 ? rows : [{}]).map((row) => ({
    // The same row has the same id for as long as it says the same.
    id: nameId(JSON.stringify(row), serviceId),
    service_id: serviceId,
    ...row,
    ...(row.opens_at === undefined ? {} : { timezone: 9 }),
    description,
    ...(rules.note === null ? {} : { notes: rules.note }),
  }));
}

function weeklyRows({ weekly }: OpeningRules, today: string): Row[] {
  const always = weekly.filter(({ season }) => season === null);
  const seasons = [...new Set(weekly.flatMap(({ season }) => (season ? [JSON.stringify(season)] : [])))].map(
    (text) => JSON.parse(text) as Season,
  );
  return [
    ...rowsOf(always, today, {}),
    ...seasons.flatMap((season) => {
      const validity = nextSeason(season, today);
      const inSeason = weekly.filter(
        (rule) => rule.season === null || JSON.stringify(rule.season) === JSON.stringify(season),
      );
      const days = new Set(inSeason.flatMap((rule) => (rule.season ? rule.days : [])));
      const only = inSeason.map((rule) => ({ ...rule, days: rule.days.filter((day) => days.has(day)) }));
      return rowsOf(only, today, { valid_from: validity.from, valid_to: validity.to });
    }),
  ];
}

/** One row for every span and every set of weeks in which days of the week share it. */
function rowsOf(weekly: readonly WeeklyRule[], today: string, validity: Partial<Row>): Row[] {
  const groups = new Map<string, { row: Row; days: string[] }>();
  for (const day of weekdays) {
    for (const { spans, days, row } of openPlaces(weekly, day, today)) {
      for (const { from, to } of spans) {
        const times = { opens_at: `${from}+09:00`, closes_at: `${to}+09:00` };
        const key = JSON.stringify([row, times]);
        const group = groups.get(key) ?? { row: { ...row, ...times }, days: [] };
        group.days.push(...days);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()].map(({ row, days }) => ({ ...row, byday: days.join(','), ...validity }));
}

interface OpenPlace {
  readonly spans: readonly OpeningSpan[];
  readonly days: readonly string[];
  readonly row: Row;
}

// A fourth Saturday may be the last one or not; a fifth always is. These are all the places a day can have in a month.
const places = ['1', '2', '3', '4', '4last', '5last'] as const;
type MonthPlace = (typeof places)[number];

/** Where in the month a day of the week is open, by hours; the later rule wins in each place. */
function openPlaces(weekly: readonly WeeklyRule[], day: Weekday, today: string): OpenPlace[] {
  const rules = weekly.filter(({ days }) => days.includes(day));
  const second = rules.findLast(({ everySecondFrom }) => everySecondFrom !== null);
  // Every second week and weeks of the month together are more than one row can say.
  if (second && rules.indexOf(second) < rules.length - 1) return [];
  const code = day.toUpperCase();
  if (second) return everySecondPlace(rules, second, day, code, today);
  const byHours = new Map<string, { spans: readonly OpeningSpan[]; at: MonthPlace[] }>();
  for (const place of places) {
    const rule = rules.findLast(({ weeks }) => weeks.length === 0 || isPlace(weeks, place));
    if (rule?.does !== 'open') continue;
    const key = JSON.stringify(rule.spans);
    byHours.set(key, { spans: rule.spans, at: [...(byHours.get(key)?.at ?? []), place] });
  }
  return [...byHours.values()].flatMap(({ spans, at }): OpenPlace[] => {
    if (at.length === places.length) return [{ spans, days: [code], row: { freq: 'WEEKLY' } }];
    const days = monthlyPlaces(at);
    return days.length > 0
      ? [{ spans, days: days.map((nth) => `${nth}${code}`), row: { freq: 'MONTHLY' } }]
      : [];
  });
}

function everySecondPlace(
  rules: readonly WeeklyRule[],
  second: WeeklyRule,
  day: Weekday,
  code: string,
  today: string,
): OpenPlace[] {
  const others = rules.filter((rule) => rule !== second);
  if (second.does !== 'open' || others.some(({ does }) => does === 'open')) return [];
  const dtstart = everySecondStart(second.everySecondFrom!, day, today);
  return [{ spans: second.spans, days: [code], row: { freq: 'WEEKLY', interval: 2, wkst: 'MO', dtstart } }];
}

/** The first such day from `today` on. */
function everySecondStart(anchor: string, day: Weekday, today: string): string {
  const monday = daysAfter(anchor, -weekdays.indexOf(weekdayOf(anchor)));
  const first = daysAfter(monday, weekdays.indexOf(day));
  const fortnights = Math.ceil((Date.parse(today) - Date.parse(first)) / (14 * 86_400_000));
  return daysAfter(first, fortnights * 14);
}

function isPlace(weeks: WeeklyRule['weeks'], place: MonthPlace): boolean {
  return weeks.some((nth) => (nth === -1 ? place.endsWith('last') : place.startsWith(String(nth))));
}

/** The places as iCalendar counts them, or none when it cannot: "the fourth, unless it is the last". */
function monthlyPlaces(at: readonly MonthPlace[]): string[] {
  const rest = new Set(at);
  const take = (...wanted: MonthPlace[]) =>
    wanted.every((place) => rest.has(place)) && wanted.map((place) => rest.delete(place)).length > 0;
  const counted = ['1', '2', '3'].filter((nth) => take(nth as MonthPlace));
  const isWholeFourth = at.includes('4') && at.includes('4last');
  if (isWholeFourth && take('4', '4last')) counted.push('4');
  if (!isWholeFourth && take('4last', '5last')) counted.push('-1');
  if (take('5last')) counted.push('5');
  return rest.size === 0 ? counted : [];
}

function nextSeason(season: Season, today: string): { from: string; to: string } {
  const year = Number(today.slice(0, 4));
  const wraps = season.from > season.to;
  const began = isInSeason(today, season) && (!wraps || today.slice(5) >= season.from) ? 0 : undefined;
  const first = began ?? (wraps && isInSeason(today, season) ? -1 : today.slice(5) <= season.from ? 0 : 1);
  const from = `${year + first}-${season.from}`;
  return { from, to: `${year + first + (wraps ? 1 : 0)}-${season.to}` };
}

/** Days of every month on which a service is open. */
function monthlyRows({ monthly = [] }: OpeningRules): Row[] {
  return monthly
    .filter(({ does }) => does === 'open')
    .flatMap(({ days, spans }) =>
      spans.map((span) => ({
        freq: 'MONTHLY' as const,
        bymonthday: days.join(','),
        opens_at: `${span.from}+09:00`,
        closes_at: `${span.to}+09:00`,
      })),
    );
}

/** Ranges and exceptions on which a service is open: the way HSDS asks for exceptional schedules. */
function datedRows({ yearly, exceptions }: OpeningRules, today: string): Row[] {
  const next = yearly.map((range) => ({ ...range, ...nextSeason(range, today) }));
  return [...next, ...exceptions.filter(({ to }) => to >= today)]
    .filter(({ does }) => does === 'open')
    .flatMap(({ from, to, spans }: DatedException) =>
      spans.map((span) => ({
        freq: 'WEEKLY' as const,
        byday: weekdays.map((day) => day.toUpperCase()).join(','),
        valid_from: from,
        valid_to: to,
        opens_at: `${span.from}+09:00`,
        closes_at: `${span.to}+09:00`,
      })),
    );
}
