import { api, bodyOf, ifMatch } from '../../../lib/api-client.js';

/** Corrects name, reading or birth date. */
export function updatePerson(input: {
  personId: string;
  version: number;
  changes: { name: string; kana: string; birthDate: string | null };
}): Promise<unknown> {
  return bodyOf(
    api.PATCH('/api/v1/people/{id}', {
      params: { path: { id: input.personId } },
      headers: ifMatch(input.version),
      body: input.changes,
    }),
  );
}
