import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** One notice. It names no person: what it is about stands behind the link. */
export type NoticeLine = Schema<'NoticeView'>;
/** A page of notices. */
export type NoticePage = Schema<'NoticePageView'>;

/** The notices, newest first. */
export function noticesQuery({ unread, page }: { unread: boolean; page: number }) {
  const query = { page, ...(unread ? { unread } : {}) };
  return queryOptions({
    queryKey: ['notices', 'list', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/notices', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
