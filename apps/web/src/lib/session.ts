import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './api-client.js';

/** Who is signed in, and for which agency. */
export type Session = Schema<'SessionView'>;

/** The present session; refused with 401 when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/session', { signal })),
  staleTime: 60_000,
  retry: 1,
});

/** The session inside the signed-in part of the screens, where there always is one. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}
