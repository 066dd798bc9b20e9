import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Several referrals by which one person goes from one place of support to the next. */
export type TransitionCase = Schema<'TransitionCaseView'>;
/** One of them in a list. */
export type TransitionRow = Schema<'TransitionRowView'>;
/** From where to where. */
export type TransitionKind = TransitionCase['kind'];

/** Which of them are wanted. */
export interface CaseFilter {
  readonly state: 'open' | 'closed';
  readonly kind: TransitionKind | undefined;
  readonly page: number;
}

/** Those of the own agency. */
export function transitionCasesQuery({ state, kind, page }: CaseFilter) {
  return queryOptions({
    queryKey: ['transition-cases', state, kind, page],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/transition-cases', {
          params: { query: { state, page, ...(kind ? { kind } : {}) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** One of them. */
export function transitionCaseQuery(id: string) {
  return queryOptions({
    queryKey: ['transition-cases', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/transition-cases/{id}', { params: { path: { id } }, signal })),
  });
}

/** Whom a new one is about. */
export function casePersonQuery(personId: string) {
  return queryOptions({
    queryKey: ['people', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}', { params: { path: { id: personId } }, signal })),
  });
}

/** The supports of that person that end, from which one may follow. */
export function caseTermsQuery(personId: string) {
  return queryOptions({
    queryKey: ['people', personId, 'support-terms'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/support-terms', { params: { path: { id: personId } }, signal })),
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

/** Changes the goal and the days. */
export function planTransition(input: {
  id: string;
  version: number;
  plan: Schema<'TransitionPlanRequest'>;
}): Promise<TransitionCase> {
  return bodyOf(
    api.PUT('/api/v1/transition-cases/{id}', {
      params: { path: { id: input.id }, header: ifMatch(input.version) },
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
