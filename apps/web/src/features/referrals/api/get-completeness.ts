import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** How far a draft is from being sent. */
export function completenessQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'completeness'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/referrals/{id}/completeness', { params: { path: { id: referralId } }, signal }),
      ),
  });
}
