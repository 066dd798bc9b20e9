import {
  noRules,
  type OpeningRules,
  type OpeningSpan,
  type Weekday,
  weekdays,
  type WeeklyRule,
  type YearlyRange,
} from '../opening-rules.js';
import { openPointsOf } from '../open-points.js';
import { type ClosedDays, type ClosedWeekday, NotReadable } from './closed-days.js';
import { readClosedDays } from './closed-days.reading.js';
import type { MonthDay, Period } from './closed-days.words.js';

/** The hours that a source gives by kind of day. A day that is not there is unknown. */
export type HoursByDay = Readonly<
  Partial<Record<'weekday' | 'saturday' | 'sunday' | 'holiday', OpeningSpan>>
>;

/** What was read out of a source's texts, for the agency to confirm. */
export type Proposal =
  /** Every word was understood. What the text leaves open is unknown in the rules, and named in `openPoints`. */
  | { readonly kind: 'exact'; readonly rules: OpeningRules; readonly openPoints: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string };

// The national disclosure system cuts the field here, without a mark.
const cutAt = 40;
/** Every day on which such a leave may fall: in between nobody can say "open". */
const windows: Readonly<Record<Period, { name: string; ranges: readonly [from: string, to: string][] }>> = {
  newYear: { name: '年末年始', ranges: [['12-24', '01-10']] },
  // In Tokyo in July, elsewhere in August, by the old calendar as late as September.
  obon: {
    name: 'お盆',
    ranges: [
      ['07-10', '07-18'],
      ['08-05', '09-10'],
    ],
  },
  summer: { name: '夏季休暇', ranges: [['07-01', '09-30']] },
  goldenWeek: { name: '大型連休', ranges: [['04-25', '05-10']] },
};
const unsaidNewYear: YearlyRange = {
  name: '年末年始',
  from: '12-29',
  to: '01-03',
  does: 'unknown',
  spans: [],
};

/**
 * Reads rules out of the text about closed days, the hours and the remarks of a source. Exact, or unknown with the reason;
 * never a guess: a wrong "open" costs somebody the way there.
 */
export function proposeRules(
  closedDaysText: string | null,
  hours: HoursByDay,
  remarks: string | null = null,
): Proposal {
  try {
    return proposal(closedDaysText?.trim() ?? '', hours, remarks?.normalize('NFKC').trim() ?? '');
  } catch (reason) {
    if (reason instanceof NotReadable) return { kind: 'unknown', reason: `${reason.message}。` };
    throw reason;
  }
}

function proposal(text: string, hours: HoursByDay, remarks: string): Proposal {
  if (text === '') throw new NotReadable('休みの日が書かれていません');
  if ([...text].length >= cutAt) throw new NotReadable('長い文で、途中で切れているかもしれません');
  if (!/^(?:-|なし|無し|特に?(?:なし|無し))?$/.test(remarks))
    throw new NotReadable('特記事項に、時間や休みについての但し書きがあるかもしれません');
  const closed = readClosedDays(text);
  checkHours(hours);
  checkContradictions(closed, hours);
  const weekly = weekdays.flatMap((day) => weeklyRules(day, closed, hours));
  const yearly = yearlyRanges(closed);
  const rules: OpeningRules = {
    ...noRules,
    weekly: joined(weekly),
    ...afterHolidayRule(closed, hours),
    holidays: holidayRule(closed, hours),
    ...monthlyRules(closed),
    yearly,
    sourceText: text,
  };
  if (!saysAnything(rules)) throw new NotReadable('利用できる曜日や時間が書かれていません');
  return { kind: 'exact', rules, openPoints: openPointsOf(rules) };
}

function saysAnything({ weekly, holidays, monthly = [], yearly }: OpeningRules): boolean {
  return [...weekly, ...monthly, ...yearly, holidays].some(
    ({ does }) => does === 'open' || does === 'closed',
  );
}

/** Times at night are slips (9:00-3:00 for 15:00) far more often than nights. */
function checkHours(hours: HoursByDay): void {
  for (const { from, to } of Object.values(hours)) {
    const wholeDay = from === '00:00' && (to === '24:00' || to === '23:59');
    if (!wholeDay && (from < '06:00' || to <= from || to > '23:00'))
      throw new NotReadable(`時間「${from}〜${to}」が確かではありません`);
  }
}

function checkContradictions({ weekdays: closed, holidays }: ClosedDays, hours: HoursByDay): void {
  const isClosed = (day: Weekday) => {
    const told = closed.get(day);
    return told?.does === 'closed' && told.weeks.length === 0;
  };
  const contradict = (what: string) => {
    throw new NotReadable(`${what}の時間が書かれていますが、休みの日にも${what}とあります`);
  };
  if (hours.saturday && isClosed('sa')) contradict('土曜');
  if (hours.sunday && isClosed('su')) contradict('日曜');
  if (hours.holiday && holidays === 'closed') contradict('祝日');
}

