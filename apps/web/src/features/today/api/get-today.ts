import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** How much waits on the desk, by list. */
export type Today = {
  arrived: number;
  toAnswer: number;
  supporting: number;
  waiting: number;
  toConfirm: number;
  overdue: number;
  drafts: number;
  consentsEnding: number;
  unreadNotices: number;
};

/** What there is to do. */
export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => bodyOf<Today>(api.GET('/api/v1/today', { signal })),
});
