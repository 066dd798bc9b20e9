import type { OpeningRules, Weekday } from '#libs/directory';

/** What rules close, in the short form of the golden list. */
export function summary({ weekly, afterHolidays, holidays, monthly = [], yearly }: OpeningRules): string {
  const all = weekly.filter(({ weeks, does }) => weeks.length === 0 && does !== 'open');
  const some = weekly.filter(({ weeks }) => weeks.length > 0);
  const excepted = (day: Weekday) => some.find(({ days, does }) => does !== 'closed' && days.includes(day));
  const plain = all.flatMap(({ days, does }) =>
    days.filter((day) => !excepted(day)).map((day) => `${day}${does === 'unknown' ? '?' : ''}`),
  );
  const nth = some
    .filter(({ does }) => does === 'closed')
    .map(({ days, weeks }) => `${days.join(',')}[${weeks.join(',')}]`);
  const but = all.flatMap(({ days }) =>
    days.flatMap((day) => (excepted(day) ? [`${day}![${excepted(day)!.weeks.join(',')}]`] : [])),
  );
  const ranges = yearly.map(({ from, to, does, name }) => {
    const mark = does === 'unknown' ? '?' : '';
    if (from === '12-29' && to === '01-03' && mark && name !== null) return 'ny?';
    return `${from === to ? from : `${from}..${to}`}${mark}`;
  });
  const onHolidays = holidays.does === 'closed' ? ['ph'] : holidays.does === 'asWeekday' ? ['ph='] : [];
  const afterwards = afterHolidays ? [afterHolidays.does === 'closed' ? 'ph+1' : 'ph+1?'] : [];
  const ofMonth = monthly.map(({ days, does }) => `md${days.join(',')}${does === 'closed' ? '' : '?'}`);
  const certain = plain.filter((day) => !day.endsWith('?'));
  const uncertain = plain.filter((day) => day.endsWith('?'));
  return [...certain, ...nth, ...but, ...onHolidays, ...afterwards, ...ofMonth, ...uncertain, ...ranges].join(
    ' ',
  );
}
