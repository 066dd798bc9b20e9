import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** A support that ends on a day known beforehand. */
export type SupportTerm = Schema<'SupportTermView'>;

/** Whose support ends within some months. */
export function supportTermsQuery(months: number) {
  return queryOptions({
    queryKey: ['support-terms', months],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/support-terms', { params: { query: { months } }, signal })),
  });
}

/** Begins the draft of the referral that takes over. */
export function draftFromTerm({ id, key }: { id: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/support-terms/{id}/draft', { params: { path: { id }, header: onceBy(key) } }),
  );
}
