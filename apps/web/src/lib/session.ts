import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, bodyOf } from './api-client.js';

/** An agency one may act for. */
export type OwnAgency = { id: string; name: string; role: string; roleName: string };

/** Who is signed in, and for which agency. */
export type Session = {
  accountId: string;
  name: string;
  agency: OwnAgency | null;
  agencies: OwnAgency[];
  idleUntil: string;
  expiresAt: string;
  demo: boolean;
};

/** The present session; refused with 401 when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => bodyOf<Session>(api.GET('/api/v1/session', { signal })),
  staleTime: 60_000,
  retry: 1,
});

/** The session inside the signed-in part of the screens, where there always is one. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}
