import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from './api-client.js';

/** An opening in an emergency. */
export type Opening = Schema<'EmergencyView'>;

/** What others opened of the own agency's people. */
export const openingsToReviewQuery = queryOptions({
  queryKey: ['emergency-openings'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/emergency-openings', { signal })),
});

/** Everything that was opened of a referral. */
export function openingsQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'emergency-openings'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/referrals/{id}/emergency-openings', {
          params: { path: { id: referralId } },
          signal,
        }),
      ),
  });
}

/** The package of an opening, for whoever opened it; never kept longer than it is shown. */
export function openedPackageQuery(openingId: string) {
  return queryOptions({
    queryKey: ['emergency-openings', openingId, 'package'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/emergency-openings/{id}/package', { params: { path: { id: openingId } }, signal }),
      ),
    gcTime: 0,
    staleTime: 0,
  });
}

/** Opens a closed package. */
export function openInEmergency(input: {
  referralId: string;
  lineId: string;
  opening: Schema<'EmergencyRequest'>;
  key: string;
}) {
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/recipients/{rid}/emergency-openings', {
      params: { path: { id: input.referralId, rid: input.lineId }, header: onceBy(input.key) },
      body: input.opening,
    }),
  );
}

/** Ends an opening of one's own. */
export function endOpening(input: { id: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/emergency-openings/{id}/ending', {
      params: { path: { id: input.id }, header: onceBy(input.key) },
    }),
  );
}

/** Says what the review found. */
export function reviewOpening(input: { opening: Opening; found: Schema<'FindingRequest'>; key: string }) {
  return bodyOf(
    api.POST('/api/v1/emergency-openings/{id}/review', {
      params: {
        path: { id: input.opening.id },
        header: { ...ifMatch(input.opening.version), ...onceBy(input.key) },
      },
      body: input.found,
    }),
  );
}
