import fc from 'fast-check';
import { workingDaysBetween } from '#libs/directory';
import { movedDeadline } from './moved-deadline.js';

const days = fc
  .integer({ min: 0, max: 4 * 365 })
  .map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

describe('the day on which an answer is owed', () => {
  it('moves by the working days during which the clock stood still', () => {
    fc.assert(
      fc.property(days, days, days, (due, one, other) => {
        const [stopped, today] = one < other ? [one, other] : [other, one];
        const moved = movedDeadline(due, stopped, today)!;
        expect(workingDaysBetween(due, moved)).toBe(workingDaysBetween(stopped, today));
      }),
    );
    expect(movedDeadline(null, '2026-11-20', '2026-11-24')).toBeNull();
    expect(movedDeadline('2026-11-20', null, '2026-11-24')).toBe('2026-11-20');
  });

  it('stays when the question is answered on the same day, and where there is none', () => {
    expect(movedDeadline('2026-12-01', '2026-11-19', '2026-11-25')).toBe('2026-12-04');
    expect(movedDeadline('2026-12-01', '2026-11-20', '2026-11-20')).toBe('2026-12-01');
    expect(movedDeadline(null, '2026-11-20', '2026-11-27')).toBeNull();
  });
});
