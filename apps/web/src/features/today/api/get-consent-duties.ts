import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** How much there is to do about consents: renewals, papers, answers, people to be asked themselves. */
export const consentDutiesQuery = queryOptions({
  queryKey: ['consent-duties'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/consent-duties', { signal })),
});
