import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** What a draft would tell if it were sent now, and what no consent covers. */
export function previewQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'preview'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/preview', { params: { path: { id: referralId } }, signal })),
  });
}
