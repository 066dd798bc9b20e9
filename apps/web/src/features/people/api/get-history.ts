import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** Everything that was told and seen of a person. */
export type ProvisionHistory = Schema<'ProvisionHistoryView'>;

/** The history of a person. */
export function historyQuery(personId: string) {
  return queryOptions({
    queryKey: ['provision-history', personId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/people/{id}/provision-history', { params: { path: { id: personId } }, signal }),
      ),
  });
}

/** Where the paper for the person is. */
export function historyPaper(personId: string): string {
  return `/api/v1/people/${personId}/provision-history/paper`;
}
