import { api, bodyOf, onceBy } from '../../../lib/api-client.js';

/** Begins a draft about a person. */
export function createDraft(input: {
  draft: { personId: string; recipientAgencyId?: string };
  key: string;
}): Promise<{ id: string }> {
  return bodyOf(api.POST('/api/v1/referrals', { headers: onceBy(input.key), body: input.draft }));
}
