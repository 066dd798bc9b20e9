import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** How much waits on the desk, by list. */
export type Today = Schema<'TodayView'>;

/** What there is to do. */
export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/today', { signal })),
});
