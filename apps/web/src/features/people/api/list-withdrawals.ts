import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A withdrawal, with everything it met. */
export type WithdrawalRecord = Schema<'WithdrawalView'>;

/** All withdrawals of a person, the newest first. */
export function withdrawalsQuery(personId: string) {
  return queryOptions({
    queryKey: ['withdrawals', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/withdrawals', { params: { path: { id: personId } }, signal })),
  });
}

/** Where the confirmation for the person is. */
export function withdrawalPaper(id: string): string {
  return `/api/v1/withdrawals/${id}/paper`;
}
