import { fiscalYearName, hasTwoNames, monthIn } from './fiscal-year.js';

describe('edge 3: fiscal boundary', () => {
  it('calls a year by its era', () => {
    expect(fiscalYearName(2026)).toBe('令和8年度');
    expect(fiscalYearName(2018)).toBe('平成30年度');
    expect(fiscalYearName(2020)).toBe('令和2年度');
  });

  it('calls the year in which an era began as it is asked to: 平成31年度 or 令和元年度', () => {
    expect(fiscalYearName(2019, 'begin')).toBe('平成31年度');
    expect(fiscalYearName(2019, 'end')).toBe('令和元年度');
    expect([2018, 2019, 2020].map(hasTwoNames)).toEqual([false, true, false]);
  });

  it('leaves a year alone in whose last months an era began: 昭和63年度', () =>
    expect([fiscalYearName(1988, 'begin'), fiscalYearName(1988, 'end')]).toEqual([
      '昭和63年度',
      '昭和63年度',
    ]));

  it('puts January to March into the next calendar year', () =>
    expect([monthIn(2026, 4), monthIn(2026, 12), monthIn(2026, 1), monthIn(2026, 3)]).toEqual([
      '2026-04',
      '2026-12',
      '2027-01',
      '2027-03',
    ]));
});
