import { type AgencyEntry, type AgencySearchResult, normalise, phoneKey } from '#libs/directory';
import type { BenchQuery } from './search.data.js';

/** What a search should have answered, worked out by looking at every agency. */
export interface Truth {
  readonly total: number;
  readonly types: ReadonlyMap<string, number>;
  readonly areas: ReadonlyMap<string, number>;
  readonly ids: ReadonlySet<string>;
}

type Listed = AgencyEntry & { id: string };

/** Looks at every agency for every query. */
export class BruteForce {
  private readonly texts: readonly { entry: Listed; parts: readonly string[] }[];

  constructor(
    agencies: readonly Listed[],
    typeNames: ReadonlyMap<string, string>,
    areaNames: ReadonlyMap<string, string>,
  ) {
    this.texts = agencies.map((entry) => ({
      entry,
      parts: [
        ...[
          entry.name,
          entry.kana,
          entry.address,
          entry.services?.[0]?.description,
          '就労継続支援B型',
          '試験県',
        ],
        ...[typeNames.get(entry.type), areaNames.get(entry.area ?? '')],
      ]
        .map((part) => normalise(part ?? ''))
        .concat(phoneKey(entry.phone ?? '')),
    }));
  }

  answer({ words, type, area }: BenchQuery): Truth {
    const wanted = words.map(normalise);
    const found = this.texts.filter(({ parts }) =>
      wanted.every((word) => parts.some((part) => part.includes(word))),
    );
    const entries = found.map(({ entry }) => entry);
    const ofType = (entry: Listed) => type === undefined || entry.type === type;
    const inArea = (entry: Listed) => area === undefined || entry.area === area;
    const chosen = entries.filter((entry) => ofType(entry) && inArea(entry));
    return {
      total: chosen.length,
      types: counted(entries.filter(inArea).map((entry) => entry.type)),
      areas: counted(entries.filter(ofType).map((entry) => entry.area ?? '')),
      ids: new Set(chosen.map(({ id }) => id)),
    };
  }
}

/** True when total, facets and the agencies shown are all right, and none stands before one that fits better. */
export function isRight(truth: Truth, answer: AgencySearchResult, query: BenchQuery): boolean {
  const expected = Math.max(0, Math.min(answer.perPage, truth.total - (query.page - 1) * answer.perPage));
  const types = answer.facets.types.filter(({ count }) => count > 0);
  const areas = answer.facets.areas.filter(({ level, count }) => level === 'municipality' && count > 0);
  return (
    answer.total === truth.total &&
    answer.items.length === expected &&
    answer.items.every(({ id }) => truth.ids.has(id)) &&
    types.length === truth.types.size &&
    types.every(({ code, count }) => truth.types.get(code) === count) &&
    areas.length === truth.areas.size &&
    areas.every(({ code, count }) => truth.areas.get(code) === count) &&
    isOrdered(answer, query)
  );
}

/** Names that contain every word come before the rest. */
function isOrdered(answer: AgencySearchResult, { words }: BenchQuery): boolean {
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
