import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { DataCategory, Purpose } from '../../../lib/terms.js';

/** The part of a consent that decides what may be told. */
export type GivenConsent = {
  state: string;
  validUntil: string;
  recipients: { agencyId: string; agencyName: string; purposes: Purpose[]; categories: DataCategory[] }[];
};

/** The consents of the person a draft is about. */
export function givenConsentsQuery(personId: string) {
  return queryOptions({
    queryKey: ['consents', personId],
    queryFn: ({ signal }) =>
      bodyOf<GivenConsent[]>(
        api.GET('/api/v1/people/{id}/consents', { params: { path: { id: personId } }, signal }),
      ),
    select: (consents) => consents.filter(({ state }) => state === 'given'),
  });
}

/** Which kinds of data the person's record says anything about. */
export function writtenCategoriesQuery(personId: string) {
  return queryOptions({
    queryKey: ['person', personId],
    queryFn: ({ signal }) =>
      bodyOf<{ sheets: { category: DataCategory; fields: { text: string }[] }[] }>(
        api.GET('/api/v1/people/{id}', { params: { path: { id: personId } }, signal }),
      ),
    select: ({ sheets }) =>
      sheets.filter(({ fields }) => fields.some(({ text }) => text !== '')).map(({ category }) => category),
  });
}
