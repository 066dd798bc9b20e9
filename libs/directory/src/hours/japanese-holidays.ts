import calendar from '@holiday-jp/holiday_jp';

const names: ReadonlyMap<string, string> = new Map(
  Object.values(calendar.holidays).map(({ date, name }) => [date, name]),
);
const years = [...names.keys()].map((day) => day.slice(0, 4)).sort();
const firstYear = years[0]!;
const lastYear = years.at(-1)!;

/** The name of the public holiday that `day` is, or null. */
export function holidayName(day: string): string | null {
  return names.get(day) ?? null;
}

/** Whether the calendar of holidays reaches as far as `day`: beyond it nothing can be said. */
export function holidaysKnown(day: string): boolean {
  const year = day.slice(0, 4);
  return year >= firstYear && year <= lastYear;
}
