import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** When the person's support ends. */
export function personTermsQuery(personId: string) {
  return queryOptions({
    queryKey: ['people', personId, 'support-terms'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/support-terms', { params: { path: { id: personId } }, signal })),
  });
}

/** When the person was and will be asked how they are. */
export function personCheckUpsQuery(personId: string) {
  return queryOptions({
    queryKey: ['people', personId, 'check-ups'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/check-ups', { params: { path: { id: personId } }, signal })),
  });
}

/** What holds several referrals about the person together. */
export function personCasesQuery(personId: string) {
  return queryOptions({
    queryKey: ['people', personId, 'transition-cases'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/transition-cases', { params: { path: { id: personId } }, signal })),
  });
}

/** Writes down since when somebody is at work, or when they leave school. */
export function planTerm(input: { personId: string; key: string } & Schema<'SupportTermRequest'>) {
  const { personId, key, ...body } = input;
  return bodyOf(
    api.POST('/api/v1/people/{id}/support-terms', {
      params: { path: { id: personId }, header: onceBy(key) },
      body,
    }),
  );
}

/** Plans a day on which the person is asked. */
export function planCheckUp({ personId, key, dueOn }: { personId: string; key: string; dueOn: string }) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/check-ups', {
      params: { path: { id: personId }, header: onceBy(key) },
      body: { dueOn },
    }),
  );
}
