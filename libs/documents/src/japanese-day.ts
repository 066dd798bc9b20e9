const inTheEra = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
});

/** A day as documents write it: 2026-11-20 is 令和8年11月20日. The first year of an era is 元年. */
export function eraDay(day: string): string {
  return inTheEra.format(new Date(`${day}T00:00:00Z`));
}

/** A text for people: each day that a computer has written into it stands in the era. */
export function daysInEra(text: string): string {
  return text.replaceAll(/(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/g, (day) => (isDay(day) ? eraDay(day) : day));
}

function isDay(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}
