import { type Actor, belongsTo } from '#libs/identity';

/** The leaflet is made by the secretariat of the network. */
export function mayKeepLeaflets(actor: Pick<Actor, 'role'>): boolean {
  return actor.role === 'secretariat';
}

/** What is printed about an agency is decided by those who manage it. */
export function mayDecideLeaflet(actor: Pick<Actor, 'agencyId' | 'role'>, agencyId: string): boolean {
  return actor.agencyId === agencyId && belongsTo('manager', actor.role);
}
