import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** An agency in full. */
export type Agency = Schema<'AgencyView'>;
/** One service of an agency. */
export type AgencyService = Schema<'ServiceView'>;

/** One agency. */
export function agencyQuery(agencyId: string) {
  return queryOptions({
    queryKey: ['agency', agencyId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/agencies/{id}', { params: { path: { id: agencyId } }, signal })),
  });
}
