import { type Actor, belongsTo } from '#libs/identity';

/** People of an agency keep its entry themselves. */
export function isOwnEntry(actor: Actor, agencyId: string): boolean {
  return actor.agencyId === agencyId && belongsTo('caseworker', actor.role);
}

/** The secretariat keeps every entry. */
export function isSecretariat(actor: Actor): boolean {
  return actor.role === 'secretariat';
}

/** Whoever keeps the entry: its own people, and the secretariat. */
export function keepsEntry(actor: Actor, agencyId: string): boolean {
  return isOwnEntry(actor, agencyId) || isSecretariat(actor);
}
