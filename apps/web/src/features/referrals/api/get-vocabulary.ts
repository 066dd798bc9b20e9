import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** A code and what people call it. */
export type Term = { code: string; name: string };

/** A reason, on one of two sides, some only with words. */
export type Reason = Term & { attribution: string; attributionName: string; noteRequired: boolean };

/** The lists of codes that the forms offer. */
export type Vocabulary = {
  referralTypes: Term[];
  urgencies: Term[];
  askedServices: Term[];
  results: Term[];
  declineReasons: Reason[];
  cancelReasons: Reason[];
  failReasons: Reason[];
  reopenReasons: Reason[];
};

/** The words of the field, the same for everybody. */
export const vocabularyQuery = queryOptions({
  queryKey: ['vocabulary'],
  queryFn: ({ signal }) => bodyOf<Vocabulary>(api.GET('/api/v1/vocabulary', { signal })),
  staleTime: Infinity,
});

/** What a code is called; the code itself while the words are on their way. */
export function nameOf(terms: readonly Term[] | undefined, code: string): string {
  return terms?.find((term) => term.code === code)?.name ?? code;
}
