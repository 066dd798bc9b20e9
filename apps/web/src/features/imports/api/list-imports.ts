import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A list as a line of the past imports. */
export type ImportLine = Schema<'ImportLineView'>;
/** A page of them. */
export type ImportPage = Schema<'ImportPageView'>;

/** The lists that were handed in, the newest first. */
export function importsQuery(page: number) {
  return queryOptions({
    queryKey: ['imports', 'list', page],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/imports', { params: { query: { page } }, signal })),
    placeholderData: keepPreviousData,
    // A list that a worker has in hand changes by itself.
    refetchInterval: ({ state }) => (state.data?.items.some((line) => line.isUnderWay) ? 2000 : false),
  });
}
