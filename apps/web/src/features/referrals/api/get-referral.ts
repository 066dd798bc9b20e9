import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';
import type {
  LineStatus,
  ReferralPurpose,
  ReferralStatus,
  ReferralType,
  Urgency,
} from '../referral.codes.js';

/** A report of the recipient. */
export type ReferralReport = {
  id: string;
  lineId: string;
  result: string;
  resultName: string;
  done: string;
  remaining: string;
  roles: string;
  createdAt: string;
  createdBy: string;
};

/** One recipient of a referral. */
export type ReferralLine = {
  id: string;
  agency: { id: string; name: string };
  status: LineStatus;
  statusName: string;
  turn: 'source' | 'recipient' | null;
  reasonName: string | null;
  attribution: 'agency' | 'person' | null;
  sentAt: string | null;
  receivedAt: string | null;
  firstOpenedAt: string | null;
  decidedAt: string | null;
  startedOn: string | null;
  reportedAt: string | null;
  closedAt: string | null;
};

/** A referral as the reader's side sees it. */
export type Referral = {
  id: string;
  number: string;
  version: number;
  status: ReferralStatus;
  side: 'source' | 'recipient';
  type: ReferralType | null;
  typeName: string | null;
  purpose: ReferralPurpose | null;
  urgency: Urgency;
  urgencyName: string;
  replyBy: string | null;
  services: string[];
  categories: DataCategory[];
  source: { id: string; name: string };
  personId: string | null;
  personName: string | null;
  request: { ask: string; wish: string; background: string } | null;
  lines: ReferralLine[];
  reports: ReferralReport[];
  createdAt: string;
  updatedAt: string;
};

/** One referral. */
export function referralQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId],
    queryFn: ({ signal }) =>
      bodyOf<Referral>(api.GET('/api/v1/referrals/{id}', { params: { path: { id: referralId } }, signal })),
  });
}

/** The line that counts now: the last one. */
export function presentLine(referral: Referral): ReferralLine | undefined {
  return referral.lines.at(-1);
}
