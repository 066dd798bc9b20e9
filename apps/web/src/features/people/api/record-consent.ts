import { api, bodyOf, onceBy } from '../../../lib/api-client.js';
import type { ConsentMethod, DataCategory, Purpose } from '../../../lib/terms.js';

/** A decision as it was made. */
export type NewConsent = {
  decision: 'given' | 'refused';
  grants: { recipientAgencyId: string; categories: DataCategory[]; purposes: Purpose[] }[];
  decidedOn: string;
  validFrom: string;
  validUntil: string;
  method: ConsentMethod;
  witness: string | null;
  givenBy: 'person' | 'representative';
  representative: string | null;
  note: string | null;
};

/** Records what a person agreed to, or refused. */
export function recordConsent(input: {
  personId: string;
  consent: NewConsent;
  key: string;
}): Promise<{ id: string }> {
  return bodyOf(
    api.POST('/api/v1/people/{id}/consents', {
      params: { path: { id: input.personId } },
      headers: onceBy(input.key),
      body: input.consent,
    }),
  );
}
