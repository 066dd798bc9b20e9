import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** What is told of one kind of data. */
export type PackageSection = Schema<'SectionView'>;
/** What was told. */
export type ReferralPackage = Schema<'PackageView'>;

/** The package of a referral that was sent, as far as the reader may see it now. */
export function packageQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'package'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/package', { params: { path: { id: referralId } }, signal })),
  });
}
