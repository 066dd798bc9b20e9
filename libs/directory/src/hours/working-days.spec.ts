import fc from 'fast-check';
import { addWorkingDays, isWorkingDay, nextWorkingDay, workingDaysBetween } from './working-days.js';

const days = fc
  .integer({ min: 0, max: 4 * 365 })
  .map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

describe('working days', () => {
  it.each<{ day: string; works: boolean }>([
    { day: '2026-11-20', works: true },
    { day: '2026-11-21', works: false },
    // 勤労感謝の日
    { day: '2026-11-23', works: false },
    { day: '2026-12-28', works: true },
    { day: '2026-12-29', works: false },
    { day: '2027-01-03', works: false },
    { day: '2027-01-04', works: true },
    // 国民の休日, between two holidays
    { day: '2026-09-22', works: false },
  ])('$day: $works', ({ day, works }) => expect(isWorkingDay(day)).toBe(works));

  it('edge 15: leave out the turn of the year and the holidays of May', () => {
    expect(addWorkingDays('2026-12-28', 1)).toBe('2027-01-04');
    expect(addWorkingDays('2026-04-30', 2)).toBe('2026-05-07');
    expect(addWorkingDays('2027-01-04', -1)).toBe('2026-12-28');
    expect(nextWorkingDay('2026-05-03')).toBe('2026-05-07');
  });

  it('count what they add', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (day, count) => {
        const end = addWorkingDays(day, count);
        expect(workingDaysBetween(day, end)).toBe(count);
        if (count > 0) expect(isWorkingDay(end)).toBe(true);
      }),
    );
  });

  it.each([
    { from: '2026-11-20', days: 1, to: '2026-11-24', why: 'a weekend and a holiday' },
    { from: '2026-11-20', days: 10, to: '2026-12-07', why: 'two weeks' },
    { from: '2026-12-28', days: 1, to: '2027-01-04', why: 'New Year' },
    { from: '2027-04-28', days: 1, to: '2027-04-30', why: 'a holiday in between' },
    { from: '2026-04-30', days: 3, to: '2026-05-08', why: 'Golden Week' },
  ])('$days of them after $from are $to: $why', ({ from, days: count, to }) => {
    expect(addWorkingDays(from, count)).toBe(to);
  });

  it.each([
    { from: '2026-11-20', until: '2026-11-20', count: 0 },
    // A weekend, and 勤労感謝の日 on the Monday.
    { from: '2026-11-20', until: '2026-11-24', count: 1 },
    { from: '2026-12-28', until: '2027-01-04', count: 1 },
  ])('are $count from $from until $until', ({ from, until, count }) => {
    expect(workingDaysBetween(from, until)).toBe(count);
  });
});
