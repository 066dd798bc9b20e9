import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Sends a draft to everybody whom it names, from the version that was seen. */
export function sendDraft(input: {
  referralId: string;
  version: number;
  key: string;
  duplicateReason?: string;
}): Promise<Schema<'ReferralView'>> {
  const { referralId, version, key, duplicateReason } = input;
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/sending', {
      params: { path: { id: referralId }, header: { ...ifMatch(version), ...onceBy(key) } },
      body: duplicateReason ? { duplicateReason } : {},
    }),
  );
}
