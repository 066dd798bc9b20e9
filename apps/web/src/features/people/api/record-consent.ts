import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** A decision as it was made. */
export type NewConsent = Schema<'DecisionRequest'>;

/** Records what a person agreed to, or refused. */
export function recordConsent({
  personId,
  consent,
  key,
}: {
  personId: string;
  consent: NewConsent;
  key: string;
}) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/consents', {
      params: { path: { id: personId }, header: onceBy(key) },
      body: consent,
    }),
  );
}
