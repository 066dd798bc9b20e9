import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** How much there is to do about the directory. */
export type UpkeepCounts = Schema<'UpkeepCountsView'>;

/** How much there is to do about the directory, for whoever keeps it. */
export const upkeepQuery = queryOptions({
  queryKey: ['upkeep'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/upkeep', { signal })),
});
