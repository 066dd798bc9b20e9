import { useSearchParams } from 'react-router';
import { searchSorts, vacancyStates, type AgencySearch } from '../api/search-agencies.js';

/** The three ways to narrow the list. */
export type FacetName = 'vacancy' | 'type' | 'area';

/** The search as the address holds it; every change goes through the address, so it can be kept, sent and gone back from. */
export function useAgencySearch() {
  const [params, setParams] = useSearchParams();
  const listOf = (facet: FacetName): string[] => params.get(facet)?.split(',').filter(Boolean) ?? [];
  const search: AgencySearch = {
    q: params.get('q') ?? '',
    type: listOf('type'),
    area: listOf('area'),
    vacancy: vacancyStates.filter((state) => listOf('vacancy').includes(state)),
    sort: searchSorts.find((sort) => sort === params.get('sort')) ?? 'relevance',
    page: Math.max(1, Number(params.get('page')) || 1),
  };

  function change(changes: Record<string, string | undefined>): void {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('page');
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { preventScrollReset: true, flushSync: true },
    );
  }

  return {
    search,
    chosen: listOf,
    chosenCount: listOf('vacancy').length + listOf('type').length + listOf('area').length,
    searchFor: (words: string) => change({ q: words.trim() }),
    sortBy: (sort: string) => change({ sort }),
    toggle: (facet: FacetName, code: string) => {
      const before = listOf(facet);
      const after = before.includes(code) ? before.filter((other) => other !== code) : [...before, code];
      change({ [facet]: after.join(',') });
    },
    clear: () => change({ q: undefined, type: undefined, area: undefined, vacancy: undefined }),
  };
}
