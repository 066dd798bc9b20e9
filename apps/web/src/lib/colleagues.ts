import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './api-client.js';

/** Everybody of the own agency who works on cases, as choices of a list. */
export const colleaguesQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/members', { signal })),
  select: (members) =>
    members
      .filter(({ role }) => role !== 'secretariat')
      .map(({ accountId, name }) => ({ value: accountId, label: name })),
});
