import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** A referral that waits for the own agency. */
export type WaitingReferral = {
  id: string;
  number: string;
  typeName: string | null;
  urgency: string;
  urgencyName: string;
  replyBy: string | null;
  overdue: boolean;
  lineStatusName: string | null;
  otherAgency: { id: string; name: string } | null;
  personName: string | null;
};

const shown = 5;

/** The first referrals of a tray in which it is the own agency's turn. */
export function ownTurnQuery(box: 'received' | 'sent') {
  return queryOptions({
    queryKey: ['referrals', 'own-turn', box],
    queryFn: async ({ signal }) => {
      const query = { box, turn: 'own' as const, page: 1, perPage: shown };
      const page = await bodyOf<{ items: WaitingReferral[] }>(
        api.GET('/api/v1/referrals', { params: { query }, signal }),
      );
      return page.items;
    },
  });
}
