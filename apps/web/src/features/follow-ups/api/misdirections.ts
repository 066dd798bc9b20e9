import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A sending to the wrong agency. */
export type Misdirection = Schema<'MisdirectionView'>;

/** All of the own agency. */
export const misdirectionsQuery = queryOptions({
  queryKey: ['misdirections'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/misdirections', { signal })),
});

/** One of them. */
export function misdirectionQuery(id: string) {
  return queryOptions({
    queryKey: ['misdirections', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/misdirections/{id}', { params: { path: { id } }, signal })),
  });
}

/** Writes down what was done since. */
export function followMisdirection(input: { incident: Misdirection; measures: Schema<'MeasuresRequest'> }) {
  return bodyOf(
    api.PATCH('/api/v1/misdirections/{id}', {
      params: { path: { id: input.incident.id }, header: ifMatch(input.incident.version) },
      body: input.measures,
    }),
  );
}

/** Closes it. */
export function closeMisdirection(input: { incident: Misdirection; key: string }) {
  return bodyOf(
    api.POST('/api/v1/misdirections/{id}/closing', {
      params: {
        path: { id: input.incident.id },
        header: { ...ifMatch(input.incident.version), ...onceBy(input.key) },
      },
    }),
  );
}

/** Where the paper for the person is. */
export function misdirectionPaper(id: string): string {
  return `/api/v1/misdirections/${id}/paper`;
}
