// Calendar days as YYYY-MM-DD, counted as the Civil Code counts (143): a period ends the day before the day that corresponds to
// its first one; where there is none, on the last day of the month. No time of day, no zone: a day is a day in Japan.

const dayMs = 86_400_000;

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The same day so many months later, or earlier; the last of the month where there is no such day. */
export function addMonths(day: string, months: number): string {
  const { year, month, date } = partsOf(day);
  return dayOf(year, month + months, Math.min(date, lengthOf(year, month + months)));
}

/** The last day, itself included, of a period of so many months that begins with the given day. */
export function lastDayOf(first: string, months: number): string {
  const { year, month, date } = partsOf(first);
  const length = lengthOf(year, month + months);
  return date > length ? dayOf(year, month + months, length) : addDays(dayOf(year, month + months, date), -1);
}

/** How many days from one day to another; negative when it is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

function partsOf(day: string): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: month - 1, date };
}

/** Months count on beyond the end of a year. */
function dayOf(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}
