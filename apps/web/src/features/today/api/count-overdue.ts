import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** How many late answers lie in a tray. */
export function overdueQuery(box: 'received' | 'sent') {
  return queryOptions({
    queryKey: ['referrals', 'overdue', box],
    queryFn: async ({ signal }) => {
      const query = { box, overdue: true, perPage: 1 };
      return (await bodyOf(api.GET('/api/v1/referrals', { params: { query }, signal }))).total;
    },
  });
}
