import {
  type AgencyEntry,
  type AgencySearchResult,
  disabilities,
  distances,
  normalise,
  phoneKey,
} from '#libs/directory';
import { alwaysOpen, benchCenter, type BenchNarrowing, type BenchQuery } from './search.data.js';

/** What a search should have answered, worked out by looking at every agency. */
export interface Truth {
  readonly total: number;
  /** Per facet, how often each value. */
  readonly facets: Readonly<Record<(typeof countedFacets)[number], ReadonlyMap<string, number>>>;
  readonly openNow: number;
  readonly distances: readonly number[];
  readonly ids: ReadonlySet<string>;
}

const countedFacets = ['types', 'areas', 'services', 'disabilities', 'vacancies', 'features'] as const;
type Facet = (typeof countedFacets)[number] | 'openNow' | 'distances';
const allFacets: readonly Facet[] = [...countedFacets, 'openNow', 'distances'];

type Listed = AgencyEntry & { id: string };
/** What is asked: with its narrowing, or without. */
type Asked = Omit<BenchQuery, 'narrowing'> & { narrowing?: BenchNarrowing };

/** Looks at every agency for every query. */
export class BruteForce {
  private readonly texts: readonly { entry: Listed; parts: readonly string[] }[];

  constructor(
    agencies: readonly Listed[],
    names: Readonly<Record<'types' | 'areas' | 'kinds', ReadonlyMap<string, string>>>,
  ) {
    const disabilityNames = new Map<string, string>(disabilities);
    this.texts = agencies.map((entry) => ({
      entry,
      parts: [
        ...[entry.name, entry.kana, entry.address, '試験県'],
        ...[names.types.get(entry.type), names.areas.get(entry.area ?? '')],
        ...entry.services!.flatMap(({ kind, description, disabilities: served = [] }) => [
          names.kinds.get(kind),
          description,
          ...served.map((code) => disabilityNames.get(code)),
        ]),
      ]
        .map((part) => normalise(part ?? ''))
        .concat(phoneKey(entry.phone ?? '')),
    }));
  }

  answer(query: Asked): Truth {
    const wanted = query.words.map(normalise);
    const found = this.texts.filter(({ parts }) =>
      wanted.every((word) => parts.some((part) => part.includes(word))),
    );
    const entries = found.map(({ entry }) => entry);
    const fitting = (except?: Facet) =>
      entries.filter((entry) => allFacets.every((facet) => facet === except || fits(entry, query, facet)));
    const chosen = fitting();
    // Of the features all must hold: a chosen one leaves nothing out of its own count.
    const counts = (facet: (typeof countedFacets)[number]) =>
      counted(fitting(facet === 'features' ? undefined : facet).flatMap((entry) => valuesOf(entry, facet)));
    const near = fitting('distances').map(metres);
    return {
      total: chosen.length,
      facets: Object.fromEntries(
        countedFacets.map((facet) => [facet, counts(facet)]),
      ) as unknown as Truth['facets'],
      openNow: fitting('openNow').filter(isOpen).length,
      distances:
        query.narrowing?.within === undefined
          ? []
          : distances.map((km) => near.filter((far) => far <= km * 1000).length),
      ids: new Set(chosen.map(({ id }) => id)),
    };
  }
}

function fits(entry: Listed, { type, area, narrowing = {} }: Asked, facet: Facet): boolean {
  const wanted: Partial<Record<Facet, string | undefined>> = {
    types: type,
    areas: area,
    services: narrowing.service,
    disabilities: narrowing.disability,
    vacancies: narrowing.vacancy,
    features: narrowing.feature,
  };
  if (facet === 'openNow') return !narrowing.openNow || isOpen(entry);
  if (facet === 'distances')
    return narrowing.within === undefined || metres(entry) <= narrowing.within * 1000;
  const value = wanted[facet];
  return value === undefined || valuesOf(entry, facet).includes(value);
}

function valuesOf(entry: Listed, facet: (typeof countedFacets)[number]): string[] {
  const services = entry.services!;
  switch (facet) {
    case 'types':
      return [entry.type];
    case 'areas':
      return entry.area === undefined ? [] : [entry.area];
    case 'services':
      return services.map(({ kind }) => kind);
    case 'disabilities':
      return [...new Set(services.flatMap(({ disabilities: served = [] }) => served))];
    case 'vacancies': {
      const states = ['open', 'few', 'none'] as const;
      return [states.find((state) => services.some(({ vacancy }) => vacancy?.state === state)) ?? 'unknown'];
    }
    case 'features': {
      const always = isOpen(entry) ? ['saturday', 'sunday', 'evening'] : [];
      const offered = (['visit', 'transport'] as const).filter((one) =>
        services.some((service) => service[one] === 'yes'),
      );
      return [...always, ...offered];
    }
  }
}

function isOpen(entry: Listed): boolean {
  return entry.services!.some(({ opening }) => opening === alwaysOpen);
}

function metres({ latitude = 0, longitude = 0 }: Listed): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const a =
    Math.sin(radians(latitude - benchCenter.latitude) / 2) ** 2 +
    Math.cos(radians(benchCenter.latitude)) *
      Math.cos(radians(latitude)) *
      Math.sin(radians(longitude - benchCenter.longitude) / 2) ** 2;
  return Math.round(12_742_000 * Math.asin(Math.sqrt(Math.min(1, a))));
}

/** True when total, facets and the agencies shown are all right, and none stands before one that fits better. */
export function isRight(truth: Truth, answer: AgencySearchResult, query: Asked): boolean {
  const expected = Math.max(0, Math.min(answer.perPage, truth.total - (query.page - 1) * answer.perPage));
  const { facets } = answer;
  const found: Record<(typeof countedFacets)[number], readonly { code: string; count: number }[]> = {
    types: facets.types,
    areas: facets.areas.filter(({ level }) => level === 'municipality'),
    services: facets.services,
    disabilities: facets.disabilities,
    vacancies: facets.vacancies.map(({ state, count }) => ({ code: state, count })),
    features: facets.features,
  };
  return (
    answer.total === truth.total &&
    answer.items.length === expected &&
    answer.items.every(({ id }) => truth.ids.has(id)) &&
    countedFacets.every((facet) => isSame(found[facet], truth.facets[facet])) &&
    facets.openNow === truth.openNow &&
    facets.distances.every(({ count }, at) => count === truth.distances[at]) &&
    isOrdered(answer, query)
  );
}

function isSame(
  found: readonly { code: string; count: number }[],
  right: ReadonlyMap<string, number>,
): boolean {
  const some = found.filter(({ count }) => count > 0);
  return some.length === right.size && some.every(({ code, count }) => right.get(code) === count);
}

/** Names that contain every word come before the rest. */
function isOrdered(answer: AgencySearchResult, { words }: Asked): boolean {
  const named = answer.items.map(({ name }) =>
    words.every((word) => normalise(name).includes(normalise(word))),
  );
  return named.lastIndexOf(true) < 0 || named.slice(0, named.lastIndexOf(true)).every(Boolean);
}

function counted(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
