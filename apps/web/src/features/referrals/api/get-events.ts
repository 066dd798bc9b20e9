import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** What happened, in order. */
export function eventsQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'events'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/events', { params: { path: { id: referralId } }, signal })),
  });
}
