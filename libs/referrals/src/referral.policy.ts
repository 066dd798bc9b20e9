import { belongsTo, type Member } from '#libs/identity';
import { Forbidden, NotFound } from '#libs/platform';
import { type LineStatus, type LineVerb, transitionOf } from './referral.status.js';

/** The two agencies of a line. */
interface Parties {
  readonly sourceAgencyId: string;
  readonly agencyId: string;
}

/**
 * The lines that the actor's agency may know of: all of its own referral, and of another's those that were sent to it.
 * @throws {NotFound} for an agency that is no party.
 */
export function linesFor<Line extends Parties & { readonly status: LineStatus }>(
  actor: Pick<Member, 'agencyId'>,
  referral: Pick<Parties, 'sourceAgencyId'>,
  lines: readonly Line[],
): Line[] {
  if (referral.sourceAgencyId === actor.agencyId) return [...lines];
  const received = lines.filter(({ agencyId, status }) => agencyId === actor.agencyId && status !== 'queued');
  if (received.length === 0) throw new NotFound();
  return received;
}

/** Who may move a line: the side that the table names, and for a decision somebody who decides for the agency. */
export function mayMove(actor: Pick<Member, 'agencyId' | 'role'>, verb: LineVerb, line: Parties): boolean {
  const { side, decides } = transitionOf(verb);
  const movers = {
    source: [line.sourceAgencyId],
    recipient: [line.agencyId],
    either: [line.sourceAgencyId, line.agencyId],
    rule: [],
  };
  return (
    (movers[side] as readonly string[]).includes(actor.agencyId) &&
    belongsTo(decides ? 'acceptor' : 'caseworker', actor.role)
  );
}

/** @throws {Forbidden} when the actor may not. */
export function allowMove(actor: Member, verb: LineVerb, line: Parties): void {
  if (!mayMove(actor, verb, line)) throw new Forbidden();
}
