import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** Words that find each other, or words that find others. */
export type Synonym = Schema<'SynonymView'>;

/** Every group of words. */
export const synonymsQuery = queryOptions({
  queryKey: ['synonyms'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/synonyms', { signal })),
});

/** What a query is expanded to. */
export function expansionQuery(words: string) {
  return queryOptions({
    queryKey: ['synonyms', 'expansion', words],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/synonyms/expansion', { params: { query: { words } }, signal })),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}

/** Adds a group, or writes one anew. */
export async function putSynonym({
  synonym,
  ...body
}: Schema<'SynonymRequest'> & { synonym: Synonym | undefined }): Promise<void> {
  if (!synonym) await bodyOf(api.POST('/api/v1/synonyms', { body }));
  else
    await bodyOf(
      api.PUT('/api/v1/synonyms/{id}', {
        params: { path: { id: synonym.id }, header: ifMatch(synonym.version) },
        body,
      }),
    );
}

/** Removes a group. */
export function removeSynonym({ id, version }: Synonym) {
  return bodyOf(api.DELETE('/api/v1/synonyms/{id}', { params: { path: { id }, header: ifMatch(version) } }));
}
