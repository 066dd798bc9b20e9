import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A person of the own agency whom a referral may be about. */
export type PersonChoice = Pick<Schema<'ListedPersonView'>, 'id' | 'name' | 'kana' | 'birthDate'>;

/** The first people that fit some words. */
export function peopleChoicesQuery(words: string) {
  return queryOptions({
    queryKey: ['people-choices', words],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people', { params: { query: { q: words, perPage: 10 } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** One person, by id. */
export function personChoiceQuery(personId: string) {
  return queryOptions({
    queryKey: ['person', personId],
    enabled: personId !== '',
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}', { params: { path: { id: personId } }, signal })),
  });
}
