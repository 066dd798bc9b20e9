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

/** The states of vacancy, best first. */
export const vacancyStates = ['open', 'few', 'none', 'unknown'] as const satisfies readonly VacancyState[];
/** The orders of the list. */
export const searchSorts = ['relevance', 'kana', 'updated', 'vacancy'] as const;

/** What one asks the directory. */
export type AgencySearch = {
  q: string;
  type: readonly string[];
  area: readonly string[];
  vacancy: readonly VacancyState[];
  sort: (typeof searchSorts)[number];
  page: number;
};

/** Searches the directory. The last answer stays on screen until the next one is there. */
export function agenciesQuery({ type, area, vacancy, ...search }: AgencySearch) {
  const query = { ...search, type: type.join(','), area: area.join(','), vacancy: [...vacancy] };
  return queryOptions({
    queryKey: ['agencies', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agencies', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
