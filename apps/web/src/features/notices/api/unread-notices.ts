import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { NoticePage } from './list-notices.js';

/** How many notices wait to be read. Asked when a page opens or the window comes back, never by a clock: that would keep a forgotten session alive. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'count'],
  queryFn: ({ signal }) =>
    bodyOf<NoticePage>(
      api.GET('/api/v1/notices', { params: { query: { unread: true, perPage: 1 } }, signal }),
    ),
});
