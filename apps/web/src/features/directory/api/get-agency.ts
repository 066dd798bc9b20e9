import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { Named, VacancyState } from './search-agencies.js';

/** One service of an agency. */
export type AgencyService = {
  id: string;
  kind: Named;
  name: string | null;
  capacity: number | null;
  hours: string | null;
  closedDays: string | null;
  description: string | null;
  vacancy: Vacancy | null;
};

/** How many places are free, as the agency said on a day. */
export type Vacancy = {
  state: VacancyState;
  stateName: string;
  available: number | null;
  note: string | null;
  confirmedOn: string;
  goodUntil: string | null;
  lapsed: boolean;
  version: number;
};

/** Where to call. */
export type ContactWindow = {
  id: string;
  name: string;
  forWhat: string | null;
  phone: string | null;
  extension: string | null;
  fax: string | null;
  email: string | null;
  hours: string | null;
};

/** An agency in full. */
export type Agency = {
  id: string;
  name: string;
  kana: string;
  type: Named;
  area: (Named & { prefecture: string }) | null;
  corporation: string | null;
  aliases: string[];
  formerNames: string[];
  code: string | null;
  postalCode: string | null;
  address: string | null;
  addressHidden: boolean;
  phone: string | null;
  fax: string | null;
  website: string | null;
  services: AgencyService[];
  windows: ContactWindow[];
  inPortal: boolean;
  status: 'active' | 'suspended' | 'closed';
  updatedOn: string;
  can: { updateVacancy: boolean; refer: boolean };
};

/** One agency. */
export function agencyQuery(agencyId: string) {
  return queryOptions({
    queryKey: ['agency', agencyId],
    queryFn: ({ signal }) =>
      bodyOf<Agency>(api.GET('/api/v1/agencies/{id}', { params: { path: { id: agencyId } }, signal })),
  });
}
