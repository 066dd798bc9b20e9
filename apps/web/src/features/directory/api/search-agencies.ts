import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** An agency as a line of a list. */
export type AgencyLine = Schema<'AgencyLineView'>;
/** A page of agencies and the counts beside it. */
export type AgencyPage = Schema<'AgencyPageView'>;
/** One line of a facet. */
export type FacetCount = Schema<'FacetValueView'>;
/** An area of a facet; larger ones count all that lies in them and stand before it. */
export type AreaCount = Schema<'AreaFacetView'>;
/** Whether a service has a free place. */
export type VacancyState = Schema<'VacancyView'>['state'];

/** The orders of the list; by distance only where there is a place to measure from. */
export const searchSorts = ['relevance', 'kana', 'updated', 'vacancy', 'distance'] as const;
export type SearchSort = (typeof searchSorts)[number];

/** Conditions that are lists of codes, by their names in the address. */
export const facetNames = ['vacancy', 'feature', 'type', 'service', 'disability', 'area'] as const;
export type FacetName = (typeof facetNames)[number];

/** What one asks the directory: as the address holds it, and as the API is asked. */
export type AgencySearch = Readonly<Record<FacetName, readonly string[]>> & {
  q: string;
  openNow: boolean;
  near: string;
  within: string;
  sort: SearchSort;
  page: number;
};

/** A search in the words of the address; what is not said is left out. */
export function asAddress(search: AgencySearch): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string) => value && params.set(name, value);
  set('q', search.q);
  for (const facet of facetNames) set(facet, search[facet].join(','));
  set('openNow', search.openNow ? 'true' : '');
  set('near', search.near);
  set('within', search.near ? search.within : '');
  set('sort', search.sort === 'relevance' ? '' : search.sort);
  set('page', search.page > 1 ? String(search.page) : '');
  return params;
}

/** Searches the directory. The last answer stays on screen until the next one is there. */
export function agenciesQuery(search: AgencySearch) {
  const query = Object.fromEntries(asAddress(search));
  return queryOptions({
    queryKey: ['agencies', query],
    // The address and the API use the same words, so that a saved search is one and the same in both.
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/agencies', { params: { query: query as Record<string, never> }, signal })),
    placeholderData: keepPreviousData,
  });
}
