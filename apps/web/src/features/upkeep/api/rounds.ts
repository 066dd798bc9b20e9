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

/** The newest rounds. */
export const roundsQuery = queryOptions({
  queryKey: ['confirmation-rounds'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/confirmation-rounds', { signal })),
});

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
  { perPage = 50, ...narrowing }: RoundNarrowing & { perPage?: number } = {},
) {
  const query = { list, page, perPage, ...narrowing };
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
