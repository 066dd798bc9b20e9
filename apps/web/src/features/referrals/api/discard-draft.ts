import { api, bodyOf, ifMatch } from '../../../lib/api-client.js';

/** Throws a draft away. */
export function discardDraft(input: { referralId: string; version: number }): Promise<unknown> {
  return bodyOf(
    api.DELETE('/api/v1/referrals/{id}', {
      params: { path: { id: input.referralId } },
      headers: ifMatch(input.version),
    }),
  );
}
