import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';

/** What is told of one kind of data. */
export type PackageSection = {
  category: DataCategory;
  name: string;
  lines: { label: string; text: string }[];
};

/** What was told, as far as the reader may see it now. */
export type ReferralPackage = {
  packageVersion: number;
  frozenAt: string;
  hash: string;
  intact: boolean | null;
  sections: PackageSection[];
  withheld: DataCategory[];
};

/** The package of a referral that was sent. */
export function packageQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'package'],
    queryFn: ({ signal }) =>
      bodyOf<ReferralPackage>(
        api.GET('/api/v1/referrals/{id}/package', { params: { path: { id: referralId } }, signal }),
      ),
  });
}
