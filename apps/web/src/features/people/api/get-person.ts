import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A person of the own agency with the whole record. */
export type Person = Schema<'PersonView'>;
/** What the record says in one category; version 0 where nothing was ever written. */
export type Sheet = Schema<'SheetView'>;

/** One person. */
export function personQuery(personId: string) {
  return queryOptions({
    queryKey: ['person', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}', { params: { path: { id: personId } }, signal })),
  });
}
