import { prepared, type Tx } from '#libs/platform';

/** The next number of a referral: the fiscal year (from 1 April) in the Reiwa era, and a count that is never reused. */
export async function referralNumber(tx: Tx, today: string): Promise<string> {
  const [row] = await tx.query<{ n: string }[]>(`SELECT nextval('portal.referral_number') AS n`);
  return `R${reiwaFiscalYear(today)}-${(row?.n ?? '0').padStart(6, '0')}`;
}

const countReceipt = {
  name: 'referral.receipt',
  sql: `INSERT INTO portal.receipt_counter VALUES ($1, $2, 1)
    ON CONFLICT (agency_id, fiscal_year) DO UPDATE SET last = receipt_counter.last + 1 RETURNING last`,
};

/** The next receipt number (受付番号) of an agency: counted within its fiscal year, never reused. */
export async function receiptNumber(tx: Tx, agencyId: string, today: string): Promise<string> {
  const year = reiwaFiscalYear(today);
  const [row] = await prepared<{ last: number }>(tx, countReceipt, [agencyId, year]);
  return `受R${year}-${String(row?.last ?? 0).padStart(4, '0')}`;
}

/** The fiscal year of a day (YYYY-MM-DD), counted in Reiwa (2019 is 1). */
export function reiwaFiscalYear(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return (month < 4 ? year - 1 : year) - 2018;
}
