import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** One notice. It names no person: what it is about stands behind the link. */
export type NoticeLine = {
  id: string;
  title: string;
  referralId: string | null;
  createdAt: string;
  readAt: string | null;
};

/** A page of notices. */
export type NoticePage = { items: NoticeLine[]; page: number; perPage: number; total: number };

/** The notices, newest first. */
export function noticesQuery(asked: { unread: boolean; page: number }) {
  return queryOptions({
    queryKey: ['notices', 'list', asked],
    queryFn: ({ signal }) =>
      bodyOf<NoticePage>(
        api.GET('/api/v1/notices', {
          params: { query: { page: asked.page, ...(asked.unread ? { unread: true } : {}) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
