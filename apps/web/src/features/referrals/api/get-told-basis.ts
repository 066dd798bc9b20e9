import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** Something that may be told at this moment. */
export type OpenCell = Schema<'ConsentMatrixView'>['live'][number];

/** Everything that may be told at this moment of the person a draft is about, whichever decision says so. */
export function openCellsQuery(personId: string) {
  return queryOptions({
    queryKey: ['consent-table', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/consent-matrix', { params: { path: { id: personId } }, signal })),
    select: ({ live }) => live,
  });
}

/** Which kinds of data the person's record says anything about. */
export function writtenCategoriesQuery(personId: string) {
  return queryOptions({
    queryKey: ['person', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}', { params: { path: { id: personId } }, signal })),
    select: ({ sheets }) =>
      sheets.filter(({ fields }) => fields.some(({ text }) => text !== '')).map(({ category }) => category),
  });
}
