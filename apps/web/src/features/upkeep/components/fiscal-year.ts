import { inEra } from '../../../lib/japanese-date.js';

/** A fiscal year as offices write it: 令和8年度. */
export function fiscalYearName(year: number): string {
  return `${inEra(`${year}-04-01`).replace(/4月1日$/, '')}度`;
}
