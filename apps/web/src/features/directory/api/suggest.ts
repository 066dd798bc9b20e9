import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** What the typed text may become. */
export type Suggestion = Schema<'SuggestionView'>;

/** What the typed text may become, while it is typed. */
export function suggestionsQuery(q: string) {
  return queryOptions({
    queryKey: ['agency-suggestions', q],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/agency-suggestions', { params: { query: { q } }, signal })),
    enabled: Array.from(q).length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
