import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** A person of the own agency as a line of a list. */
export type PersonLine = {
  id: string;
  number: number;
  name: string;
  kana: string;
  birthDate: string | null;
  updatedAt: string;
};

/** A page of people. */
export type PersonPage = { items: PersonLine[]; page: number; perPage: number; total: number };

/** The people of the own agency. */
export function peopleQuery(asked: { q?: string | undefined; page: number }) {
  return queryOptions({
    queryKey: ['people', asked],
    queryFn: ({ signal }) =>
      bodyOf<PersonPage>(api.GET('/api/v1/people', { params: { query: asked }, signal })),
    placeholderData: keepPreviousData,
  });
}
