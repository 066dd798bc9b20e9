import { belongsTo, type Actor } from '#libs/identity';

/** Free places are told by those who receive people in the agency that gives the service. */
export function mayTellVacancy(actor: Actor, agencyId: string): boolean {
  return actor.agencyId === agencyId && belongsTo('member', actor.role);
}
