import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A person of the own agency as a line of a list. */
export type PersonLine = Schema<'ListedPersonView'>;
/** A page of people. */
export type PersonPage = Schema<'PeopleView'>;

/** Which people are wanted, and in what order. */
export type PeopleWanted = {
  q: string;
  page: number;
  consentsEnding?: boolean;
  status?: 'open' | 'closed' | 'moved' | 'died';
  ended?: boolean;
  charge?: 'mine' | 'none' | 'left';
  inCharge?: string;
  silentDays?: number;
  sort?: 'kana' | 'number' | 'updated' | 'contact' | 'ended';
};

/** The people of the own agency. */
export function peopleQuery(query: PeopleWanted) {
  return queryOptions({
    queryKey: ['people', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/people', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
