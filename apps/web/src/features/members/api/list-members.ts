import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A colleague. */
export type Member = Schema<'MemberView'>;

/** Everybody who belongs to the own agency now. */
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/members', { signal })),
});
