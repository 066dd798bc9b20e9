import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** The newest unread notices. */
export const newestUnreadQuery = queryOptions({
  queryKey: ['notices', 'newest-unread'],
  queryFn: async ({ signal }) => {
    const query = { unread: true, perPage: 5 };
    return (await bodyOf(api.GET('/api/v1/notices', { params: { query }, signal }))).items;
  },
});
