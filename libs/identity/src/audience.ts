import { Forbidden, Unauthenticated } from '#libs/platform';
import type { Actor, Member, Role } from './actor.js';

/** Who may call a route at all; which objects they then reach is decided by policy and by the database. */
export type Audience =
  'public' | 'signedIn' | 'member' | 'caseworker' | 'acceptor' | 'manager' | 'secretariat';

const rolesOf: Readonly<Record<Exclude<Audience, 'public' | 'signedIn'>, readonly Role[]>> = {
  member: ['staff', 'acceptor', 'manager', 'secretariat'],
  caseworker: ['staff', 'acceptor', 'manager'],
  acceptor: ['acceptor', 'manager'],
  manager: ['manager'],
  secretariat: ['secretariat'],
};

/** Whether somebody with this role belongs to the audience. */
export function belongsTo(audience: Exclude<Audience, 'public' | 'signedIn'>, role: Role | null): boolean {
  return role !== null && rolesOf[audience].includes(role);
}

/**
 * Lets the actor pass when the audience includes them.
 * @throws {Unauthenticated} when nobody is signed in and the audience is not the public.
 * @throws {Forbidden} when the role does not belong to the audience.
 */
export function admit(audience: Audience, actor: Actor | undefined): void {
  if (audience === 'public') return;
  if (!actor) throw new Unauthenticated();
  if (audience !== 'signedIn' && !belongsTo(audience, actor.role)) throw new Forbidden();
}

/**
 * The actor as a member of an agency.
 * @throws {Forbidden} when the actor acts for none.
 */
export function asMember(actor: Actor): Member {
  if (actor.agencyId === null || actor.role === null) throw new Forbidden();
  return actor as Member;
}
