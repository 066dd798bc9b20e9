import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A report of an error, with what came of it. */
export type EntryReport = Schema<'EntryReportView'>;

/** Reports about the own entry and those one has made; all of them for the secretariat. */
export function reportsQuery(open: boolean, page: number) {
  const query = { ...(open ? { open } : {}), page, perPage: 20 };
  return queryOptions({
    queryKey: ['entry-reports', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/entry-reports', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** One report. */
export function reportQuery(id: string) {
  return queryOptions({
    queryKey: ['entry-reports', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/entry-reports/{id}', { params: { path: { id } }, signal })),
  });
}

/** Says what came of a report. */
export function answerReport(input: { id: string; outcome: 'fixed' | 'not_error'; answer: string }) {
  const { id, ...body } = input;
  return bodyOf(api.POST('/api/v1/entry-reports/{id}/answer', { params: { path: { id } }, body }));
}
