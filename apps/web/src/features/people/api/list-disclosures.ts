import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** One provision: who was told what, when. */
export type Disclosure = Schema<'DisclosureView'>;

/** All that was told about a person, newest first. */
export function disclosuresQuery(personId: string) {
  return queryOptions({
    queryKey: ['disclosures', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/disclosures', { params: { path: { id: personId } }, signal })),
  });
}
