import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** A round of confirmation and how it stands. */
export type Round = Schema<'RoundView'>;
/** One agency in a round. */
export type RoundRequest = Schema<'ConfirmationRequestView'>;

/** The lists of a round, as they are shown. */
export const roundLists = ['waiting', 'unreachable', 'correcting', 'confirmed', 'corrected', 'all'] as const;
/** One of the lists. */
export type RoundList = (typeof roundLists)[number];

/** The rounds, newest first. */
export function roundsQuery(page: number) {
  const query = { page, perPage: 20 };
  return queryOptions({
    queryKey: ['confirmation-rounds', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/confirmation-rounds', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** A group to be asked: of a type, of an area, not confirmed for long. */
export type RoundGroup = Schema<'RoundGroupRequest'>;
/** How many of it would be asked, and how. */
export type RoundGroupCount = Schema<'RoundGroupView'>;

/** How long ago the last confirmation is, as a group can be narrowed. */
export const groupAges = ['half_year', 'year', 'never'] as const;

/** How many a group would ask. */
export function roundGroupQuery({ type, area, age }: RoundGroup) {
  const query = { ...(type && { type }), ...(area && { area }), ...(age && { age }) };
  return queryOptions({
    queryKey: ['confirmation-rounds', 'group', query],
    enabled: Object.keys(query).length > 0,
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/confirmation-rounds/group', { params: { query }, signal })),
  });
}

/** Asks a group. */
export function askGroup({ key, group }: { key: string; group: RoundGroup }) {
  return bodyOf(
    api.POST('/api/v1/confirmation-rounds/group', { params: { header: onceBy(key) }, body: group }),
  );
}

/** Whom to call in a round, area by area. */
export function phoneListQuery(id: string, narrowing: RoundNarrowing) {
  return queryOptions({
    queryKey: ['confirmation-rounds', id, 'phone-list', narrowing],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/confirmation-rounds/{id}/phone-list', {
          params: { path: { id }, query: narrowing },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** The address of the same as a file. */
export function phoneSheetAddress(id: string, narrowing: RoundNarrowing): string {
  return `/api/v1/confirmation-rounds/${id}/phone-list.csv?${new URLSearchParams(narrowing)}`;
}

/** One round. */
export function roundQuery(id: string) {
  return queryOptions({
    queryKey: ['confirmation-rounds', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/confirmation-rounds/{id}', { params: { path: { id } }, signal })),
  });
}

/** Which of a list alone: those of one municipality or block, those of one type. */
export type RoundNarrowing = { area?: string; type?: string };

/** The agencies of one list of a round. */
export function roundRequestsQuery(
  id: string,
  list: RoundList,
  page: number,
  narrowing: RoundNarrowing = {},
) {
  const query = { list, page, perPage: 50, ...narrowing };
  return queryOptions({
    queryKey: ['confirmation-rounds', id, 'requests', query],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/confirmation-rounds/{id}/requests', { params: { path: { id }, query }, signal }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** All areas, what lies inside an area behind it. */
export const areasQuery = queryOptions({
  queryKey: ['areas'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/areas', { signal })),
  staleTime: 60_000,
});

/** The types of agency. */
export const agencyTypesQuery = queryOptions({
  queryKey: ['agency-types'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agency-types', { signal })),
  staleTime: 60_000,
});

/** Starts the yearly round. */
export function startRound(key: string) {
  return bodyOf(api.POST('/api/v1/confirmation-rounds', { params: { header: onceBy(key) } }));
}

/** Asks these agencies alone. */
export function askAgencies(input: { key: string; agencyIds: readonly string[] }) {
  return bodyOf(
    api.POST('/api/v1/confirmation-rounds/chosen', {
      params: { header: onceBy(input.key) },
      body: { agencies: input.agencyIds.map((agencyId) => ({ agencyId })) },
    }),
  );
}

/** Ends a round. */
export function endRound(id: string) {
  return bodyOf(api.POST('/api/v1/confirmation-rounds/{id}/ending', { params: { path: { id } } }));
}
