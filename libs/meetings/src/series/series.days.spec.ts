import { daysOfSeries } from './series.days.js';

describe('the days of a series', () => {
  it('come every second week', () =>
    expect(daysOfSeries('2026-12-22', { kind: 'weeks', every: 2 }, 3)).toEqual([
      '2026-12-22',
      '2027-01-05',
      '2027-01-19',
    ]));

  it('come on the third Wednesday of every second month, over the end of the year', () =>
    expect(daysOfSeries('2026-09-16', { kind: 'months', every: 2, weekNo: 3 }, 4)).toEqual([
      '2026-09-16',
      '2026-11-18',
      '2027-01-20',
      '2027-03-17',
    ]));

  it('come on the last Friday where not every month has a fifth', () =>
    expect(daysOfSeries('2027-01-29', { kind: 'months', every: 1, weekNo: 5 }, 3)).toEqual([
      '2027-01-29',
      '2027-02-26',
      '2027-03-26',
    ]));
});
