import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** One thing the reader may do now: what it needs to know, and what has to happen first. */
export type ReferralAction = Schema<'ActionView'>;

/** What may be done now, line by line: the only source of the buttons. */
export function actionsQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'actions'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/actions', { params: { path: { id: referralId } }, signal })),
  });
}
