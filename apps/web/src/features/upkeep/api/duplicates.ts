import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** A suspected pair. */
export type Pair = Schema<'PairView'>;
/** A pair side by side. */
export type PairInFull = Schema<'PairInFullView'>;
/** One side of it. */
export type PairSide = Schema<'PairSideInFullView'>;
/** A merger, and whether it was taken back. */
export type Merge = Schema<'MergeView'>;
/** Which stays, and of which fields the other's value is taken. */
export type MergeRequest = Schema<'MergeRequest'>;

/** Open, or called distinct. */
export const shownPairStates = ['open', 'distinct'] as const;

/** Suspected pairs, the likeliest first. */
export function pairsQuery(state: (typeof shownPairStates)[number], page: number) {
  const query = { state, page, perPage: 20 };
  return queryOptions({
    queryKey: ['duplicates', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/duplicates', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Both entries of a pair. */
export function pairQuery(id: string) {
  return queryOptions({
    queryKey: ['duplicates', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/duplicates/{id}', { params: { path: { id } }, signal })),
  });
}

/** How the search for duplicates stands; asked again every second while a worker has it in hand. */
export function duplicateSearchQuery() {
  return queryOptions({
    queryKey: ['duplicate-search'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/duplicates/search', { signal })),
    refetchInterval: ({ state }) => (state.data?.isRunning ? 1000 : false),
  });
}

/** Has the whole directory looked through now. */
export function searchDuplicates() {
  return bodyOf(api.POST('/api/v1/duplicates/search', {}));
}

/** Says that the two are different agencies, or that it is open again. */
export function decidePair(input: { id: string; decision: 'open' | 'distinct' }) {
  const { id, decision } = input;
  return bodyOf(
    api.PUT('/api/v1/duplicates/{id}/decision', { params: { path: { id } }, body: { decision } }),
  );
}

/** Makes one entry of the two. */
export function mergePair(input: { id: string; key: string; merge: MergeRequest }) {
  return bodyOf(
    api.POST('/api/v1/duplicates/{id}/merge', {
      params: { path: { id: input.id }, header: onceBy(input.key) },
      body: input.merge,
    }),
  );
}

/** The newest mergers. */
export function mergesQuery(page: number) {
  const query = { page, perPage: 20 };
  return queryOptions({
    queryKey: ['entry-merges', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/entry-merges', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Takes a merger back. */
export function undoMerge(id: string) {
  return bodyOf(api.POST('/api/v1/entry-merges/{id}/undoing', { params: { path: { id } } }));
}
