import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';
import { ended, supporting } from '../referral.codes.js';

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

/** The lines that no other has followed: one for each agency that was asked. */
export function presentLines(referral: Referral): ReferralLine[] {
  return referral.lines.filter(
    ({ id }) => !referral.lines.some(({ previousLineId }) => previousLineId === id),
  );
}

/** The line that counts now: where somebody supports the person, else one that still waits, else the last. */
export function presentLine(referral: Referral): ReferralLine | undefined {
  const lines = presentLines(referral);
  return (
    lines.find(({ status }) => supporting.includes(status)) ??
    lines.find(({ status }) => status !== 'queued' && !ended.includes(status)) ??
    lines.findLast(({ status }) => status !== 'queued') ??
    lines.at(-1)
  );
}
