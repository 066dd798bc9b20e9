import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** A person of the own agency whom a referral may be about. */
export type PersonChoice = { id: string; name: string; kana: string; birthDate: string | null };

/** The first people that fit some words. */
export function peopleChoicesQuery(words: string) {
  return queryOptions({
    queryKey: ['people-choices', words],
    queryFn: async ({ signal }) => {
      const query = { q: words || undefined, perPage: 8, page: 1 };
      return bodyOf<{ items: PersonChoice[]; total: number }>(
        api.GET('/api/v1/people', { params: { query }, signal }),
      );
    },
    placeholderData: keepPreviousData,
  });
}

/** One person, by id. */
export function personChoiceQuery(personId: string) {
  return queryOptions({
    queryKey: ['person-choice', personId],
    enabled: personId !== '',
    queryFn: ({ signal }) =>
      bodyOf<PersonChoice>(api.GET('/api/v1/people/{id}', { params: { path: { id: personId } }, signal })),
  });
}
