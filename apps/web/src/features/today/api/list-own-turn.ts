import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A referral that waits for the own agency. */
export type WaitingReferral = Schema<'ListedReferralView'>;

const shown = 5;

/** The first referrals of a tray in which it is the own agency's turn. */
export function ownTurnQuery(box: 'received' | 'sent') {
  return queryOptions({
    queryKey: ['referrals', 'own-turn', box],
    queryFn: async ({ signal }): Promise<WaitingReferral[]> => {
      const query = { box, turn: 'own' as const, perPage: shown };
      return (await bodyOf(api.GET('/api/v1/referrals', { params: { query }, signal }))).items;
    },
  });
}
