import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A list that is being taken over, or was. */
export type ImportJob = Schema<'ImportView'>;
/** What was found in its file. */
export type FoundList = Schema<'FoundListView'>;
/** How it is understood. */
export type ImportSettings = Schema<'ImportSettingsView'>;
/** Its rows by what becomes of them. */
export type ImportCounts = Schema<'ImportCountsView'>;

/** One list; asked again every second while a worker has it in hand. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.isUnderWay ? 1000 : false),
  });
}
