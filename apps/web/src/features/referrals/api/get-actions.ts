import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { LineVerb } from '../referral.codes.js';

/** One thing the reader may do now: what it needs to know, and what has to happen first. */
export type ReferralAction = {
  action: LineVerb;
  label: string;
  needs: ('reason' | 'note' | 'startedOn' | 'report')[];
  blocked: { code: string; detail: string } | null;
};

/** What the reader may do with each line: the only source of the buttons. */
export type ReferralActions = { version: number; lines: { lineId: string; actions: ReferralAction[] }[] };

/** What may be done now. */
export function actionsQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'actions'],
    queryFn: ({ signal }) =>
      bodyOf<ReferralActions>(
        api.GET('/api/v1/referrals/{id}/actions', { params: { path: { id: referralId } }, signal }),
      ),
  });
}
