import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

type LineInput = { referralId: string; lineId: string };

/** Takes a received line from the desk, or gives it back with null. */
export function claimLine({ referralId, lineId, accountId }: LineInput & { accountId: string | null }) {
  return bodyOf(
    api.PUT('/api/v1/referrals/{id}/recipients/{rid}/claim', {
      params: { path: { id: referralId, rid: lineId } },
      body: { accountId },
    }),
  );
}

/** Gives the recipient until another day. */
export function extendDeadline({
  referralId,
  lineId,
  version,
  key,
  ...body
}: LineInput & { version: number; key: string } & Schema<'ExtensionRequest'>) {
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/recipients/{rid}/extension', {
      params: { path: { id: referralId, rid: lineId }, header: { ...ifMatch(version), ...onceBy(key) } },
      body,
    }),
  );
}

/** Notes that whoever waits still wishes. */
export function reconfirmWish({
  referralId,
  lineId,
  version,
  key,
  ...body
}: LineInput & { version: number; key: string } & Schema<'ReconfirmationRequest'>) {
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/recipients/{rid}/reconfirmation', {
      params: { path: { id: referralId, rid: lineId }, header: { ...ifMatch(version), ...onceBy(key) } },
      body,
    }),
  );
}
