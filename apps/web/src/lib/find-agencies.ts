import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from './api-client.js';

/** An agency one can choose as a recipient. */
export type AgencyChoice = Pick<Schema<'AgencyLineView'>, 'id' | 'name' | 'type' | 'area' | 'inPortal'>;

const shown = 8;

/** The first agencies of the portal that fit some words; with `anyone` those outside it, too. */
export function agencyChoicesQuery(words: string, anyone = false) {
  return queryOptions({
    queryKey: ['agency-choices', words, anyone],
    queryFn: async ({ signal }): Promise<AgencyChoice[]> => {
      const query = { q: words, perPage: shown, ...(anyone ? {} : { inPortal: true }) };
      return (await bodyOf(api.GET('/api/v1/agencies', { params: { query }, signal }))).items;
    },
    placeholderData: keepPreviousData,
  });
}

/** One agency, to show the name of a recipient that stands in the address. */
export function agencyChoiceQuery(agencyId: string) {
  return queryOptions({
    queryKey: ['agency', agencyId],
    enabled: agencyId !== '',
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/agencies/{id}', { params: { path: { id: agencyId } }, signal })),
  });
}
