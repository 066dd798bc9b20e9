import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { LineVerb } from '../referral.codes.js';

/** One step in the life of a referral. */
export type ReferralEvent = {
  id: string;
  at: string;
  verb: LineVerb;
  byAgency: string;
  byName: string;
  reasonName: string | null;
  attributionName: string | null;
  note: string | null;
};

/** What happened, in order. */
export function eventsQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'events'],
    queryFn: ({ signal }) =>
      bodyOf<ReferralEvent[]>(
        api.GET('/api/v1/referrals/{id}/events', { params: { path: { id: referralId } }, signal }),
      ),
  });
}
