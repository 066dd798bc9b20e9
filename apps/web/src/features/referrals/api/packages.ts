import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** A file that is told. */
export type ToldFile = Schema<'ToldFileView'>;
/** A file of the person, and whether the referral takes it along. */
export type ReferralFile = Schema<'ReferralFileView'>;

/** The files of the person, those that go along marked; asked again while the scanner is at work. */
export function referralFilesQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'files'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/attachments', { params: { path: { id: referralId } }, signal })),
    refetchInterval: ({ state }) => (state.data?.some((file) => file.state === 'pending') ? 3_000 : false),
  });
}

/** Takes a file along, or leaves it out. */
export function chooseFile({ referralId, id, chosen }: { referralId: string; id: string; chosen: boolean }) {
  const at = { params: { path: { id: referralId, aid: id } } };
  return chosen
    ? bodyOf(api.PUT('/api/v1/referrals/{id}/attachments/{aid}', at))
    : bodyOf(api.DELETE('/api/v1/referrals/{id}/attachments/{aid}', at));
}

/** What one recipient sees. */
export function recipientSightQuery(referralId: string, lineId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'sight', lineId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/referrals/{id}/recipients/{rid}/view', {
          params: { path: { id: referralId, rid: lineId } },
          signal,
        }),
      ),
  });
}

/** Every version that was sent. */
export function packageVersionsQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'packages'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/packages', { params: { path: { id: referralId } }, signal })),
  });
}

/** One version, whole. */
export function packageVersionQuery(referralId: string, version: number) {
  return queryOptions({
    queryKey: ['referral', referralId, 'packages', version],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/referrals/{id}/packages/{version}', {
          params: { path: { id: referralId, version: String(version) } },
          signal,
        }),
      ),
  });
}

/** Which parts of the person's own sheets are written, and which of them may be told. */
export function ownPartsQuery(personId: string, kind: 'passport' | 'msfas') {
  return queryOptions({
    queryKey: ['own-sheet', personId, kind],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/people/{id}/own-sheets/{kind}', {
          params: { path: { id: personId, kind } },
          signal,
        }),
      ),
  });
}

/** Where the content of a file of a package is. */
export function toldFileAddress(referralId: string, id: string): string {
  return `/api/v1/referrals/${referralId}/attachments/${id}/content`;
}
