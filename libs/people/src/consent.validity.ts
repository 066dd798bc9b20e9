import type { Decider } from './consent.codes.js';
import { type ConsentDays, stateOn } from './consent.status.js';
import type { Grant } from './consent-grants.js';

/** A decision with all that its force depends on. */
export interface WeighedDecision extends ConsentDays {
  readonly id: string;
  readonly givenBy: Decider;
  readonly decidedOn: string;
  /** When it was first written down, in milliseconds; of two decisions of one day the later one counts. */
  readonly recordedAt: number;
  readonly cells: readonly (Grant & { readonly granted: boolean })[];
}

/** A cell in which something may be told, and the decision on which that rests. */
export interface LiveCell extends Grant {
  readonly consentId: string;
}

/**
 * What may be told on a day, out of all decisions of one person. This is the rule that portal.live_grant applies inside
 * the database; the two are held to each other by a test.
 */
export function liveCellsOn(day: string, decisions: readonly WeighedDecision[]): LiveCell[] {
  // One that was marked as a mistake as well: a no ends when the person is asked anew and says otherwise, never at a desk.
  const refusals = decisions.flatMap((decision) =>
    decision.cells.filter(({ granted }) => !granted).map((cell) => ({ cell, decision })),
  );
  return decisions
    .filter((decision) => stateOn(day, decision) === 'given')
    .flatMap((decision) =>
      decision.cells
        .filter(({ granted }) => granted)
        .filter(
          (cell) =>
            !refusals.some((refusal) => isSame(refusal.cell, cell) && stands(refusal.decision, decision)),
        )
        .map(({ recipientAgencyId, purpose, category }) => ({
          ...{ recipientAgencyId, purpose, category },
          consentId: decision.id,
        })),
    );
}

/** Whether a refusal stands against a yes: the later of the two counts, and the person's no before a representative's yes. */
function stands(refusal: WeighedDecision, yes: WeighedDecision): boolean {
  if (isLater(refusal, yes)) return true;
  if (refusal.status === 'error') return false;
  return yes.givenBy === 'representative' && refusal.givenBy === 'person' && yes.assent !== 'agrees';
}

function isLater(one: WeighedDecision, other: WeighedDecision): boolean {
  if (one.decidedOn !== other.decidedOn) return one.decidedOn > other.decidedOn;
  return one.recordedAt > other.recordedAt;
}

function isSame(one: Grant, other: Grant): boolean {
  return (
    one.recipientAgencyId === other.recipientAgencyId &&
    one.purpose === other.purpose &&
    one.category === other.category
  );
}
