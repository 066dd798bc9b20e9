import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A code and what people call it. */
export type Term = Schema<'TermView'>;
/** A reason, on one of two sides, some only with words. */
export type Reason = Schema<'ReasonView'>;
/** The lists of codes that the forms offer. */
export type Vocabulary = Schema<'VocabularyView'>;

/** The words of the field, the same for everybody. */
export const vocabularyQuery = queryOptions({
  queryKey: ['vocabulary'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/vocabulary', { signal })),
  staleTime: Infinity,
});

/** What a code is called; the code itself while the words are on their way. */
export function nameOf(terms: readonly Term[] | undefined, code: string): string {
  return terms?.find((term) => term.code === code)?.name ?? code;
}
