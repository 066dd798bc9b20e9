import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** Corrects name, reading or birth date. */
export function updatePerson(input: {
  personId: string;
  version: number;
  changes: Schema<'IdentifyRequest'>;
}) {
  return bodyOf(
    api.PATCH('/api/v1/people/{id}', {
      params: { path: { id: input.personId }, header: ifMatch(input.version) },
      body: input.changes,
    }),
  );
}
