import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { problemIn, Unreachable } from './problem.js';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: { quiet?: boolean };
  }
}

/** The memory of what the server said. It lives in this tab only and is emptied at sign-out. */
export function createQueryClient(whenSignedOut: () => void): QueryClient {
  const signedOut = (failure: unknown): void => {
    if (problemIn(failure)?.status === 401) whenSignedOut();
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: signedOut }),
    mutationCache: new MutationCache({
      onError: signedOut,
      onSuccess: async (_data, _input, _context, mutation) => {
        // One command can change counts, turns and consents anywhere; all that is on screen is asked for again.
        if (!mutation.meta?.quiet) await client.invalidateQueries();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, failure) => failures < 2 && failure instanceof Unreachable,
      },
    },
  });
  return client;
}
