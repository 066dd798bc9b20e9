import { holidayName } from '#libs/directory';

const dayLength = 86_400_000;

/** Whether offices work on this day (YYYY-MM-DD). */
function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isNewYear = day.slice(5) >= '12-29' || day.slice(5) <= '01-03';
  return weekday !== 0 && weekday !== 6 && !isNewYear && holidayName(day) === null;
}

function next(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayLength).toISOString().slice(0, 10);
}

/** How many working days have passed since `from`, `until` included. */
export function workingDaysBetween(from: string, until: string): number {
  let count = 0;
  for (let day = from; day < until;) {
    day = next(day);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** The day that is so many working days after `day`; the day itself does not count. */
export function workingDaysAfter(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = next(at);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** When an answer is owed after the clock stood still: later by the working days of that time, and never in the past. */
export function dueAfterStop(dueOn: string | null, stoppedOn: string | null, today: string): string | null {
  if (dueOn === null || stoppedOn === null) return dueOn;
  return workingDaysAfter(dueOn, workingDaysBetween(stoppedOn, today));
}
