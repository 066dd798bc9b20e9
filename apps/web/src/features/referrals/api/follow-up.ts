import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Records what the person said at an agency that was told something. */
export function hearWithdrawal(input: {
  referralId: string;
  lineId: string;
  withdrawal: Schema<'HeardWithdrawalRequest'>;
  key: string;
}) {
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/recipients/{rid}/withdrawal', {
      params: { path: { id: input.referralId, rid: input.lineId }, header: onceBy(input.key) },
      body: input.withdrawal,
    }),
  );
}

/** Records that the referral went to the wrong agency, and blocks it. */
export function recordMisdirection(input: {
  referralId: string;
  lineId: string;
  version: number;
  incident: Schema<'MisdirectionRequest'>;
  key: string;
}) {
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/recipients/{rid}/misdirection', {
      params: {
        path: { id: input.referralId, rid: input.lineId },
        header: { ...ifMatch(input.version), ...onceBy(input.key) },
      },
      body: input.incident,
    }),
  );
}
