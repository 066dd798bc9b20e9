import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** The first agencies of the directory that fit some words. */
export function findableQuery(words: string) {
  return queryOptions({
    queryKey: ['leaflet-findable', words],
    queryFn: async ({ signal }) => {
      const query = { q: words, perPage: 8 };
      return (await bodyOf(api.GET('/api/v1/agencies', { params: { query }, signal }))).items;
    },
    placeholderData: keepPreviousData,
  });
}
