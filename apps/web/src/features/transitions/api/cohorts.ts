import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** A group of people who are handed over together. */
export type Cohort = Schema<'CohortView'>;
/** One of the group. */
export type CohortMember = Schema<'CohortMemberView'>;
/** A new group. */
export type NewCohort = Schema<'CohortRequest'>;

/** The groups of the own agency. */
export const cohortsQuery = queryOptions({
  queryKey: ['cohorts'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/cohorts', { signal })),
});

/** One group with everybody in it. */
export function cohortQuery(id: string) {
  return queryOptions({
    queryKey: ['cohorts', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/cohorts/{id}', { params: { path: { id } }, signal })),
  });
}

/** The people of the own agency who may be chosen. */
export const ownPeopleQuery = queryOptions({
  queryKey: ['cohorts', 'people'],
  queryFn: ({ signal }) =>
    bodyOf(api.GET('/api/v1/people', { params: { query: { status: 'open', perPage: 100 } }, signal })),
});

/** Puts a group together. */
export function gatherCohort({ key, cohort }: { key: string; cohort: NewCohort }) {
  return bodyOf(api.POST('/api/v1/cohorts', { params: { header: onceBy(key) }, body: cohort }));
}

/** Writes the wish of one person. */
export function describeMember(input: { id: string; personId: string; wish: string }) {
  return bodyOf(
    api.PUT('/api/v1/cohorts/{id}/members/{pid}', {
      params: { path: { id: input.id, pid: input.personId } },
      body: { wish: input.wish, values: {} },
    }),
  );
}

/** Sends the next few. */
export function sendSome(id: string) {
  return bodyOf(api.POST('/api/v1/cohorts/{id}/sending', { params: { path: { id } } }));
}

/** Lets those who could not be sent be tried again. */
export function retryCohort(id: string) {
  return bodyOf(api.POST('/api/v1/cohorts/{id}/retry', { params: { path: { id } } }));
}
