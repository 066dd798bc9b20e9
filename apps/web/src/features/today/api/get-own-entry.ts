import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** How the entry of the own agency stands. */
export const ownEntryQuery = queryOptions({
  queryKey: ['upkeep', 'own'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/upkeep/own', { signal })),
});
