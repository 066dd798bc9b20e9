import { api, bodyOf, ifMatch, onceBy } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';

/** How much is taken back. */
export type WithdrawalScope = 'whole' | 'recipient' | 'category';

/** What is taken back, and who said so. */
export type Withdrawal = {
  scope: WithdrawalScope;
  agencyId?: string | undefined;
  category?: DataCategory | undefined;
  toldBy: 'person' | 'representative';
  note?: string | undefined;
};

/** Records a withdrawal; it closes at that moment. */
export function withdrawConsent(input: {
  consentId: string;
  version: number;
  withdrawal: Withdrawal;
  key: string;
}): Promise<unknown> {
  return bodyOf(
    api.POST('/api/v1/consents/{id}/withdrawal', {
      params: { path: { id: input.consentId } },
      headers: { ...ifMatch(input.version), ...onceBy(input.key) },
      body: input.withdrawal,
    }),
  );
}
