import fc from 'fast-check';
import { newId } from '#libs/platform';
import { type ReferralMode, referralModeCodes } from './referral.codes.js';
import { WrongState } from './referral.errors.js';
import { ReferralLine } from './referral-line.entity.js';
import {
  lineStatuses,
  type LineVerb,
  terminalStatuses,
  transitionOf,
  transitions,
  turnOf,
} from './referral.status.js';

const verbs = Object.keys(transitions) as LineVerb[];
const at = new Date('2026-11-20T00:00:00Z');
const why = { code: 'other', attribution: 'agency' as const };

const doing: Readonly<Record<LineVerb, (line: ReferralLine) => void>> = {
  send: (line) => line.send(1, at),
  receive: (line) => line.receive(at),
  review: (line) => line.review(at),
  ask: (line) => line.ask(at, '2026-11-20'),
  answer: (line) => line.answer(at, null),
  propose: (line) => line.propose(at, '2026-11-20'),
  agree: (line) => line.agree(at, null),
  turn_down: (line) => line.turnDown(at, null),
  waitlist: (line) => line.waitlist(at),
  accept: (line) => line.accept(at),
  decline: (line) => line.decline(at, why),
  redirect: (line) => line.redirect(at, why),
  select: (line) => line.select(at),
  not_select: (line) => line.notSelect(at),
  start: (line) => line.start(at, '2026-11-20'),
  report: (line) => line.report(at),
  complete: (line) => line.complete(at),
  fail: (line) => line.fail(at, why),
  cancel: (line) => line.cancel(at, why),
  stop: (line) => line.stop(at, why),
  person_decline: (line) => line.personDecline(at, why),
  expire: (line) => line.expire(at, why),
  suspend: (line) => line.suspend(at),
  resume: (line) => line.resume(at),
  // A reopening leaves the line as it is; the service makes the new one.
  reopen: (line) => line.require('reopen'),
  mark_error: (line) => line.markError(at, why),
};

function buildLine(mode: ReferralMode = 'single'): ReferralLine {
  return ReferralLine.queued(
    { referralId: newId(), sourceAgencyId: newId(), agencyId: newId(), personId: newId(), mode, position: 1 },
    at,
  );
}

/** Tries a verb; answers whether it happened. */
function tries(line: ReferralLine, verb: LineVerb): boolean {
  try {
    doing[verb](line);
    return true;
  } catch (refusal) {
    if (refusal instanceof WrongState) return false;
    throw refusal;
  }
}

const walks = fc.array(fc.constantFrom(...verbs), { maxLength: 40 });

describe('the life of a line', () => {
  it('follows the table on every walk, and nothing else', () => {
    fc.assert(
      fc.property(walks, fc.constantFrom(...referralModeCodes), (walk, mode) => {
        const line = buildLine(mode);
        for (const verb of walk) {
          const before = line.status;
          const previous = line.suspendedFrom;
          const row = transitionOf(verb);
          // Only where the person chooses is there anything to choose, and only once.
          const isOpen = verb !== 'select' || (mode === 'choose' && line.selectedAt === null);
          const happened = tries(line, verb);
          expect(happened).toBe(row.from.includes(before) && isOpen);
          const expected = row.to === 'previous' ? previous : row.to === 'new line' ? before : row.to;
          expect(line.status).toBe(happened ? expected : before);
        }
      }),
    );
  });

  it('never leaves an end, but to say that it was an error from the beginning', () => {
    fc.assert(
      fc.property(walks, walks, (there, further) => {
        const line = buildLine();
        for (const verb of there) tries(line, verb);
        fc.pre(terminalStatuses.includes(line.status));
        const end = line.status;
        for (const verb of further) tries(line, verb);
        expect([end, 'error']).toContain(line.status);
        if (!further.includes('mark_error')) expect(line.status).toBe(end);
        expect(line.closedAt).toEqual(at);
      }),
    );
  });

  it('remembers where it stood only while it is suspended', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const line = buildLine();
        for (const verb of walk) {
          tries(line, verb);
          expect(line.suspendedFrom !== null).toBe(line.status === 'suspended');
        }
      }),
    );
  });

  it('reaches every state', () => {
    const reached = new Set(['queued']);
    for (const verb of verbs) {
      const { to } = transitionOf(verb);
      if (to !== 'previous' && to !== 'new line') reached.add(to);
    }
    expect([...reached].sort()).toEqual([...lineStatuses].sort());
  });

  it('is somebody’s turn until it ends', () => {
    for (const status of lineStatuses)
      expect(turnOf(status) === null).toBe(terminalStatuses.includes(status));
  });

  it('lets the side whose turn it is do something', () => {
    for (const status of lineStatuses) {
      const side = turnOf(status);
      if (!side) continue;
      expect(
        verbs.some((verb) => transitionOf(verb).side === side && transitionOf(verb).from.includes(status)),
      ).toBe(true);
    }
  });
});
