import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** The people of the own agency who can have explained something. */
export const colleaguesQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/members', { signal })),
  staleTime: 300_000,
});
