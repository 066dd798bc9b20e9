const tokyo = 'Asia/Tokyo';
const eraDay = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: tokyo });
const monthDay = new Intl.DateTimeFormat('ja-JP', {
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  timeZone: tokyo,
});
const plainMonthDay = new Intl.DateTimeFormat('ja-JP', { month: 'long', day: 'numeric', timeZone: tokyo });
const clock = new Intl.DateTimeFormat('ja-JP', { hour: 'numeric', minute: '2-digit', timeZone: tokyo });
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: tokyo });

/** A day (`2026-11-20`) or a moment, as the calendar of an office writes it: 令和8年11月20日. */
export function inEra(day: string): string {
  return eraDay.format(asDate(day));
}

/** A month (`2026-11`): 令和8年11月. */
export function monthInEra(month: string): string {
  return inEra(`${month}-01`).replace(/1日$/, '');
}

/** A text for people: each day that a computer has written into it stands in the era. */
export function daysInEra(text: string): string {
  return text.replaceAll(/(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/g, (day) => (isDay(day) ? inEra(day) : day));
}

/** 11月20日(金), for things that are near. */
export function asMonthDay(day: string): string {
  return monthDay.format(asDate(day));
}

/** 11月20日 as long as it is this year, else with its year. */
export function asShortDay(day: string, now = new Date()): string {
  const thisYear = day.slice(0, 4) === todayInTokyo(now).slice(0, 4);
  return thisYear ? plainMonthDay.format(asDate(day)) : inEra(day);
}

/** 令和8年11月20日 10:32. */
export function asMoment(moment: string): string {
  const date = new Date(moment);
  return `${eraDay.format(date)} ${clock.format(date)}`;
}

/** 10:32. */
export function asClock(moment: Date): string {
  return clock.format(moment);
}

/** The day in Tokyo, `2026-11-20`, whatever the clock of the PC is set to. */
export function todayInTokyo(now = new Date()): string {
  return isoDay.format(now);
}

/** Whole days from today to a day; negative when it has passed. */
export function daysUntil(day: string, now = new Date()): number {
  return Math.round((Date.parse(day.slice(0, 10)) - Date.parse(todayInTokyo(now))) / 86_400_000);
}

/** A day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The age on a day, in full years. */
export function ageOn(birthDate: string, day = todayInTokyo()): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

function isDay(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

function asDate(day: string): Date {
  // A bare day means that day in Tokyo, not midnight in Greenwich.
  return new Date(day.length === 10 ? `${day}T00:00:00+09:00` : day);
}
