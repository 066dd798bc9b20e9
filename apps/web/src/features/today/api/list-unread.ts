import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** A notice nobody has opened yet. */
export type UnreadNotice = { id: string; title: string; referralId: string | null; createdAt: string };

/** The newest unread notices. */
export const newestUnreadQuery = queryOptions({
  queryKey: ['notices', 'newest-unread'],
  queryFn: async ({ signal }) => {
    const query = { unread: true, page: 1, perPage: 5 };
    const page = await bodyOf<{ items: UnreadNotice[] }>(
      api.GET('/api/v1/notices', { params: { query }, signal }),
    );
    return page.items;
  },
});
