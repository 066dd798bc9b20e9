import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** Two records that may be one person. */
export type PersonPair = Schema<'PersonPairView'>;
/** Both records, whole. */
export type ComparedPair = Schema<'ComparedPairView'>;
/** A merge that stands. */
export type PersonMerge = Schema<'PersonMergeView'>;
/** Which stays, and what is taken from the other. */
export type PersonMergeRequest = Schema<'PersonMergeRequest'>;

/** Pairs in a state. */
export function personPairsQuery(state: 'proposed' | 'distinct', page: number) {
  const query = { state, page, perPage: 20 };
  return queryOptions({
    queryKey: ['person-pairs', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/person-pairs', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** One pair, side by side. */
export function comparedPairQuery(id: string) {
  return queryOptions({
    queryKey: ['person-pairs', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/person-pairs/{id}', { params: { path: { id } }, signal })),
  });
}

/** Compares all own records now. */
export function searchPersonPairs() {
  return bodyOf(api.POST('/api/v1/person-pairs/search', {}));
}

/** They are two people. */
export function distinguishPair({ id, key }: { id: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/person-pairs/{id}/distinction', { params: { path: { id }, header: onceBy(key) } }),
  );
}

/** Makes one record of the two. */
export function mergePeople({ merge, key }: { merge: PersonMergeRequest; key: string }) {
  return bodyOf(api.POST('/api/v1/person-merges', { params: { header: onceBy(key) }, body: merge }));
}

/** Merges that stand. */
export const personMergesQuery = queryOptions({
  queryKey: ['person-merges'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/person-merges', { signal })),
});

/** Makes two records of it again. */
export function undoPersonMerge({ id, key }: { id: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/person-merges/{id}/undoing', { params: { path: { id }, header: onceBy(key) } }),
  );
}
