import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { LineStatus, ReferralStatus, ReferralType, Urgency } from '../referral.codes.js';

/** Which referrals: those that came, those that were sent, those not sent yet. */
export const boxes = ['received', 'sent', 'draft'] as const;
/** One of them. */
export type Box = (typeof boxes)[number];

/** A referral as a line of a list. */
export type ReferralListItem = {
  id: string;
  number: string;
  status: ReferralStatus;
  statusName: string;
  type: ReferralType | null;
  typeName: string | null;
  urgency: Urgency;
  urgencyName: string;
  replyBy: string | null;
  overdue: boolean;
  lineStatus: LineStatus | null;
  lineStatusName: string | null;
  otherAgency: { id: string; name: string } | null;
  personName: string | null;
  changedAt: string;
};

/** A page of referrals. */
export type ReferralPage = { items: ReferralListItem[]; page: number; perPage: number; total: number };

/** What is asked of the list. */
export type ReferralSearch = {
  box: Box;
  status?: string | undefined;
  turn?: 'own' | 'other' | undefined;
  overdue?: boolean | undefined;
  page: number;
};

/** The referrals of the own agency. */
export function referralsQuery(search: ReferralSearch) {
  return queryOptions({
    queryKey: ['referrals', search],
    queryFn: ({ signal }) =>
      bodyOf<ReferralPage>(api.GET('/api/v1/referrals', { params: { query: search }, signal })),
    placeholderData: keepPreviousData,
  });
}
