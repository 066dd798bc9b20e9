import { reiwaFiscalYear } from './referral.number.js';

describe('the fiscal year of a number', () => {
  it.each([
    ['2026-03-31', 7],
    ['2026-04-01', 8],
    ['2026-12-31', 8],
    ['2027-01-01', 8],
    ['2019-04-01', 1],
  ])('%s is Reiwa %i', (day, year) => {
    expect(reiwaFiscalYear(day)).toBe(year);
  });
});
