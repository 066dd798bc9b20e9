import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** Where map tiles come from, if the network has any. */
export type MapTiles = Schema<'MapView'>;

/** Whether there is a map. */
export const mapQuery = queryOptions({
  queryKey: ['map'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/map', { signal })),
  staleTime: Infinity,
});
