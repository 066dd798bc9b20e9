import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';
import type { LineStatus } from '../referral.codes.js';

/** Which referrals: those that came, those that were sent, those not sent yet. */
export const boxes = ['received', 'sent', 'draft'] as const;
/** One of them. */
export type Box = (typeof boxes)[number];

/** A referral as a line of a list. */
export type ReferralListItem = Schema<'ListedReferralView'>;
/** A page of referrals. */
export type ReferralPage = Schema<'ReferralsView'>;

/** What is asked of the list. */
export type ReferralSearch = {
  box: Box;
  status: LineStatus[];
  turn: 'own' | 'other' | undefined;
  overdue: boolean;
  claimed: 'own' | 'nobody' | undefined;
  page: number;
};

/** The referrals of the own agency. */
export function referralsQuery({ box, status, turn, overdue, claimed, page }: ReferralSearch) {
  const query = {
    box,
    page,
    ...(status.length > 0 ? { status } : {}),
    ...(turn ? { turn } : {}),
    ...(overdue ? { overdue } : {}),
    ...(claimed ? { claimed } : {}),
  };
  return queryOptions({
    queryKey: ['referrals', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/referrals', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
