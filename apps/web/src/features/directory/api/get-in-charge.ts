import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** Who is in charge of a place. */
export function inChargeQuery(place: string) {
  return queryOptions({
    queryKey: ['in-charge', place],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/in-charge', { params: { query: { place } }, signal })),
    enabled: place !== '',
    retry: false,
  });
}
