import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { DataCategory, Purpose } from '../../../lib/terms.js';

/** One provision: who was told what, when, on which consent. */
export type Disclosure = {
  id: string;
  at: string;
  fromAgency: string;
  toAgency: string;
  categories: DataCategory[];
  purpose: Purpose;
  method: 'sent' | 'opened' | 'reported';
  referralId: string | null;
  referralNumber: string | null;
  byName: string;
  retainUntil: string;
};

/** All that was told about a person, newest first. */
export function disclosuresQuery(personId: string) {
  return queryOptions({
    queryKey: ['disclosures', personId],
    queryFn: ({ signal }) =>
      bodyOf<Disclosure[]>(
        api.GET('/api/v1/people/{id}/disclosures', { params: { path: { id: personId } }, signal }),
      ),
  });
}
