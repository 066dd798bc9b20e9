import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A decision of a person on what may be told to whom. */
export type Consent = Schema<'ConsentView'>;
/** Where a decision stands today. */
export type ConsentState = Consent['state'];

/** All decisions of a person, newest first. */
export function consentsQuery(personId: string) {
  return queryOptions({
    queryKey: ['consents', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/consents', { params: { path: { id: personId } }, signal })),
  });
}
