import { dueAfterStop, workingDaysAfter, workingDaysBetween } from './stopped-clock.js';

describe('working days', () => {
  it.each([
    { from: '2026-11-20', until: '2026-11-20', days: 0 },
    // A weekend, and 勤労感謝の日 on the Monday.
    { from: '2026-11-20', until: '2026-11-24', days: 1 },
    { from: '2026-12-28', until: '2027-01-04', days: 1 },
  ])('are $days from $from until $until', ({ from, until, days }) => {
    expect(workingDaysBetween(from, until)).toBe(days);
  });

  it('are counted over Golden Week', () => {
    expect(workingDaysAfter('2026-04-30', 3)).toBe('2026-05-08');
  });
});

describe('the day on which an answer is owed', () => {
  it('moves by the working days during which the clock stood still', () => {
    expect(dueAfterStop('2026-12-01', '2026-11-19', '2026-11-25')).toBe('2026-12-04');
  });

  it('stays when the question is answered on the same day, and where there is none', () => {
    expect(dueAfterStop('2026-12-01', '2026-11-20', '2026-11-20')).toBe('2026-12-01');
    expect(dueAfterStop(null, '2026-11-20', '2026-11-27')).toBeNull();
  });
});
