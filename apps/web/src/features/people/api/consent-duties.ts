import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** What there is to do about consents. */
export type ConsentDuties = Schema<'ConsentDutiesView'>;
/** One piece of it. */
export type ConsentDuty = Schema<'ConsentDutyView'>;

/** The kinds, the most pressing first. */
export const dutyKinds = ['ask_again', 'renew', 'paper', 'answer'] as const;

/** All of it. */
export const consentDutiesQuery = queryOptions({
  queryKey: ['consent-duties'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/consent-duties', { signal })),
});
