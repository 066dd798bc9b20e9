import { daysAfter } from './calendar-days.js';
import { holidayName } from './japanese-holidays.js';

/** Whether offices work on this day (YYYY-MM-DD): no weekend, no public holiday, not from 29 December to 3 January. */
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
    at = daysAfter(at, step);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** How many working days lie after `from` up to `to`, that day included; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  let days = 0;
  for (let at = daysAfter(from, 1); at <= to; at = daysAfter(at, 1)) if (isWorkingDay(at)) days += 1;
  return days;
}

/** The same day when offices work on it, else the next one on which they do. */
export function nextWorkingDay(day: string): string {
  let at = day;
  while (!isWorkingDay(at)) at = daysAfter(at, 1);
  return at;
}
