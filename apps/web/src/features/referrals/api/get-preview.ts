import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';
import type { PackageSection } from './get-package.js';

/** What a draft would tell if it were sent now, and what no consent covers. */
export type Preview = { sections: PackageSection[]; uncovered: DataCategory[] };

/** The preview of a draft. */
export function previewQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'preview'],
    queryFn: ({ signal }) =>
      bodyOf<Preview>(
        api.GET('/api/v1/referrals/{id}/preview', { params: { path: { id: referralId } }, signal }),
      ),
  });
}
