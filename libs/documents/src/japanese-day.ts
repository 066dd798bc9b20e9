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
