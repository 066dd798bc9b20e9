import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** What the own entry speaks for where an answer is due. */
export function declineSuggestionsQuery(referralId: string, lineId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'decline-suggestions', lineId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/referrals/{id}/recipients/{rid}/decline-suggestions', {
          params: { path: { id: referralId, rid: lineId } },
          signal,
        }),
      ),
  });
}
