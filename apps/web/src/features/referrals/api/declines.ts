import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';
import type { ReferralLine } from './get-referral.js';

/** A no that the secretariat looks at, as its two agencies see it. */
export type DeclineReview = Schema<'DeclineReviewView'>;
/** A no that waits for the secretariat. */
export type DeclineToReview = Schema<'DeclineToReviewView'>;
/** Whether the secretariat looks at refusals. */
export type DeclineSetting = Schema<'DeclineSettingView'>;

/** What was proposed on the lines of a referral. */
export const declineReviewsQuery = (referralId: string) =>
  queryOptions({
    queryKey: ['referral', referralId, 'decline-reviews'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/referrals/{id}/decline-reviews', { params: { path: { id: referralId } }, signal }),
      ),
  });

/** What waits for the secretariat. */
export const declinesToReviewQuery = queryOptions({
  queryKey: ['decline-reviews'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/decline-reviews', { signal })),
});

/** What the network has agreed on. */
export const declineSettingQuery = queryOptions({
  queryKey: ['decline-settings'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/decline-settings', { signal })),
});

/** Changes it, from the version that was seen. */
export function setDeclineSetting({ version, ...body }: DeclineSetting) {
  return bodyOf(api.PUT('/api/v1/decline-settings', { params: { header: ifMatch(version) }, body }));
}

/** The secretariat agrees, or asks to think again. */
export async function decideDecline(input: {
  review: DeclineToReview;
  decision: Schema<'DeclineDecisionRequest'>;
  key: string;
}): Promise<void> {
  const { id, version } = input.review;
  await bodyOf(
    api.POST('/api/v1/decline-reviews/{id}/decision', {
      params: { path: { id }, header: { ...ifMatch(version), ...onceBy(input.key) } },
      body: input.decision,
    }),
  );
}

/** The recipient takes its no back. */
export function takeDeclineBack(input: { referralId: string; line: ReferralLine; key: string }) {
  const { referralId: id, line, key } = input;
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/recipients/{rid}/decline-withdrawal', {
      params: { path: { id, rid: line.id }, header: { ...ifMatch(line.version), ...onceBy(key) } },
    }),
  );
}
