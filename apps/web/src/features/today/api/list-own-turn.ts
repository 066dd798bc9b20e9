import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A referral that waits for the own agency. */
export type WaitingReferral = Schema<'ListedReferralView'>;

const shown = 5;

/** The first referrals that wait for an answer of the own agency. */
export const toAnswerQuery = queryOptions({
  queryKey: ['referrals', 'to-answer'],
  queryFn: async ({ signal }): Promise<WaitingReferral[]> => {
    const query = {
      box: 'received' as const,
      status: ['sent' as const, 'received' as const, 'reviewing' as const],
      perPage: shown,
    };
    return (await bodyOf(api.GET('/api/v1/referrals', { params: { query }, signal }))).items;
  },
});

/** The first referrals that the own agency sent and has to act on again. */
export const toConfirmQuery = queryOptions({
  queryKey: ['referrals', 'to-confirm'],
  queryFn: async ({ signal }): Promise<WaitingReferral[]> => {
    const query = { box: 'sent' as const, turn: 'own' as const, perPage: shown };
    return (await bodyOf(api.GET('/api/v1/referrals', { params: { query }, signal }))).items;
  },
});
