import type { SlotState } from './slot.status.js';
import { yearStanding } from './year.standing.js';

const slot = (id: string, month: number | null, state: SlotState = 'unscheduled') => ({ id, month, state });
const year = { fiscalYear: 2026, plannedCount: 3, held: 0, ahead: 0 };

describe('planned against held', () => {
  it('is behind once the month of a slot is over', () => {
    const facts = { ...year, slots: [slot('a', 5), slot('b', 9), slot('c', 1)] };
    expect(yearStanding(facts, '2026-05-31')).toMatchObject({ expected: 0, isBehind: false, open: 3 });
    expect(yearStanding(facts, '2026-06-01')).toMatchObject({
      expected: 1,
      isBehind: true,
      lateSlotIds: ['a'],
    });
    expect(yearStanding({ ...facts, held: 1 }, '2026-06-01')).toMatchObject({ isBehind: false, open: 2 });
  });

  it('spreads what has no month over the year', () => {
    const facts = { ...year, slots: [slot('a', null), slot('b', null), slot('c', null)] };
    expect(yearStanding(facts, '2026-07-31').expected).toBe(0);
    expect(yearStanding(facts, '2026-08-01').expected).toBe(1);
    expect(yearStanding(facts, '2027-04-01').expected).toBe(3);
  });

  it('edge 16: what is dropped is not 0, and is not missed', () => {
    const facts = { ...year, slots: [slot('a', 5, 'dropped'), slot('b', 9), slot('c', 1)], held: 1 };
    expect(yearStanding(facts, '2026-11-20')).toMatchObject({
      ...{ planned: 3, held: 1, dropped: 1, open: 1, expected: 1, isBehind: false },
    });
  });
});
