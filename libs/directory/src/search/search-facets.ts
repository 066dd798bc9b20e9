import { type VacancyState, vacancyStates } from '../agency/vacancy.js';
import type { AreaRow, Taxonomy } from '../area/taxonomy.js';
import { disabilities } from '../entry/entry.codes.js';
import { searchFeatures } from './search-features.js';
import { distances } from './search-request.js';

/** How many agencies have one value of a facet. */
export interface FacetCount {
  readonly code: string;
  readonly name: string;
  readonly count: number;
}

/** How many agencies lie in an area; prefectures and blocks count everything inside them, and stand before it. */
export interface AreaFacetCount extends FacetCount {
  readonly level: AreaRow['level'];
  readonly parentCode: string | null;
}

/** Pairs of a number that stands for a value, and how often it was found. */
export type Counts = readonly (readonly [no: number | null, count: number])[];

// A chosen value stays in the list with 0: otherwise it could not be taken off any more.

export function typeFacet({ types }: Taxonomy, counts: Counts, chosen: readonly string[]): FacetCount[] {
  const found = new Map(counts);
  return types
    .map(({ no, code, name }) => ({ code, name, count: found.get(no) ?? 0 }))
    .filter(({ code, count }) => count > 0 || chosen.includes(code));
}

export function areaFacet(taxonomy: Taxonomy, counts: Counts, chosen: readonly string[]): AreaFacetCount[] {
  const found = new Map<string, number>();
  for (const [no, count] of counts) {
    const area = no === null ? undefined : taxonomy.area(no);
    for (const { code } of area ? taxonomy.around(area) : []) found.set(code, (found.get(code) ?? 0) + count);
  }
  return taxonomy.areas
    .map(({ code, name, level, parentCode }) => ({
      code,
      name,
      count: found.get(code) ?? 0,
      level,
      parentCode,
    }))
    .filter(({ code, count }) => count > 0 || chosen.includes(code));
}

/** Always all four states, so that the list keeps its form. */
export function vacancyFacet(counts: Counts): { state: VacancyState; count: number }[] {
  const found = new Map(counts);
  return vacancyStates.map((state, at) => ({ state, count: found.get(at + 1) ?? 0 }));
}

export function serviceFacet({ kinds }: Taxonomy, counts: Counts, chosen: readonly string[]): FacetCount[] {
  const found = new Map(counts);
  return kinds
    .map(({ no, code, name }) => ({ code, name, count: found.get(no) ?? 0 }))
    .filter(({ code, count }) => count > 0 || chosen.includes(code));
}

export function disabilityFacet(counts: Counts, chosen: readonly string[]): FacetCount[] {
  const found = new Map(counts);
  return disabilities
    .map(([code, name], at) => ({ code, name, count: found.get(at + 1) ?? 0 }))
    .filter(({ code, count }) => count > 0 || chosen.includes(code));
}

/** Always all features: what nobody offers is worth knowing too. */
export function featureFacet(counts: readonly number[]): FacetCount[] {
  return searchFeatures.map(([code, name], at) => ({ code, name, count: counts[at] ?? 0 }));
}

/** How many are inside each circle: a larger one counts what is in the smaller ones. */
export function distanceFacet(counts: Counts): { km: number; count: number }[] {
  return distances.map((km, at) => ({
    km,
    count: counts.reduce((sum, [ring, count]) => (ring !== null && ring <= at ? sum + count : sum), 0),
  }));
}
