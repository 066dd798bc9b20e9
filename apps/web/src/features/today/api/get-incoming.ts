import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** Unread words of other agencies, and requests of people and families. */
export const incomingQuery = queryOptions({
  queryKey: ['today', 'incoming'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/today/incoming', { signal })),
});
