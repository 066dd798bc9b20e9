import { monthDaysName } from './month-days.js';
import { type OpeningRules, type Weekday, weekdays } from './opening-rules.js';

const dayNames: Readonly<Record<Weekday, string>> = {
  mo: '月曜',
  tu: '火曜',
  we: '水曜',
  th: '木曜',
  fr: '金曜',
  sa: '土曜',
  su: '日曜',
};

/** What the rules do not know, in the words of the form. */
export function openPointsOf({
  weekly,
  afterHolidays,
  holidays,
  monthly = [],
  yearly,
}: OpeningRules): string[] {
  const known = weekdays.filter((day) =>
    weekly.some(({ days, weeks, does }) => days.includes(day) && weeks.length === 0 && does !== 'unknown'),
  );
  const partly = weekly.flatMap(({ days, does, weeks }) =>
    does === 'unknown' && weeks.length > 0 ? days : [],
  );
  const days = weekdays.filter((day) => !known.includes(day) || partly.includes(day));
  return [
    ...days.map((day) => dayNames[day]),
    ...(holidays.does === 'unknown' ? ['祝日'] : []),
    ...(afterHolidays?.does === 'unknown' ? ['祝日の翌日'] : []),
    ...monthly.flatMap((rule) => (rule.does === 'unknown' ? [monthDaysName(rule.days)] : [])),
    ...new Set(yearly.flatMap(({ does, name, from }) => (does === 'unknown' ? [name ?? from] : []))),
  ];
}
