import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Several referrals by which one person goes from one place of support to the next. */
export type TransitionCase = Schema<'TransitionCaseView'>;

/** The transitions of a person. */
export function transitionCasesQuery(personId: string) {
  return queryOptions({
    queryKey: ['people', personId, 'transition-cases'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/transition-cases', { params: { path: { id: personId } }, signal })),
  });
}

/** Opens one. */
export function openTransition(input: {
  personId: string;
  key: string;
  plan: Schema<'TransitionRequest'>;
}): Promise<TransitionCase> {
  return bodyOf(
    api.POST('/api/v1/people/{id}/transition-cases', {
      params: { path: { id: input.personId }, header: onceBy(input.key) },
      body: input.plan,
    }),
  );
}

/** Takes a referral in. */
export function takeIntoTransition({ id, referralId, key }: { id: string; referralId: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/transition-cases/{id}/referrals', {
      params: { path: { id }, header: onceBy(key) },
      body: { referralId },
    }),
  );
}

/** Lets a referral go. */
export function releaseFromTransition({ id, referralId }: { id: string; referralId: string }) {
  return bodyOf(
    api.DELETE('/api/v1/transition-cases/{id}/referrals/{rid}', {
      params: { path: { id, rid: referralId } },
    }),
  );
}

/** Ends it. */
export function closeTransition(input: { id: string; version: number; key: string; outcome: string }) {
  return bodyOf(
    api.POST('/api/v1/transition-cases/{id}/closing', {
      params: { path: { id: input.id }, header: { ...ifMatch(input.version), ...onceBy(input.key) } },
      body: { outcome: input.outcome },
    }),
  );
}
