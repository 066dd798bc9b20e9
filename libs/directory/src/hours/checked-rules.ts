import { Invalid } from '#libs/platform';
import {
  afterHolidayRulings,
  type DatedException,
  dayRulings,
  type HolidayRule,
  holidayRulings,
  type MonthlyRule,
  nthWeeks,
  type OpeningRules,
  type OpeningSpan,
  type Season,
  type WeeklyRule,
  weekdays,
  type YearlyRange,
} from './opening-rules.js';
import { RulesReader } from './rules-reader.js';

const ruleKeys = [
  ...['unknown', 'weekly', 'afterHolidays', 'holidays', 'monthly', 'yearly', 'exceptions'],
  ...['note', 'sourceText'],
];
const daysOfMonth = [...Array.from({ length: 31 }, (_, at) => at + 1), -1];
const longestNote = 500;
const longestSource = 4000;

/**
 * Rules that hold together, from a value of any origin; lists are put in order.
 * @throws {Invalid} naming every wrong field by its path (`weekly.0.spans.1.to`) and in Japanese.
 */
export function checkedRules(value: unknown): OpeningRules {
  const reader = new RulesReader();
  const given = reader.object(value, '', '開所時間', ruleKeys);
  const rules: OpeningRules = {
    unknown: reader.flag(given['unknown'], 'unknown', '開所時間がわからない'),
    weekly: reader
      .list(given['weekly'], 'weekly', '曜日ごとの時間', 40)
      .map((one, at) => weeklyRule(reader, one, `weekly.${at}`, `曜日ごとの時間${at + 1}`)),
    ...afterHolidayRule(reader, given['afterHolidays']),
    holidays: holidayRule(reader, given['holidays']),
    ...monthlyRules(reader, given['monthly']),
    yearly: reader
      .list(given['yearly'], 'yearly', '毎年の期間', 30)
      .map((one, at) => yearlyRange(reader, one, `yearly.${at}`, `毎年の期間${at + 1}`)),
    exceptions: reader
      .list(given['exceptions'], 'exceptions', '臨時の日', 200)
      .map((one, at) => datedException(reader, one, `exceptions.${at}`, `臨時の日${at + 1}`)),
    note: reader.text(given['note'], 'note', '補足', longestNote),
    sourceText: reader.text(given['sourceText'], 'sourceText', 'もとの文', longestSource),
  };
  if (reader.problems.length > 0) throw new Invalid(reader.problems);
  return rules;
}

function weeklyRule(reader: RulesReader, value: unknown, field: string, label: string): WeeklyRule {
  const keys = ['days', 'weeks', 'everySecondFrom', 'season', 'does', 'spans'];
  const given = reader.object(value, field, label, keys);
  const days = reader.codes(given['days'], `${field}.days`, `${label}の曜日`, weekdays);
  if (Array.isArray(given['days']) && given['days'].length === 0)
    reader.refuse(`${field}.days`, `${label}の曜日`, '1つ以上選択してください');
  const does = reader.code(given['does'], `${field}.does`, `${label}の開所・休み`, dayRulings);
  const weeks = reader.codes(given['weeks'], `${field}.weeks`, `${label}の週`, nthWeeks);
  const anchor = given['everySecondFrom'] ?? null;
  const anchorField = `${field}.everySecondFrom`;
  if (weeks.length > 0 && anchor !== null)
    reader.refuse(anchorField, `${label}の隔週`, '第何週かと隔週は、どちらか一方にしてください');
  return {
    days,
    weeks,
    everySecondFrom: anchor === null ? null : day(reader, anchor, anchorField, `${label}の隔週の基準日`),
    season:
      (given['season'] ?? null) === null
        ? null
        : season(
            reader,
            reader.object(given['season'], `${field}.season`, label, ['from', 'to']),
            `${field}.season`,
            label,
          ),
    does,
    spans: spans(reader, given['spans'], does === 'open', `${field}.spans`, label),
  };
}

function holidayRule(reader: RulesReader, value: unknown): HolidayRule {
  const given = reader.object(value, 'holidays', '祝日', ['does', 'spans']);
  const does = reader.code(given['does'], 'holidays.does', '祝日', holidayRulings);
  const needsSpans = does === 'open' || does === 'hours';
  return { does, spans: spans(reader, given['spans'], needsSpans, 'holidays.spans', '祝日') };
}

/** Nothing special is left out, as rules had it before there was such a rule. */
function afterHolidayRule(reader: RulesReader, value: unknown): Pick<OpeningRules, 'afterHolidays'> {
  if (value === undefined || value === null) return {};
  const given = reader.object(value, 'afterHolidays', '祝日の翌日', ['does', 'spans']);
  const does = reader.code(given['does'], 'afterHolidays.does', '祝日の翌日', afterHolidayRulings);
  const found = spans(reader, given['spans'], does === 'open', 'afterHolidays.spans', '祝日の翌日');
  return does === 'asWeekday' ? {} : { afterHolidays: { does, spans: found } };
}

