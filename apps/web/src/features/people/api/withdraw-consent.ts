import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** What is taken back, and who said so. */
export type Withdrawal = Schema<'WithdrawalRequest'>;

/** Records a withdrawal; it closes at that moment. */
export function withdrawConsent(input: {
  consentId: string;
  version: number;
  withdrawal: Withdrawal;
  key: string;
}) {
  return bodyOf(
    api.POST('/api/v1/consents/{id}/withdrawal', {
      params: { path: { id: input.consentId }, header: { ...ifMatch(input.version), ...onceBy(input.key) } },
      body: input.withdrawal,
    }),
  );
}
