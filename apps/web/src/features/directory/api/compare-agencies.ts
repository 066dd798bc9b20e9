import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** Two to four agencies side by side. */
export function comparisonQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['agency-comparison', ids],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/agency-comparison', { params: { query: { ids: ids.join(',') } }, signal })),
    enabled: ids.length > 1,
  });
}
