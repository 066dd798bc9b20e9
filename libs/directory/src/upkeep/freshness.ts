/** How long ago an entry was confirmed: within half a year, within a year, longer ago, never. */
export const freshnessLevels = ['half_year', 'year', 'older', 'never'] as const;
export type FreshnessLevel = (typeof freshnessLevels)[number];

/** What is said about an entry wherever it is shown or exported. */
export interface Freshness {
  readonly level: FreshnessLevel;
  /** The day on which somebody last said that the entry is right. */
  readonly confirmedOn: string | null;
  /** The same in plain words: 「3か月前に確認」. */
  readonly text: string;
}

/** The one rule of freshness: by whole months between the day of the last confirmation and today. */
export function freshnessOf(confirmedOn: string | null, today: string): Freshness {
  if (confirmedOn === null) return { level: 'never', confirmedOn, text: 'まだ確認されていません' };
  const months = monthsBetween(confirmedOn, today);
  return { level: levelOf(months), confirmedOn, text: wordsFor(confirmedOn, today, months) };
}

/**
 * Entries confirmed on this day or before are that many months old today; the day for a question to the database. After a
 * year they count as old.
 */
export function staleSince(today: string, months = 12): string {
  const [year, month, day] = partsOf(today);
  const before = new Date(Date.UTC(year, month - 1 - months, 1));
  const [thenYear, thenMonth] = [before.getUTCFullYear(), before.getUTCMonth() + 1];
  const last = lastOf(thenYear, thenMonth);
  // On the last day of a month everything up to the last of that other month is as old.
  const reached = day === lastOf(year, month) ? last : Math.min(day, last);
  return [thenYear, pad(thenMonth), pad(reached)].join('-');
}

function levelOf(months: number): FreshnessLevel {
  if (months < 6) return 'half_year';
  return months < 12 ? 'year' : 'older';
}

function wordsFor(confirmedOn: string, today: string, months: number): string {
  if (confirmedOn >= today) return '今日確認';
  if (months < 1) return '1か月以内に確認';
  if (months < 12) return `${months}か月前に確認`;
  return `${Math.floor(months / 12)}年以上確認されていません`;
}

/** Whole months from one day to a later one; a month that has no such day is full on its last. */
function monthsBetween(from: string, to: string): number {
  const [year, month, day] = partsOf(from);
  const [toYear, toMonth, toDay] = partsOf(to);
  const full = toDay >= Math.min(day, lastOf(toYear, toMonth)) ? 0 : 1;
  return (toYear - year) * 12 + (toMonth - month) - full;
}

function partsOf(day: string): [year: number, month: number, day: number] {
  return day.split('-').map(Number) as [number, number, number];
}

function lastOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
