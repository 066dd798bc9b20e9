import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A consent that holds today. */
export type GivenConsent = Schema<'ConsentView'>;

/** The consents that hold today for the person a draft is about. */
export function givenConsentsQuery(personId: string) {
  return queryOptions({
    queryKey: ['consents', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/consents', { params: { path: { id: personId } }, signal })),
    select: (consents) => consents.filter(({ state }) => state === 'given'),
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
