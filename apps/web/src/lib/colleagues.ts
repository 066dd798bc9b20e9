import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './api-client.js';

/** A colleague. */
export type Member = Schema<'MemberView'>;

/** Everybody who belongs to the own agency now. */
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/members', { signal })),
});

/** Everybody of the own agency who works on cases, as choices of a list. */
export const colleaguesQuery = queryOptions({
  ...membersQuery,
  select: (members: Member[]) =>
    members
      .filter(({ role }) => role !== 'secretariat')
      .map(({ accountId, name }) => ({ value: accountId, label: name })),
});
