import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** How much there is to do about the directory. */
export type UpkeepCounts = Schema<'UpkeepCountsView'>;
/** An entry that somebody should look at. */
export type UpkeepEntry = Schema<'UpkeepEntryView'>;

/** All numbers of the worklist. */
export const upkeepQuery = queryOptions({
  queryKey: ['upkeep'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/upkeep', { signal })),
});

/** The entries of one list. */
export function upkeepEntriesQuery(list: 'to_check' | 'stale', page: number) {
  const query = { list, page, perPage: 50 };
  return queryOptions({
    queryKey: ['upkeep', 'entries', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/upkeep/entries', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Somebody has looked: there is nothing to check any more. */
export function markChecked(agencyId: string) {
  return bodyOf(api.POST('/api/v1/agencies/{id}/check', { params: { path: { id: agencyId } } }));
}
