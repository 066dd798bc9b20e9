import { api, bodyOf, ifMatch } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';

/** Writes one section of the record; a field that is left out is emptied. */
export function writeSection(input: {
  personId: string;
  category: DataCategory;
  version: number;
  fields: Record<string, string>;
}) {
  return bodyOf(
    api.PUT('/api/v1/people/{id}/sections/{category}', {
      params: { path: { id: input.personId, category: input.category }, header: ifMatch(input.version) },
      body: { fields: input.fields },
    }),
  );
}