function weeklyRules(
  day: Weekday,
  { weekdays: closed, hedged }: ClosedDays,
  hours: HoursByDay,
): WeeklyRule[] {
  const span = day === 'sa' ? hours.saturday : day === 'su' ? hours.sunday : hours.weekday;
  const rule = { days: [day], weeks: [], everySecondFrom: null, season: null };
  const open: WeeklyRule[] = span ? [{ ...rule, does: 'open', spans: [span] }] : [];
  const shut = { ...rule, does: hedged ? 'unknown' : 'closed', spans: [] } as const;
  const told: ClosedWeekday | undefined = closed.get(day);
  switch (told?.does) {
    case undefined:
      return open;
    case 'unknown':
      return [{ ...rule, does: 'unknown', spans: [] }];
    case 'half':
      return [
        isOtherHalf(told.closed, span)
          ? { ...rule, does: 'open', spans: [span] }
          : { ...rule, does: 'unknown', spans: [] },
      ];
    case 'closed':
      return told.weeks.length === 0 ? [shut] : [...open, { ...shut, weeks: told.weeks }];
    case 'closedExcept': {
      const rest: WeeklyRule = {
        ...rule,
        weeks: told.weeks,
        does: span ? 'open' : 'unknown',
        spans: span ? [span] : [],
      };
      return [shut, rest];
    }
  }
}

/** Whether hours that are given lie in the half that is not closed. Others are those of whole days. */
function isOtherHalf(closed: 'morning' | 'afternoon', span: OpeningSpan | undefined): span is OpeningSpan {
  if (span === undefined) return false;
  return closed === 'afternoon' ? span.to <= '13:30' : span.from >= '12:00';
}

function afterHolidayRule(
  { afterHolidays, hedged }: ClosedDays,
  hours: HoursByDay,
): Pick<OpeningRules, 'afterHolidays'> {
  if (!afterHolidays) return {};
  if (hours.holiday) throw new NotReadable('祝日の翌日も祝日のとき、開くかどうかがはっきりしません');
  return { afterHolidays: { does: hedged ? 'unknown' : 'closed', spans: [] } };
}

function monthlyRules({ monthDays, hedged }: ClosedDays): Pick<OpeningRules, 'monthly'> {
  if (monthDays.length === 0) return {};
  return { monthly: [{ days: monthDays, does: hedged ? 'unknown' : 'closed', spans: [] }] };
}

/** Days of the week that have the same rule share one. */
function joined(rules: readonly WeeklyRule[]): WeeklyRule[] {
  const byRule = new Map<string, WeeklyRule>();
  // Those for some weeks come after those for all, so that they win.
  const ordered = [
    ...rules.filter(({ weeks }) => weeks.length === 0),
    ...rules.filter(({ weeks }) => weeks.length > 0),
  ];
  for (const rule of ordered) {
    const key = JSON.stringify({ ...rule, days: [] });
    byRule.set(key, { ...rule, days: [...(byRule.get(key)?.days ?? []), ...rule.days] });
  }
  return [...byRule.values()];
}

function holidayRule({ holidays, never, hedged }: ClosedDays, hours: HoursByDay): OpeningRules['holidays'] {
  if (holidays === 'closed') return { does: hedged ? 'unknown' : 'closed', spans: [] };
  if (holidays === 'unknown') return { does: 'unknown', spans: [] };
  if (hours.holiday) return { does: 'hours', spans: [hours.holiday] };
  return { does: (holidays === 'open' || never) && !hedged ? 'asWeekday' : 'unknown', spans: [] };
}

function yearlyRanges({ dates, periods, never, hedged }: ClosedDays): YearlyRange[] {
  const undated = periods.flatMap((period) =>
    windows[period].ranges.map(([from, to]) => ({
      name: windows[period].name,
      from,
      to,
      does: 'unknown' as const,
      spans: [],
    })),
  );
  const dated = dates.map(({ from, to, period }) => ({
    name: period === null ? null : windows[period].name,
    from: monthDay(from),
    to: monthDay(to),
    does: hedged ? ('unknown' as const) : ('closed' as const),
    spans: [],
  }));
  // Nearly everybody is closed then, and only one text in three says so.
  const mentioned = never || periods.includes('newYear') || dates.some(({ from, to }) => isNewYear(from, to));
  return [...(mentioned ? [] : [unsaidNewYear]), ...undated, ...dated];
}

function isNewYear(from: MonthDay, to: MonthDay): boolean {
  return monthDay(from) >= '12-29' || monthDay(to) <= '01-03' || monthDay(to) < monthDay(from);
}

function monthDay({ month, day }: MonthDay): string {
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
