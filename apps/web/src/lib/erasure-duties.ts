import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from './api-client.js';

/** What an agency owes an answer to. */
export type ErasureDuty = Schema<'ErasureDutyView'>;
/** The answer. */
export type ErasureAnswer = Schema<'ErasureAnswerRequest'>;

/** What the own agency has to answer, or what others owe it. */
export function erasureDutiesQuery(side: 'own' | 'others') {
  return queryOptions({
    queryKey: ['erasure-duties', side],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/erasure-duties', { params: { query: { side } }, signal })),
  });
}

/** What was asked and answered about one referral. */
export function referralDutiesQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'erasure-duties'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/referrals/{id}/erasure-duties', { params: { path: { id: referralId } }, signal }),
      ),
  });
}

/** Answers for the own agency. */
export function answerDuty(input: { duty: ErasureDuty; answer: ErasureAnswer; key: string }) {
  return bodyOf(
    api.POST('/api/v1/erasure-duties/{id}/answer', {
      params: {
        path: { id: input.duty.id },
        header: { ...ifMatch(input.duty.version), ...onceBy(input.key) },
      },
      body: input.answer,
    }),
  );
}
