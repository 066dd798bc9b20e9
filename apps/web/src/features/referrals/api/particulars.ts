import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** What the type of a draft asks for, filled in as far as it is. */
export type Particulars = Schema<'ParticularsView'>;
/** When another agency takes over. */
export type Handover = Schema<'HandoverView'>;

/** The form of a draft's type; the type stands in the key, since another one asks for other things. */
export function particularsQuery(referralId: string, type: string | null) {
  return queryOptions({
    queryKey: ['referrals', referralId, 'particulars', type],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/particulars', { params: { path: { id: referralId } }, signal })),
  });
}

/** Writes the fields of the type. */
export function writeParticulars(input: {
  referralId: string;
  version: number;
  values: Record<string, string>;
}) {
  return bodyOf(
    api.PUT('/api/v1/referrals/{id}/particulars', {
      params: { path: { id: input.referralId }, header: ifMatch(input.version) },
      body: { values: input.values },
    }),
  );
}

/** What may not fit at the recipients. */
export function eligibilityQuery(referralId: string, recipients: readonly string[]) {
  return queryOptions({
    queryKey: ['referrals', referralId, 'eligibility', recipients],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/eligibility', { params: { path: { id: referralId } }, signal })),
  });
}

/** Who is in charge, and since when. */
export function handoversQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referrals', referralId, 'handovers'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/handovers', { params: { path: { id: referralId } }, signal })),
  });
}

/** Says from which day on the recipient is in charge. */
export function agreeHandover(input: {
  referralId: string;
  lineId: string;
  version: number;
  key: string;
  movesOn: string;
  overlapUntil: string | null;
}) {
  const { referralId, lineId, version, key, ...body } = input;
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/recipients/{rid}/handover', {
      params: { path: { id: referralId, rid: lineId }, header: { ...ifMatch(version), ...onceBy(key) } },
      body,
    }),
  );
}
