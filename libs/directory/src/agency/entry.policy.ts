import { belongsTo, type Member } from '#libs/identity';

/** An entry is kept by everybody of the agency itself, and by the secretariat of the network. */
export function mayKeepEntry(actor: Pick<Member, 'agencyId' | 'role'>, agencyId: string): boolean {
  return isSecretariat(actor) || (actor.agencyId === agencyId && belongsTo('member', actor.role));
}

/** The secretariat keeps every entry, approves what agencies change, and keeps the lists of the network. */
export function isSecretariat({ role }: Pick<Member, 'role'>): boolean {
  return role === 'secretariat';
}
