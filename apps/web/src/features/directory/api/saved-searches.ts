import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A search that somebody keeps. */
export type SavedSearch = Schema<'SavedSearchView'>;
/** Whether one is told when something new fits. */
export type SavedSearchNotice = SavedSearch['notify'];

/** One's own saved searches. */
export const savedSearchesQuery = queryOptions({
  queryKey: ['saved-searches'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/saved-searches', { signal })),
});

/** Keeps a search under a name. */
export function saveSearch({ key, ...body }: Schema<'SaveSearchRequest'> & { key: string }) {
  return bodyOf(api.POST('/api/v1/saved-searches', { params: { header: onceBy(key) }, body }));
}

/** Gives a saved search another name, or begins or ends telling what is new. */
export function rewriteSavedSearch({
  id,
  version,
  ...body
}: Schema<'RewriteSavedSearchRequest'> & { id: string; version: number }) {
  return bodyOf(
    api.PUT('/api/v1/saved-searches/{id}', { params: { path: { id }, header: ifMatch(version) }, body }),
  );
}

/** Says that somebody has looked at what is new. */
export function openSavedSearch(id: string) {
  return bodyOf(api.POST('/api/v1/saved-searches/{id}/opening', { params: { path: { id } } }));
}

/** Removes a saved search. */
export function removeSavedSearch({ id, version }: Pick<SavedSearch, 'id' | 'version'>) {
  return bodyOf(
    api.DELETE('/api/v1/saved-searches/{id}', { params: { path: { id }, header: ifMatch(version) } }),
  );
}
