import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** Who is to be registered. */
export type NewPerson = Schema<'RegisterRequest'>;

/** A person of the own agency who may be the same one. */
export type PossibleDuplicate = { id: string; number: number };

/** Registers a person in the own agency. */
export function registerPerson({ person, key }: { person: NewPerson; key: string }) {
  return bodyOf(api.POST('/api/v1/people', { params: { header: onceBy(key) }, body: person }));
}
