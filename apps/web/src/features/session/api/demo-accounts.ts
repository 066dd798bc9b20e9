import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';
import { problemIn } from '../../../lib/problem.js';

/** An invented person of the practice region. */
export type DemoAccount = Schema<'DemoAccountView'>;

/** The practice people; none where the portal holds real data. */
export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<DemoAccount[]> => {
    try {
      return await bodyOf(api.GET('/api/v1/demo/accounts', { signal }));
    } catch (failure) {
      if (problemIn(failure)?.status === 404) return [];
      throw failure;
    }
  },
});
