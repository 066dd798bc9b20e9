import { bitOf, type Narrowing } from './agency-search.sql.js';
import type { Counts } from './search-facets.js';
import { searchFeatures } from './search-features.js';
import type { SearchProfile } from './search-profiles.js';

/** So many rows share a value and fail the choice of the same facet, or of none. */
export interface Cell {
  readonly key: string;
  readonly fails: number;
  readonly count: number;
}

/** Cells as the statement writes them: `key fails count,…`. */
export function cellsIn(text: string | null): Cell[] {
  if (text === null) return [];
  return text.split(',').map((cell) => {
    const [key, fails, count] = cell.split(' ');
    return { key: key!, fails: Number(fails), count: Number(count) };
  });
}

/** How many rows fail nothing. */
export function totalOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { fails, count }) => (fails === 0 ? sum + count : sum), 0);
}

/** How often each value occurs; a facet leaves out its own choice, so that its alternatives keep their numbers. */
export function countsOf(cells: readonly Cell[], facet: Narrowing): Counts {
  const counts = new Map<number, number>();
  for (const { key, count } of counting(cells, facet)) add(counts, Number(key), count);
  return [...counts];
}

/** What the profiles of a search add up to. */
export interface ProfileCounts {
  readonly types: Counts;
  readonly services: Counts;
  readonly disabilities: Counts;
  readonly features: readonly number[];
  readonly openings: ReadonlyMap<string, number>;
}

export function profileCounts(
  cells: readonly Cell[],
  profiles: ReadonlyMap<string, SearchProfile>,
): ProfileCounts {
  const [types, services, disabilities] = [1, 2, 3].map(() => new Map<number, number>());
  const openings = new Map<string, number>();
  const features = searchFeatures.map(() => 0);
  const bits = { types: bitOf('types'), services: bitOf('services'), disabilities: bitOf('disabilities') };
  const open = bitOf('open');
  for (const { key, fails, count } of cells) {
    const profile = profiles.get(key)!;
    const fits = (bit: number) => fails === 0 || fails === bit;
    if (fits(bits.types)) add(types!, profile.typeNo, count);
    if (fits(bits.services)) for (const no of profile.serviceNos) add(services!, no, count);
    if (fits(bits.disabilities)) for (const no of profile.disabilityNos) add(disabilities!, no, count);
    if (fits(open) && profile.opening !== null) add(openings, profile.opening, count);
    if (fails !== 0) continue;
    for (let bit = 0; bit < features.length; bit += 1)
      if ((profile.features & (1 << bit)) !== 0) features[bit]! += count;
  }
  return {
    types: [...types!],
    services: [...services!],
    disabilities: [...disabilities!],
    features,
    openings,
  };
}

function counting(cells: readonly Cell[], facet: Narrowing): Cell[] {
  const own = bitOf(facet);
  return cells.filter(({ fails }) => fails === 0 || fails === own);
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
