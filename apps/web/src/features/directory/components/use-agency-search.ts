import { useSearchParams } from 'react-router';
import {
  asAddress,
  type AgencySearch,
  type FacetName,
  facetNames,
  searchSorts,
} from '../api/search-agencies.js';

/** The search that an address holds. */
export function searchIn(params: URLSearchParams): AgencySearch {
  const listOf = (facet: FacetName): string[] => params.get(facet)?.split(',').filter(Boolean) ?? [];
  const near = params.get('near') ?? '';
  const sort = searchSorts.find((one) => one === params.get('sort')) ?? 'relevance';
  return {
    q: params.get('q') ?? '',
    ...(Object.fromEntries(facetNames.map((facet) => [facet, listOf(facet)])) as Record<FacetName, string[]>),
    openNow: params.get('openNow') === 'true',
    near,
    within: params.get('within') ?? '',
    sort: sort === 'distance' && near === '' ? 'relevance' : sort,
    page: Math.max(1, Number(params.get('page')) || 1),
  };
}

/** The search as the address holds it; every change goes through the address, so it can be kept, sent and gone back from. */
export function useAgencySearch() {
  const [params, setParams] = useSearchParams();
  const search = searchIn(params);

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

  const listed = facetNames.reduce((sum, facet) => sum + search[facet].length, 0);
  return {
    search,
    /** The conditions as they are saved and exported: without the page. */
    address: asAddress({ ...search, page: 1 }).toString(),
    chosen: (facet: FacetName): readonly string[] => search[facet],
    chosenCount: listed + (search.openNow ? 1 : 0) + (search.near && search.within ? 1 : 0),
    searchFor: (words: string) => change({ q: words.trim() }),
    /** Takes a word that became a condition out of the box. */
    narrowTo: (facet: FacetName, code: string) =>
      change({ q: undefined, [facet]: [...new Set([...search[facet], code])].join(',') }),
    sortBy: (sort: string) => change({ sort }),
    toggle: (facet: FacetName, code: string) => {
      const before = search[facet];
      const after = before.includes(code) ? before.filter((other) => other !== code) : [...before, code];
      change({ [facet]: after.join(',') });
    },
    toggleOpenNow: () => change({ openNow: search.openNow ? undefined : 'true' }),
    measureFrom: (near: string, within = search.within) =>
      change({
        near,
        within: near ? within : undefined,
        ...(near && search.sort === 'relevance' ? { sort: 'distance' } : {}),
        ...(near ? {} : { sort: search.sort === 'distance' ? undefined : search.sort }),
      }),
    keepWithin: (within: string) => change({ within }),
    clear: () =>
      change({
        q: undefined,
        ...Object.fromEntries(facetNames.map((facet) => [facet, undefined])),
        openNow: undefined,
        near: undefined,
        within: undefined,
        ...(search.sort === 'distance' ? { sort: undefined } : {}),
      }),
  };
}

/** What the parts of the search page share. */
export type Asked = ReturnType<typeof useAgencySearch>;
