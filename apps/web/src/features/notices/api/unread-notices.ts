import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** How many notices wait to be read. Asked when a page opens or the window comes back, never by a clock: that would keep a forgotten session alive. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'count'],
  queryFn: async ({ signal }) => {
    const query = { unread: true, perPage: 1 };
    return (await bodyOf(api.GET('/api/v1/notices', { params: { query }, signal }))).total;
  },
});
