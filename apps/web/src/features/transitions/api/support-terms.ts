import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

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

/** Puts the day right; the end follows from it. */
export function changeTerm({ id, version, baseOn }: { id: string; version: number; baseOn: string }) {
  return bodyOf(
    api.PUT('/api/v1/support-terms/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: { baseOn },
    }),
  );
}

/** Ends a term: nothing is proposed any longer. */
export function endTerm({ id, version }: { id: string; version: number }) {
  return bodyOf(
    api.POST('/api/v1/support-terms/{id}/end', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Begins the draft of the referral that takes over. */
export function draftFromTerm({ id, key }: { id: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/support-terms/{id}/draft', { params: { path: { id }, header: onceBy(key) } }),
  );
}
