import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { ConsentMethod, DataCategory, Purpose } from '../../../lib/terms.js';

/** Where a decision stands today. */
export type ConsentState = 'given' | 'upcoming' | 'expired' | 'refused' | 'superseded' | 'withdrawn';

/** A decision of a person on what may be told to whom. */
export type Consent = {
  id: string;
  revision: number;
  state: ConsentState;
  decidedOn: string;
  validFrom: string;
  validUntil: string;
  method: ConsentMethod;
  explainedBy: string;
  witness: string | null;
  givenBy: 'person' | 'representative';
  representative: string | null;
  note: string | null;
  withdrawnAt: string | null;
  withdrawalToldBy: string | null;
  withdrawalNote: string | null;
  version: number;
  canWithdraw: boolean;
  recipients: ConsentRecipient[];
};

/** One recipient's part of a consent: each of these kinds of data for each of these purposes. */
export type ConsentRecipient = {
  agencyId: string;
  agencyName: string;
  purposes: Purpose[];
  categories: DataCategory[];
};

/** All decisions of a person, newest first. */
export function consentsQuery(personId: string) {
  return queryOptions({
    queryKey: ['consents', personId],
    queryFn: ({ signal }) =>
      bodyOf<Consent[]>(
        api.GET('/api/v1/people/{id}/consents', { params: { path: { id: personId } }, signal }),
      ),
  });
}
