import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** One thing a draft needs, or would gain by. */
export type CompletenessItem = {
  code: string;
  label: string;
  done: boolean;
  required: boolean;
  hint: string;
};

/** How far a draft is from being sent. */
export type Completeness = { percent: number; ready: boolean; items: CompletenessItem[] };

/** The completeness of a draft. */
export function completenessQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'completeness'],
    queryFn: ({ signal }) =>
      bodyOf<Completeness>(
        api.GET('/api/v1/referrals/{id}/completeness', { params: { path: { id: referralId } }, signal }),
      ),
  });
}
