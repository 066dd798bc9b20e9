import { api, bodyOf, ifMatch } from '../../../lib/api-client.js';

/** Throws a draft away. */
export function discardDraft({ referralId, version }: { referralId: string; version: number }) {
  return bodyOf(
    api.DELETE('/api/v1/referrals/{id}', { params: { path: { id: referralId }, header: ifMatch(version) } }),
  );
}
