import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** What becomes of one row. */
export type ImportResult = Schema<'ImportResultView'>;
/** A page of rows. */
export type ImportResults = Schema<'ImportResultsView'>;
/** One thing that becomes of rows. */
export type Outcome = ImportResult['outcome'];

/** Which rows are wanted. */
export type ResultFilter = { outcome?: Outcome; noted?: boolean; q?: string; page: number };

/** The rows of a list, and what becomes of them. A check makes them anew, so the version belongs to the question. */
export function resultsQuery(id: string, version: number, { outcome, noted, q, page }: ResultFilter) {
  return queryOptions({
    queryKey: ['imports', 'results', id, version, outcome, noted, q, page],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/imports/{id}/results', {
          params: {
            path: { id },
            query: {
              page,
              ...(outcome ? { outcome: [outcome] } : {}),
              ...(noted ? { noted } : {}),
              ...(q ? { q } : {}),
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Where everything that has to be looked at can be downloaded, for a spreadsheet. */
export function remarksAddress(id: string): string {
  return `/api/v1/imports/${id}/remarks`;
}
