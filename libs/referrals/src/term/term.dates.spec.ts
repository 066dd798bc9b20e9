import fc from 'fast-check';
import { addDays, addMonths, daysBetween, lastDayOf } from './months.js';
import {
  adulthoodOn,
  endOfSchoolYear,
  proposalSteps,
  proposedOn,
  retentionDates,
  stepDue,
} from './term.dates.js';

const aDay = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('1990-01-01', days));

describe('months of the calendar', () => {
  it.each([
    { first: '2026-04-01', months: 6, last: '2026-09-30' },
    { first: '2026-08-31', months: 6, last: '2027-02-28' },
    { first: '2023-08-31', months: 6, last: '2024-02-29' },
    { first: '2024-02-29', months: 12, last: '2025-02-28' },
    { first: '2026-12-15', months: 1, last: '2027-01-14' },
    { first: '2026-01-01', months: 12, last: '2026-12-31' },
  ])('$months months from $first end on $last', ({ first, months, last }) => {
    expect(lastDayOf(first, months)).toBe(last);
  });

  it('lie one after the other without a gap or an overlap, wherever the first one begins', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 60 }), (first, months) => {
        const last = lastDayOf(first, months);
        expect(last > first).toBe(true);
        // The day after it is the corresponding day, or the first of a month where there is none.
        const next = addDays(last, 1);
        expect([first.slice(8), '01']).toContain(next.slice(8));
        expect(daysBetween(first, lastDayOf(first, months + 1))).toBeGreaterThan(daysBetween(first, last));
      }),
    );
  });

  it('go back as far as they went, but for days that a month does not have', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -60, max: 60 }), (day, months) => {
        const there = addMonths(day, months);
        if (there.slice(8) === day.slice(8)) expect(addMonths(there, -months)).toBe(day);
        else expect(addDays(there, 1).slice(8)).toBe('01');
      }),
    );
  });
});

describe('就労定着支援', () => {
  it.each([
    { employedOn: '2026-04-01', dates: ['2026-09-30', '2026-10-01', '2029-09-30'] },
    { employedOn: '2023-05-20', dates: ['2023-11-19', '2023-11-20', '2026-11-19'] },
    { employedOn: '2026-08-31', dates: ['2027-02-28', '2027-03-01', '2030-02-28'] },
  ])('of somebody at work since $employedOn', ({ employedOn, dates }) => {
    const { sixMonthsOn, startsOn, endsOn } = retentionDates(employedOn);
    expect([sixMonthsOn, startsOn, endsOn]).toEqual(dates);
  });

  it('lasts three years after the six months', () => {
    fc.assert(
      fc.property(aDay, (employedOn) => {
        const { startsOn, endsOn } = retentionDates(employedOn);
        const days = daysBetween(startsOn, endsOn) + 1;
        expect(days).toBeGreaterThanOrEqual(3 * 365 - 3);
        expect(days).toBeLessThanOrEqual(3 * 365 + 4);
      }),
    );
  });

  it('is spoken of once at each step, the nearest to the end that has come', () => {
    expect(stepDue('2029-09-30', '2029-03-29')).toBeNull();
    expect(stepDue('2029-09-30', '2029-03-30')).toBe(6);
    expect(stepDue('2029-09-30', '2029-06-30')).toBe(3);
    expect(stepDue('2029-09-30', '2029-09-30')).toBe(1);
    expect(stepDue('2029-09-30', '2029-10-01')).toBeNull();
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 300 }), (endsOn, before) => {
        const today = addDays(endsOn, -before);
        const step = stepDue(endsOn, today);
        const come = proposalSteps.filter((each) => proposedOn(endsOn, each) <= today);
        expect(step).toBe(come.length === 0 ? null : Math.min(...come));
      }),
    );
  });
});

describe('graduates', () => {
  it.each([
    { birth: '2008-04-02', adult: '2026-04-02' },
    { birth: '2008-02-29', adult: '2026-03-01' },
    { birth: '2008-04-01', adult: '2026-04-01' },
  ])('born on $birth come of age on $adult', ({ birth, adult }) => {
    expect(adulthoodOn(birth)).toBe(adult);
  });

  it('leave school on the last day of March, unless somebody knows better', () => {
    expect(['2026-04-01', '2027-03-31', '2026-12-31', '2027-01-01'].map(endOfSchoolYear)).toEqual(
      Array.from({ length: 4 }, () => '2027-03-31'),
    );
  });
});
