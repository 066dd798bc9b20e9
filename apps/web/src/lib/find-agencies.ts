import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './api-client.js';

/** An agency one can choose as a recipient. */
export type AgencyChoice = {
  id: string;
  name: string;
  type: { code: string; name: string };
  area: { code: string; name: string } | null;
  inPortal: boolean;
};

/** The first agencies that fit some words. */
export function agencyChoicesQuery(words: string) {
  return queryOptions({
    queryKey: ['agency-choices', words],
    queryFn: async ({ signal }) => {
      const query = { q: words || undefined, perPage: 8, page: 1, inPortal: true };
      const page = await bodyOf<{ items: AgencyChoice[] }>(
        api.GET('/api/v1/agencies', { params: { query }, signal }),
      );
      return page.items;
    },
    placeholderData: keepPreviousData,
  });
}

/** One agency, to show the name of a recipient that stands in the address. */
export function agencyChoiceQuery(agencyId: string) {
  return queryOptions({
    queryKey: ['agency-choice', agencyId],
    enabled: agencyId !== '',
    queryFn: ({ signal }) =>
      bodyOf<AgencyChoice>(api.GET('/api/v1/agencies/{id}', { params: { path: { id: agencyId } }, signal })),
  });
}
