import {
  type DayRuling,
  type OpeningRules,
  type OpeningSpan,
  type Season,
  type Weekday,
  weekdays,
  type WeeklyRule,
} from './opening-rules.js';

const dayCodes: Readonly<Record<Weekday, string>> = {
  mo: 'Mo',
  tu: 'Tu',
  we: 'We',
  th: 'Th',
  fr: 'Fr',
  sa: 'Sa',
  su: 'Su',
};
const monthCodes = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The rules as OpenStreetMap writes opening hours. That language closes days it does not mention, so unknown days are
 * written out; and it has no every second week across years, so such days are unknown there.
 */
export function osmText(rules: OpeningRules): string {
  if (rules.unknown) return `24/7 ${outcome('unknown', [])}`;
  return [
    ...unsaidDays(rules),
    ...rules.weekly.map((rule) => weeklyPart(rule)),
    ...afterHolidayParts(rules),
    ...holidayParts(rules),
    ...(rules.monthly ?? []).flatMap(({ days, does, spans }) =>
      monthlyParts(days).map((dates) => `${dates} ${outcome(does, spans)}`),
    ),
    ...rules.yearly.map((range) => `${seasonPart(range)} ${outcome(range.does, range.spans)}`),
    ...rules.exceptions.map(({ from, to, does, spans }) => `${datesPart(from, to)} ${outcome(does, spans)}`),
  ].join('; ');
}

function unsaidDays({ weekly }: OpeningRules): string[] {
  const isPlain = ({ weeks, everySecondFrom, season }: WeeklyRule) =>
    weeks.length === 0 && everySecondFrom === null && season === null;
  const unsaid = weekdays.filter((day) => !weekly.some((rule) => isPlain(rule) && rule.days.includes(day)));
  return unsaid.length === 0
    ? []
    : [`${unsaid.map((day) => dayCodes[day]).join(',')} ${outcome('unknown', [])}`];
}

function weeklyPart(rule: WeeklyRule, spans = rule.spans, onHolidays = false): string {
  const days = rule.days.map((day) => `${dayCodes[day]}${rule.weeks.length > 0 ? `[${rule.weeks}]` : ''}`);
  const when = [rule.season ? seasonPart(rule.season) : '', onHolidays ? 'PH' : '', days.join(',')];
  const does = rule.everySecondFrom === null ? rule.does : 'unknown';
  return `${when.filter(Boolean).join(' ')} ${outcome(does, spans)}`;
}

function afterHolidayParts({ afterHolidays }: OpeningRules): string[] {
  if (afterHolidays === undefined || afterHolidays.does === 'asWeekday') return [];
  return [`PH +1 day ${outcome(afterHolidays.does, afterHolidays.spans)}`];
}

// The language has no "every month" and no last day of one: the days are written out, and those of February by year.
const februaries = Array.from({ length: 20 }, (_, at) => 2024 + at);
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthlyParts(days: readonly number[]): string[] {
  const dates = days.flatMap((day) =>
    monthLengths.flatMap((length, at) => {
      const isFebruaryByYear = at === 1 && (day === -1 || day === 29);
      const date = day === -1 ? length : day;
      return isFebruaryByYear || date > length ? [] : [`${monthCodes[at]} ${String(date).padStart(2, '0')}`];
    }),
  );
  const byYear = februaries.flatMap((year) => {
    const last = new Date(Date.UTC(year, 2, 0)).getUTCDate();
    return days.includes(-1) || (days.includes(29) && last === 29) ? [`${year} Feb ${last}`] : [];
  });
  return [dates.join(','), byYear.join(',')].filter(Boolean);
}

function holidayParts({ holidays: { does, spans }, weekly }: OpeningRules): string[] {
  switch (does) {
    case 'asWeekday':
      return [];
    case 'hours':
      return weekly.map((rule) => weeklyPart(rule, spans, true));
    case 'open':
    case 'closed':
    case 'unknown':
      return [`PH ${outcome(does, spans)}`];
  }
}

function outcome(does: DayRuling, spans: readonly OpeningSpan[]): string {
  switch (does) {
    case 'open':
      return spans.map(({ from, to }) => `${from}-${to}`).join(',');
    case 'closed':
      return 'off';
    case 'unknown':
      return 'unknown "要確認"';
  }
}

function seasonPart({ from, to }: Season): string {
  // A range round the year within one month (Oct 04-Oct 03) is read differently by different programs.
  if (from > to && from.slice(0, 2) === to.slice(0, 2))
    return `${monthDay('01-01')}-${monthDay(to)},${monthDay(from)}-${monthDay('12-31')}`;
  return from === to ? monthDay(from) : `${monthDay(from)}-${monthDay(to)}`;
}

function datesPart(from: string, to: string): string {
  const date = (day: string) => `${day.slice(0, 4)} ${monthDay(day.slice(5))}`;
  return from === to ? date(from) : `${date(from)}-${date(to)}`;
}

function monthDay(text: string): string {
  return `${monthCodes[Number(text.slice(0, 2)) - 1]} ${text.slice(3)}`;
}
