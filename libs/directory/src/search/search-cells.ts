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
  // Thousands of profiles make a search: numbers counted in lists take a third of the time of maps.
  const types: number[] = [];
  const services: number[] = [];
  const disabilities: number[] = [];
  const featureSets: number[] = [];
  const openings = new Map<string, number>();
  const bits = { types: bitOf('types'), services: bitOf('services'), disabilities: bitOf('disabilities') };
  const open = bitOf('open');
  for (const { key, fails, count } of cells) {
    const { typeNo, serviceNos, disabilityNos, features, opening } = profiles.get(key)!;
    if (fails === 0 || fails === bits.types) addTo(types, typeNo, count);
    if (fails === 0 || fails === bits.services) for (const no of serviceNos) addTo(services, no, count);
    if (fails === 0 || fails === bits.disabilities)
      for (const no of disabilityNos) addTo(disabilities, no, count);
    if ((fails === 0 || fails === open) && opening !== null) add(openings, opening, count);
    if (fails === 0) addTo(featureSets, features, count);
  }
  return {
    types: counted(types),
    services: counted(services),
    disabilities: counted(disabilities),
    features: searchFeatures.map((_, bit) =>
      counted(featureSets).reduce((sum, [set, count]) => ((set & (1 << bit)) === 0 ? sum : sum + count), 0),
    ),
    openings,
  };
}

function addTo(counts: number[], no: number, count: number): void {
  counts[no] = (counts[no] ?? 0) + count;
}

/** Only what occurred: the list has holes. */
function counted(counts: readonly number[]): [no: number, count: number][] {
  const found: [number, number][] = [];
  counts.forEach((count, no) => found.push([no, count]));
  return found;
}

function counting(cells: readonly Cell[], facet: Narrowing): Cell[] {
  const own = bitOf(facet);
  return cells.filter(({ fails }) => fails === 0 || fails === own);
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
