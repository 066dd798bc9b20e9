import type { Actor, Member } from '#libs/identity';

/** A council is founded for the own agency, or by the secretariat of the network for any. */
export function mayFound(actor: Pick<Member, 'agencyId' | 'role'>, secretariatAgencyId: string): boolean {
  return actor.role === 'secretariat' || actor.agencyId === secretariatAgencyId;
}

/** Whoever works at its secretariat keeps a council. */
export function mayKeep(actor: Pick<Actor, 'agencyId'>, secretariatAgencyId: string): boolean {
  return actor.agencyId === secretariatAgencyId;
}
