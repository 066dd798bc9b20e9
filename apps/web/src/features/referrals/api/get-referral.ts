import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A referral as the reader's side sees it. */
export type Referral = Schema<'ReferralView'>;
/** One recipient of a referral. */
export type ReferralLine = Schema<'LineView'>;

/** One referral. */
export function referralQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}', { params: { path: { id: referralId } }, signal })),
  });
}

/** The line that counts now: the last one. */
export function presentLine(referral: Referral): ReferralLine | undefined {
  return referral.lines.at(-1);
}
