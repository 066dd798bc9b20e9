import { api, bodyOf, onceBy } from '../../../lib/api-client.js';

/** Who is to be registered. */
export type NewPerson = {
  name: string;
  kana: string;
  birthDate: string | null;
  phone?: string;
  allowDuplicate?: boolean;
};

/** A person of the own agency who may be the same one. */
export type PossibleDuplicate = { id: string; number: number };

/** Registers a person in the own agency. */
export function registerPerson(input: { person: NewPerson; key: string }): Promise<{ id: string }> {
  return bodyOf(api.POST('/api/v1/people', { headers: onceBy(input.key), body: input.person }));
}
