import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A referral that nobody answers: number, agencies and days, nothing about the person. */
export type StalledLine = Schema<'StalledLineView'>;

/** What is late: of the own agency, or of the whole network for its secretariat. */
export const stallsQuery = queryOptions({
  queryKey: ['stalls'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/stalls', { signal })),
});
