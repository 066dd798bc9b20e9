import { belongsTo, type Member } from '#libs/identity';
import { Forbidden } from '#libs/platform';
import { type LineVerb, transitionOf } from './referral.status.js';

/** The two agencies of a line. */
interface Parties {
  readonly sourceAgencyId: string;
  readonly agencyId: string;
}

/** Who may move a line: the side that the table names, and for a decision somebody who decides for the agency. */
export function mayMove(actor: Pick<Member, 'agencyId' | 'role'>, verb: LineVerb, line: Parties): boolean {
  const { side, decides } = transitionOf(verb);
  const own = side === 'source' ? line.sourceAgencyId : side === 'recipient' ? line.agencyId : null;
  return own === actor.agencyId && belongsTo(decides ? 'acceptor' : 'caseworker', actor.role);
}

/** @throws {Forbidden} when the actor may not. */
export function allowMove(actor: Member, verb: LineVerb, line: Parties): void {
  if (!mayMove(actor, verb, line)) throw new Forbidden();
}
