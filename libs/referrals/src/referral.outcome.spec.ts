import fc from 'fast-check';
import { referralModeCodes } from './referral.codes.js';
import { type LineStanding, outcomeOf } from './referral.outcome.js';
import { type LineStatus, lineStatuses, supportingStatuses, terminalStatuses } from './referral.status.js';

const at = new Date('2026-11-20T00:00:00Z');

function line(status: LineStatus, more: Partial<LineStanding> = {}): LineStanding {
  const closedAt = terminalStatuses.includes(status) ? at : null;
  return { status, suspendedFrom: null, selectedAt: null, closedAt, ...more };
}

const anyLine = fc
  .constantFrom(...lineStatuses)
  .map((status) => line(status, status === 'suspended' ? { suspendedFrom: 'received' } : {}));

describe('what becomes of a referral', () => {
  it.each<{ mode: (typeof referralModeCodes)[number]; lines: LineStanding[]; outcome: string }>([
    { mode: 'single', lines: [line('sent')], outcome: 'active' },
    { mode: 'single', lines: [line('accepted')], outcome: 'matched' },
    { mode: 'single', lines: [line('declined'), line('reviewing')], outcome: 'active' },
    { mode: 'single', lines: [line('failed')], outcome: 'unfulfilled' },
    { mode: 'single', lines: [line('cancelled')], outcome: 'withdrawn' },
    { mode: 'single', lines: [line('error')], outcome: 'error' },
    { mode: 'first_accept', lines: [line('in_progress'), line('not_selected')], outcome: 'matched' },
    { mode: 'first_accept', lines: [line('declined'), line('sent')], outcome: 'active' },
    { mode: 'choose', lines: [line('accepted'), line('accepted')], outcome: 'active' },
    {
      mode: 'choose',
      lines: [line('accepted', { selectedAt: at }), line('not_selected')],
      outcome: 'matched',
    },
    { mode: 'sequential', lines: [line('declined'), line('queued')], outcome: 'active' },
    { mode: 'sequential', lines: [line('completed'), line('queued')], outcome: 'completed' },
    { mode: 'joint', lines: [line('in_progress'), line('sent')], outcome: 'active' },
    { mode: 'joint', lines: [line('in_progress'), line('declined')], outcome: 'matched' },
    { mode: 'joint', lines: [line('completed'), line('completed')], outcome: 'completed' },
    { mode: 'single', lines: [line('suspended', { suspendedFrom: 'in_progress' })], outcome: 'matched' },
  ])('$mode: $outcome', ({ mode, lines, outcome }) => {
    expect(outcomeOf(mode, lines)).toBe(outcome);
  });

  it('is over exactly when every line is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...referralModeCodes),
        fc.array(anyLine, { minLength: 1, maxLength: 5 }),
        (mode, lines) => {
          const isOver = ['completed', 'unfulfilled', 'withdrawn', 'error'].includes(outcomeOf(mode, lines));
          const isEveryLineOver = lines.every(({ status }) => terminalStatuses.includes(status));
          // What was kept for later is not asked any more once somebody has finished.
          const isDone =
            mode === 'sequential' &&
            lines.some(({ status }) => status === 'completed') &&
            !lines.some(({ status }) => supportingStatuses.includes(status));
          expect(isOver).toBe(isEveryLineOver || isDone);
        },
      ),
    );
  });
});
