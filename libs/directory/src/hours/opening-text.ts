import { momentInJapan } from './calendar-days.js';
import { monthDaysName } from './month-days.js';
import { dayHours, nextOpening, type OpenState } from './opening-day.js';
import {
  type DayRuling,
  type NthWeek,
  type OpeningRules,
  type OpeningSpan,
  type Season,
  type Weekday,
  weekdays,
  type WeeklyRule,
} from './opening-rules.js';

const dayNames: Readonly<Record<Weekday, string>> = {
  mo: '月',
  tu: '火',
  we: '水',
  th: '木',
  fr: '金',
  sa: '土',
  su: '日',
};

/**
 * The rules in plain Japanese: 月〜金 9:00〜17:00、第2・第4土曜 10:00〜15:00、祝日・12月29日〜1月3日はお休み.
 * Exceptions that end before `today` are left out.
 */
export function openingText(rules: OpeningRules, today = ''): string {
  if (rules.unknown) return '開所時間はわかりません';
  const told = [
    ...weeklyWords(rules),
    ...holidayWords(rules),
    ...afterHolidayWords(rules),
    ...monthlyWords(rules),
    ...rangeWords(rules, today),
  ];
  const open = told.filter(({ does }) => does === 'open').map(({ what, spans }) => `${what} ${spans}`);
  const closed = told.filter(({ does }) => does === 'closed').map(({ what }) => what);
  const unknown = [...new Set(told.filter(({ does }) => does === 'unknown').map(({ what }) => what))];
  const parts = [
    ...open,
    ...(closed.length > 0 ? [`${closed.join('・')}はお休み`] : []),
    ...(rules.holidays.does === 'asWeekday' ? ['祝日は曜日どおり'] : []),
    ...(unknown.length > 0 ? [`${unknown.join('・')}は要確認`] : []),
  ];
  return open.length + closed.length === 0 ? '開所時間はわかりません' : parts.join('、');
}

interface Words {
  readonly does: DayRuling;
  readonly what: string;
  readonly spans: string;
}

function weeklyWords({ weekly }: OpeningRules): Words[] {
  const unsaid = weekdays.filter((day) => !weekly.some((rule) => isPlain(rule) && rule.days.includes(day)));
  return [
    ...weekly.map((rule, at) => ({
      does: rule.does,
      what: weeklyName(rule, weekly.slice(at + 1)),
      spans: spansText(rule.spans),
    })),
    ...(unsaid.length > 0 ? [{ does: 'unknown' as const, what: unsaidName(unsaid, weekly), spans: '' }] : []),
  ];
}

function isPlain({ weeks, everySecondFrom, season }: WeeklyRule): boolean {
  return weeks.length === 0 && everySecondFrom === null && season === null;
}

function unsaidName(days: readonly Weekday[], weekly: readonly WeeklyRule[]): string {
  const partly = days.some((day) => weekly.some((rule) => rule.days.includes(day)));
  return `${partly ? 'ほかの' : ''}${daysName(days)}`;
}

/** A closed Saturday of which a later rule opens some is one of the others. */
function weeklyName(rule: WeeklyRule, later: readonly WeeklyRule[]): string {
  const { days, weeks, everySecondFrom, season, does } = rule;
  const others =
    isPlain(rule) && does !== 'open'
      ? days.filter((day) => later.some((one) => !isPlain(one) && one.days.includes(day)))
      : [];
  if (others.length > 0) {
    const plain = days.filter((day) => !others.includes(day));
    return [...(plain.length > 0 ? [daysName(plain)] : []), `ほかの${daysName(others)}`].join('・');
  }
  const when = season === null ? '' : `${seasonName(season)}の`;
  if (everySecondFrom !== null)
    return `${when}隔週の${daysName(days)}（${dayText(everySecondFrom)}の週から）`;
  return `${when}${weeks.map(nthName).join('・')}${daysName(days)}`;
}

function nthName(nth: NthWeek): string {
  return nth === -1 ? '最終' : `第${nth}`;
}

