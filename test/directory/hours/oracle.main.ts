import { readFileSync } from 'node:fs';
import calendar from '@holiday-jp/holiday_jp';
import fc from 'fast-check';
import OpeningHours from 'opening_hours';
import { openAt, type OpeningRules, osmText } from '#libs/directory';
import { someDay, someRules } from '../../factories/opening-rules.js';

// Runs in a process of its own, in the time zone under test: the other reader of opening hours takes the zone of the process.
// Its calendar of Japanese holidays has mistakes, so "PH" is written out as days for it.

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const holidays = Object.keys(calendar.holidays).filter((day) => day >= '2023-12-01' && day <= '2031-01-31');
const times = ['00:00', '04:30', '08:59', '09:00', '12:10', '16:45', '17:00', '20:20', '23:59'];

/** The rules in the other reader's language, with the holidays near `days` written out. */
function written(rules: OpeningRules, days: readonly string[]): string {
  const on = datesOf(holidays.filter((holiday) => days.includes(holiday)));
  const after = datesOf(holidays.map(dayAfter).filter((day) => days.includes(day)));
  return osmText(rules)
    .split('; ')
    .flatMap((rule) => {
      if (rule.startsWith(afterHoliday)) return [`${after}${rule.slice(afterHoliday.length)}`];
      return rule.includes('PH') ? withDates(rule, on) : [rule];
    })
    .join('; ');
}

const afterHoliday = 'PH +1 day';

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function datesOf(days: readonly string[]): string {
  return (days.length > 0 ? days : ['1990-01-01'])
    .map((day) => `${day.slice(0, 4)} ${months[Number(day.slice(5, 7)) - 1]} ${day.slice(8)}`)
    .join(',');
}

/** A season and dates cannot stand side by side in that language: the season is asked of every date instead. */
function withDates(rule: string, dates: string): string[] {
  const [before = '', after = ''] = rule.split('PH');
  const season = before.trim();
  if (season === '') return [`${dates}${after}`];
  const inSeason = dates.split(',').filter((date) => {
    const [year, month, day] = date.split(' ');
    const noon = new Date(Number(year), months.indexOf(month!), Number(day), 12);
    return new OpeningHours(`${season} 00:00-24:00`, null).getState(noon);
  });
  return inSeason.length === 0 ? [] : [`${inSeason.join(',')}${after}`];
}

function disagreements(rules: OpeningRules, days: readonly string[]): string[] {
  const text = written(rules, days);
  const other = new OpeningHours(text, null);
  return days.flatMap((day) =>
    times.flatMap((time) => {
      const [year, month, date] = day.split('-').map(Number);
      const [hour, minute] = time.split(':').map(Number);
      const theirs = other.getStateString(new Date(year!, month! - 1, date, hour, minute), true);
      const ours = openAt(rules, new Date(`${day}T${time}:00+09:00`));
      return ours === theirs ? [] : [`${day} ${time}: ours ${ours}, theirs ${theirs} by ${text}`];
    }),
  );
}

const { runs, seed } = JSON.parse(readFileSync(0, 'utf8')) as { runs: number; seed: number };
const notable = [
  ...['2026-09-22', '2026-09-24', '2024-02-29', '2025-02-28', '2028-02-28', '2028-12-31', '2025-01-01'],
  ...['2026-05-06', '2026-05-07', '2029-04-30', '2027-01-31', '2027-06-30'],
];
const nearHoliday = fc.constantFrom(...holidays.filter((day) => day >= '2024' && day < '2031'));
const days = fc.array(fc.oneof(someDay, nearHoliday, nearHoliday.map(dayAfter)), {
  minLength: 8,
  maxLength: 16,
});
const outcome = fc.check(
  fc.property(someRules, days, (rules, some) => {
    const found = disagreements(rules, [...some, ...notable]);
    if (found.length > 0) throw new Error(found.slice(0, 3).join('\n'));
  }),
  { numRuns: runs, seed },
);
const offset = -new Date(Date.UTC(2026, 0, 1)).getTimezoneOffset() / 60;
process.stdout.write(
  JSON.stringify({
    runs: outcome.numRuns,
    failed: outcome.failed,
    offset,
    error: fc.defaultReportMessage(outcome) ?? null,
  }),
);
