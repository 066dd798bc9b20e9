import { holidayName } from '#libs/directory';

const dayLength = 86_400_000;

/** Whether offices work on this day (YYYY-MM-DD): no weekend, no holiday, not around New Year. */
function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isNewYear = day.slice(5) >= '12-29' || day.slice(5) <= '01-03';
  return weekday !== 0 && weekday !== 6 && !isNewYear && holidayName(day) === null;
}

/** The day that is so many working days after `day`; the day itself does not count. */
export function afterWorkingDays(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = new Date(Date.parse(`${at}T00:00:00Z`) + dayLength).toISOString().slice(0, 10);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}
