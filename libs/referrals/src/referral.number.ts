import type { Tx } from '#libs/platform';

/** The next number of a referral: the fiscal year (from 1 April) in the Reiwa era, and a count that is never reused. */
export async function referralNumber(tx: Tx, today: string): Promise<string> {
  const [row] = await tx.query<{ n: string }[]>(`SELECT nextval('portal.referral_number') AS n`);
  return `R${reiwaFiscalYear(today)}-${(row?.n ?? '0').padStart(6, '0')}`;
}

/** The fiscal year of a day (YYYY-MM-DD), counted in Reiwa (2019 is 1). */
export function reiwaFiscalYear(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return (month < 4 ? year - 1 : year) - 2018;
}
