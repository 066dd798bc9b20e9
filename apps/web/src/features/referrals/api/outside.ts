import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A sending to an agency outside the portal. */
export type OutsideSending = Schema<'OutsideSendingView'>;
/** Link and code, shown once. */
export type SentOutside = Schema<'SentOutsideView'>;

/** The sendings of a referral to agencies outside. */
export function outsideQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'outside'],
    queryFn: async ({ signal }) =>
      (
        await bodyOf(
          api.GET('/api/v1/referrals/{id}/outside', { params: { path: { id: referralId } }, signal }),
        )
      ).items,
  });
}

/** Hands the package to an agency outside; the version is that of the referral. */
export function sendOutside(input: {
  referralId: string;
  version: number;
  key: string;
  body: Schema<'OutsideRequest'>;
}): Promise<SentOutside> {
  const { referralId, version, key, body } = input;
  const params = { path: { id: referralId }, header: { ...ifMatch(version), ...onceBy(key) } };
  return bodyOf(api.POST('/api/v1/referrals/{id}/outside', { params, body }));
}

/** Which sending, and the version of it that was seen. */
export type SendingAt = { referralId: string; sendingId: string; version: number; key: string };

function paramsOf({ referralId, sendingId, version, key }: SendingAt) {
  return { path: { id: referralId, oid: sendingId }, header: { ...ifMatch(version), ...onceBy(key) } };
}

/** A new link with a new code. */
export function renewLink(at: SendingAt): Promise<SentOutside> {
  return bodyOf(api.POST('/api/v1/referrals/{id}/outside/{oid}/renewal', { params: paramsOf(at) }));
}

/** The link opens nothing any more. */
export function revokeLink(at: SendingAt): Promise<Schema<'OutsideSendingsView'>> {
  return bodyOf(api.POST('/api/v1/referrals/{id}/outside/{oid}/revocation', { params: paramsOf(at) }));
}

/** What somebody outside said on paper or on the telephone. */
export function recordOutside({
  at,
  body,
}: {
  at: SendingAt;
  body: Schema<'OutsideAnswerRequest'>;
}): Promise<Schema<'OutsideSendingsView'>> {
  return bodyOf(api.POST('/api/v1/referrals/{id}/outside/{oid}/answer', { params: paramsOf(at), body }));
}
