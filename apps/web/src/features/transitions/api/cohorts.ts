import { keepPreviousData, queryOptions } from '@tanstack/react-query';
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

/** A type with which many go together, and what it asks for. */
export type CohortType = Schema<'CohortTypeView'>;

/** Most people of one group. */
export const mostMembers = 60;

/** The types with which many go together; they change with the portal alone. */
export const cohortTypesQuery = queryOptions({
  queryKey: ['cohort-types'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/cohorts/types', { signal })),
  staleTime: Infinity,
});

/** Whose people are shown. */
export type PeopleCharge = 'all' | 'mine' | 'none';
/** How many are shown at once. */
export const peopleShown = 20;

/** The people of the own agency who may be chosen. */
export function ownPeopleQuery({
  q,
  charge,
  termMonths,
  page,
}: {
  q: string;
  charge: PeopleCharge;
  /** Only those of whom a support ends within so many months. */
  termMonths: number | undefined;
  page: number;
}) {
  const query = {
    ...{ q, page, perPage: peopleShown, status: 'open' as const },
    ...(termMonths ? { termMonths } : {}),
  };
  return queryOptions({
    queryKey: ['cohorts', 'people', q, charge, termMonths, page],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/people', {
          params: { query: charge === 'all' ? query : { ...query, charge } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Puts a group together. */
export function gatherCohort({ key, cohort }: { key: string; cohort: NewCohort }) {
  return bodyOf(api.POST('/api/v1/cohorts', { params: { header: onceBy(key) }, body: cohort }));
}

/** Writes what is said of one person alone. */
export function describeMember(input: {
  id: string;
  personId: string;
  wish: string;
  values: Readonly<Record<string, string>>;
}) {
  return bodyOf(
    api.PUT('/api/v1/cohorts/{id}/members/{pid}', {
      params: { path: { id: input.id, pid: input.personId } },
      body: { wish: input.wish, values: input.values },
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
