import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A person of the own agency as a line of a list. */
export type PersonLine = Schema<'ListedPersonView'>;
/** A page of people. */
export type PersonPage = Schema<'PeopleView'>;

/** The people of the own agency. */
export function peopleQuery(query: { q: string; consentsEnding?: boolean; page: number }) {
  return queryOptions({
    queryKey: ['people', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/people', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