function monthlyRules(reader: RulesReader, value: unknown): Pick<OpeningRules, 'monthly'> {
  if (value === undefined || value === null) return {};
  const monthly = reader.list(value, 'monthly', '毎月の日', 20).map((one, at): MonthlyRule => {
    const [field, label] = [`monthly.${at}`, `毎月の日${at + 1}`];
    const given = reader.object(one, field, label, ['days', 'does', 'spans']);
    const days = reader.codes(given['days'], `${field}.days`, `${label}の日`, daysOfMonth);
    if (Array.isArray(given['days']) && given['days'].length === 0)
      reader.refuse(`${field}.days`, `${label}の日`, '1つ以上選択してください');
    const does = reader.code(given['does'], `${field}.does`, `${label}の開所・休み`, dayRulings);
    return { days, does, spans: spans(reader, given['spans'], does === 'open', `${field}.spans`, label) };
  });
  return monthly.length === 0 ? {} : { monthly };
}

const rangeKeys = ['name', 'from', 'to', 'does', 'spans'];

function yearlyRange(reader: RulesReader, value: unknown, field: string, label: string): YearlyRange {
  const given = reader.object(value, field, label, rangeKeys);
  return { ...season(reader, given, field, label), ...namedRuling(reader, given, field, label) };
}

function datedException(reader: RulesReader, value: unknown, field: string, label: string): DatedException {
  const given = reader.object(value, field, label, rangeKeys);
  const from = day(reader, given['from'], `${field}.from`, `${label}の最初の日`);
  const to = day(reader, given['to'], `${field}.to`, `${label}の最後の日`);
  if (from !== '' && to !== '' && to < from)
    reader.refuse(`${field}.to`, `${label}の最後の日`, '最初の日と同じか、そのあとの日にしてください');
  return { from, to, ...namedRuling(reader, given, field, label) };
}

function namedRuling(
  reader: RulesReader,
  given: Readonly<Record<string, unknown>>,
  field: string,
  label: string,
) {
  const does = reader.code(given['does'], `${field}.does`, `${label}の開所・休み`, dayRulings);
  return {
    name: reader.text(given['name'], `${field}.name`, `${label}の名前`, 50),
    does,
    spans: spans(reader, given['spans'], does === 'open', `${field}.spans`, label),
  };
}

/** Overlapping spans are a mistake in typing; spans of a day that is not open are dropped. */
function spans(
  reader: RulesReader,
  value: unknown,
  needed: boolean,
  field: string,
  label: string,
): OpeningSpan[] {
  const given = reader.list(value, field, `${label}の時間`, 6).map((one, at) => {
    const path = `${field}.${at}`;
    const { from, to } = reader.object(one, path, `${label}の時間`, ['from', 'to']);
    const span = {
      from: time(reader, from, `${path}.from`, `${label}の始まり`),
      to: time(reader, to, `${path}.to`, `${label}の終わり`),
    };
    if (span.from !== '' && span.to !== '' && span.to <= span.from)
      reader.refuse(`${path}.to`, `${label}の終わり`, '始まりよりあとの時刻にしてください');
    return span;
  });
  if (!needed) return [];
  if (given.length === 0) reader.refuse(field, `${label}の時間`, '開いている時間を入力してください');
  const ordered = given.toSorted((a, b) => a.from.localeCompare(b.from));
  if (ordered.some(({ from }, at) => at > 0 && from < ordered[at - 1]!.to))
    reader.refuse(field, `${label}の時間`, '時間が重ならないようにしてください');
  return ordered;
}

function time(reader: RulesReader, value: unknown, field: string, label: string): string {
  const isTime = (text: string) => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
  return reader.matching(value, field, label, isTime, '時刻を「09:00」の形で入力してください');
}

function season(
  reader: RulesReader,
  given: Readonly<Record<string, unknown>>,
  field: string,
  label: string,
): Season {
  const monthDay = (value: unknown, key: string, name: string) =>
    reader.matching(
      value,
      `${field}.${key}`,
      `${label}の${name}`,
      isMonthDay,
      '毎年ある日付を入力してください',
    );
  return { from: monthDay(given['from'], 'from', '最初の日'), to: monthDay(given['to'], 'to', '最後の日') };
}

/** 29 February is none: it does not come back every year. */
function isMonthDay(text: string): boolean {
  return /^\d\d-\d\d$/.test(text) && isDay(`2025-${text}`);
}

function day(reader: RulesReader, value: unknown, field: string, label: string): string {
  const isRight = (text: string) => isDay(text) && text >= '2000-01-01' && text <= '2099-12-31';
  return reader.matching(value, field, label, isRight, '日付を入力してください');
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}