/** 月〜金, 土・日, 土曜. */
function daysName(days: readonly Weekday[]): string {
  const runs: Weekday[][] = [];
  for (const day of weekdays.filter((one) => days.includes(one))) {
    const run = runs.at(-1);
    if (run && weekdays.indexOf(run.at(-1)!) + 1 === weekdays.indexOf(day)) run.push(day);
    else runs.push([day]);
  }
  const names = runs.map((run) =>
    run.length > 2
      ? `${dayNames[run[0]!]}〜${dayNames[run.at(-1)!]}`
      : run.map((day) => dayNames[day]).join('・'),
  );
  return days.length === 1 ? `${names.join('')}曜` : names.join('・');
}

function holidayWords({ holidays: { does, spans } }: OpeningRules): Words[] {
  switch (does) {
    case 'asWeekday':
      return [];
    case 'hours':
      return [{ does: 'open', what: '祝日（開いている曜日）', spans: spansText(spans) }];
    case 'open':
    case 'closed':
    case 'unknown':
      return [{ does, what: '祝日', spans: spansText(spans) }];
  }
}

function afterHolidayWords({ afterHolidays }: OpeningRules): Words[] {
  if (afterHolidays === undefined || afterHolidays.does === 'asWeekday') return [];
  return [{ does: afterHolidays.does, what: '祝日の翌日', spans: spansText(afterHolidays.spans) }];
}

function monthlyWords({ monthly = [] }: OpeningRules): Words[] {
  return monthly.map(({ days, does, spans }) => ({
    does,
    what: monthDaysName(days),
    spans: spansText(spans),
  }));
}

function rangeWords({ yearly, exceptions }: OpeningRules, today: string): Words[] {
  return [
    ...yearly.map(({ from, to, name, does, spans }) => ({
      does,
      // A range that is not known to the day is named, not dated: its dates are the portal's caution.
      what: does === 'unknown' && name !== null ? name : seasonName({ from, to }),
      spans: spansText(spans),
    })),
    ...exceptions
      .filter(({ to }) => to >= today)
      .map(({ from, to, does, spans }) => ({
        does,
        what: from === to ? dayText(from) : `${dayText(from)}〜${dayText(to)}`,
        spans: spansText(spans),
      })),
  ];
}

function seasonName({ from, to }: Season): string {
  return from === to ? monthDayText(from) : `${monthDayText(from)}〜${monthDayText(to)}`;
}

function monthDayText(monthDay: string): string {
  return `${Number(monthDay.slice(0, 2))}月${Number(monthDay.slice(3))}日`;
}

function dayText(day: string): string {
  return `${day.slice(0, 4)}年${monthDayText(day.slice(5))}`;
}

/** 9:00〜12:00・13:00〜17:00. */
export function spansText(spans: readonly OpeningSpan[]): string {
  return spans.map(({ from, to }) => `${clock(from)}〜${clock(to)}`).join('・');
}

function clock(time: string): string {
  return time.replace(/^0/, '');
}

/** How it stands at a moment, in one short sentence: 今日は17:00まで. */
export interface OpeningNow {
  readonly state: OpenState;
  readonly text: string;
}

/** Whether a service is open at `moment`, until when, and when it opens next. */
export function openingNow(rules: OpeningRules, moment: Date): OpeningNow {
  const { day, time } = momentInJapan(moment);
  const today = dayHours(rules, day);
  if (today.state === 'unknown') return { state: 'unknown', text: '今日の開所時間はわかりません' };
  const current = today.spans.find(({ from, to }) => time >= from && time < to);
  if (current) {
    const later = today.spans.some(({ from }) => from >= current.to);
    return { state: 'open', text: `${later ? '' : '今日は'}${clock(current.to)}まで` };
  }
  if (today.spans.some(({ from }) => from > time))
    return {
      state: 'closed',
      text: `今日は${clock(today.spans.find(({ from }) => from > time)!.from)}から`,
    };
  const why = today.reason ?? (today.decidedBy === 'holidays' ? today.holiday : null);
  const text =
    today.state === 'open' ? '今日は終わりました' : `今日はお休み${why === null ? '' : `（${why}）`}`;
  return { state: 'closed', text: `${text}${nextText(rules, moment)}` };
}

function nextText(rules: OpeningRules, moment: Date): string {
  const next = nextOpening(rules, moment);
  return next === null ? '' : `。次は${monthDayText(next.day.slice(5))} ${clock(next.from)}から`;
}
