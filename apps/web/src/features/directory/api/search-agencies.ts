import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';

/** What one asks the directory. Lists are joined with commas, as in the address. */
export type AgencySearch = {
  q?: string | undefined;
  type?: string | undefined;
  area?: string | undefined;
  vacancy?: string | undefined;
  sort?: string | undefined;
  page: number;
};

/** A code of the directory with its name. */
export type Named = { code: string; name: string };

/** One line of a facet. */
export type FacetCount = Named & { count: number };

/** An area of a facet; larger ones count all that lies in them and stand before it. */
export type AreaCount = FacetCount & {
  level: 'prefecture' | 'block' | 'municipality';
  parentCode: string | null;
};

/** Whether a service has a free place. */
export type VacancyState = 'open' | 'few' | 'none' | 'unknown';

/** An agency as a line of a list. */
export type AgencyLine = {
  id: string;
  name: string;
  type: Named;
  area: (Named & { prefecture: string }) | null;
  address: string | null;
  phone: string | null;
  services: { kind: string; capacity: number | null; available: number | null }[];
  status: string;
  inPortal: boolean;
  vacancy: {
    state: VacancyState;
    stateName: string;
    available: number | null;
    capacity: number | null;
    confirmedOn: string | null;
  } | null;
  updatedOn: string;
};

/** A page of agencies and the counts beside it. */
export type AgencyPage = {
  items: AgencyLine[];
  page: number;
  perPage: number;
  total: number;
  facets: { type: FacetCount[]; area: AreaCount[]; vacancy: FacetCount[] };
};

/** Searches the directory. The last answer stays on screen until the next one is there. */
export function agenciesQuery(search: AgencySearch) {
  return queryOptions({
    queryKey: ['agencies', search],
    queryFn: ({ signal }) =>
      bodyOf<AgencyPage>(api.GET('/api/v1/agencies', { params: { query: search }, signal })),
    placeholderData: keepPreviousData,
  });
}
