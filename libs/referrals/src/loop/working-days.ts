import { holidayName } from '#libs/directory';

/** Days between two days (YYYY-MM-DD) that offices work: no weekend, no public holiday, not from 29 December to 3 January. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  // 行政機関の休日に関する法律 第1条: 12月29日から翌年の1月3日まで
  const monthDay = day.slice(5);
  if (monthDay >= '12-29' || monthDay <= '01-03') return false;
  return holidayName(day) === null;
}

/** The day `count` working days after `day`; counted from the next day on, and backwards where `count` is negative. */
export function addWorkingDays(day: string, count: number): string {
  const step = count < 0 ? -1 : 1;
  let at = day;
  for (let left = Math.abs(count); left > 0;) {
    at = shifted(at, step);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** How many working days lie after `from` up to `to`, that day included; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  let days = 0;
  for (let at = shifted(from, 1); at <= to; at = shifted(at, 1)) if (isWorkingDay(at)) days += 1;
  return days;
}

/** The same day when offices work on it, else the next one on which they do. */
export function nextWorkingDay(day: string): string {
  let at = day;
  while (!isWorkingDay(at)) at = shifted(at, 1);
  return at;
}

/** A deadline moved by the working days for which its clock stood still, from `stoppedOn` to `today`. */
export function movedDeadline(dueOn: string | null, stoppedOn: string | null, today: string): string | null {
  if (dueOn === null || stoppedOn === null) return dueOn;
  return addWorkingDays(dueOn, workingDaysBetween(stoppedOn, today));
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
