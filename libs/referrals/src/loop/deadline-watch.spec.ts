import fc from 'fast-check';
import { stepOn } from './deadline-watch.js';

const rules = { remindBefore: 2, headAfter: 3, networkAfter: 5, expireAfter: 10 };

describe('the steps of a deadline', () => {
  it.each<{ today: string; step: string | null }>([
    { today: '2026-11-10', step: null },
    { today: '2026-11-17', step: null },
    { today: '2026-11-18', step: 'soon' },
    { today: '2026-11-20', step: 'soon' },
    // Saturday to Monday 勤労感謝の日: nobody works, nobody is late.
    { today: '2026-11-23', step: 'soon' },
    { today: '2026-11-24', step: 'late' },
    { today: '2026-11-26', step: 'head' },
    { today: '2026-11-30', step: 'network' },
    { today: '2026-12-07', step: 'expire' },
  ])('of 20 November 2026 on $today: $step', ({ today, step }) => {
    expect(stepOn(today, '2026-11-20', rules)).toBe(step);
  });

  it('begin on the next working day where the deadline is none', () => {
    expect(stepOn('2026-11-24', '2026-11-21', rules)).toBe('soon');
    expect(stepOn('2026-11-25', '2026-11-21', rules)).toBe('late');
  });

  it('never go back as days pass', () => {
    const order = [null, 'soon', 'late', 'head', 'network', 'expire'];
    const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 }), (due, start) => {
        const steps = Array.from({ length: 40 }, (_, n) =>
          order.indexOf(stepOn(day(due + start - 30 + n), day(due), rules)),
        );
        expect(steps).toEqual([...steps].sort((a, b) => a - b));
      }),
    );
  });
});
