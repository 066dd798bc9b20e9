/** The age from which a person decides alone (民法4条, since 2022-04-01). */
export const adultAge = 18;

/**
 * The day on which somebody comes of age, YYYY-MM-DD: from its first moment in Japan they are adult. Whoever was born on
 * 29 February comes of age at the end of 28 February, so that in other years the first day is 1 March.
 */
export function adulthoodOf(birthDate: string): string {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  return new Date(Date.UTC(year + adultAge, month - 1, day)).toISOString().slice(0, 10);
}

/** The same day some years later, less one: a year from 1 April ends on 31 March. */
export function lastDayOfYears(from: string, years: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, day - 1)).toISOString().slice(0, 10);
}
