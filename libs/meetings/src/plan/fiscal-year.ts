import { eraDay } from '#libs/documents';

/** How the year in which an era begins is called: by the era of its 1 April (平成31年度), or by that of its end (令和元年度). */
export const eraNamings = ['begin', 'end'] as const;
export type EraNaming = (typeof eraNamings)[number];

/** How offices call a fiscal year: 2026 is 令和8年度; 2019 is 令和元年度, or 平成31年度 where that is wanted. */
export function fiscalYearName(fiscalYear: number, naming: EraNaming = 'end'): string {
  const [from, until] = [eraYear(`${fiscalYear}-04-01`), eraYear(`${fiscalYear + 1}-03-31`)];
  // Who is in the 2nd year in March began in the calendar year before: that era names the whole year as its first.
  const name = naming === 'end' && until.endsWith('2年') && !sameEra(from, until) ? firstOf(until) : from;
  return `${name}度`;
}

/** Whether the fiscal year can be called by two eras. */
export function hasTwoNames(fiscalYear: number): boolean {
  return fiscalYearName(fiscalYear, 'begin') !== fiscalYearName(fiscalYear, 'end');
}

/** The months of a fiscal year in their order. */
export const fiscalMonths: readonly number[] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];

/** The month of a fiscal year as YYYY-MM. */
export function monthIn(fiscalYear: number, month: number): string {
  return `${month >= 4 ? fiscalYear : fiscalYear + 1}-${String(month).padStart(2, '0')}`;
}

function eraYear(day: string): string {
  return eraDay(day).replace(/\d+月\d+日$/, '');
}

function eraOf(name: string): string {
  return name.replace(/(元|\d+)年$/, '');
}

function sameEra(one: string, other: string): boolean {
  return eraOf(one) === eraOf(other);
}

function firstOf(name: string): string {
  return `${eraOf(name)}元年`;
}
