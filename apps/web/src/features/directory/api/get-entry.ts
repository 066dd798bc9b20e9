import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** An entry with everything that its form needs. */
export type EntryInEditing = Schema<'EntryInEditingView'>;

/** The entry of an agency for its form; asked for by the form itself, never behind the back of who is typing. */
export function entryQuery(agencyId: string) {
  return queryOptions({
    queryKey: ['entry', agencyId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/agencies/{id}/entry', { params: { path: { id: agencyId } }, signal })),
    refetchOnWindowFocus: false,
  });
}
