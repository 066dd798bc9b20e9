import type { EntryField } from '../entry/entry.fields.js';

/** What a list would set, and what it may not since the agency has set it itself. */
export interface Merged {
  readonly set: Readonly<Record<string, unknown>>;
  readonly conflicts: readonly {
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
}

type Part = Readonly<Record<string, unknown>>;

/** A row that was there before: only what its source says differently now is news. What an agency has set stays. */
export function mergeUpdate(
  current: Part,
  given: Part,
  before: Part,
  own: readonly string[],
  fields: Readonly<Record<string, EntryField>>,
): Merged {
  const news = Object.entries(given).filter(
    ([field, value]) =>
      value !== undefined && !sameValue(before[field], value) && !sameValue(current[field], value),
  );
  const isOwn = ([field]: [string, unknown]) => own.includes(fields[field]?.column ?? field);
  return {
    set: Object.fromEntries(news.filter((entry) => !isOwn(entry))),
    conflicts: news
      .filter(isOwn)
      .map(([field, value]) => ({ field, before: current[field] ?? null, after: value })),
  };
}

/** A row that is new, about something that is there: it fills in what nobody has said. */
export function mergeFill(
  current: Part,
  given: Part,
  own: readonly string[],
  fields: Readonly<Record<string, EntryField>>,
): Merged {
  const filling = Object.entries(given).filter(
    ([field, value]) =>
      !isEmpty(value) && isEmpty(current[field]) && !own.includes(fields[field]?.column ?? field),
  );
  return { set: Object.fromEntries(filling), conflicts: [] };
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Equal as JSON, whatever the order of the keys: the database keeps its own. Nothing and empty are the same. */
export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === '' || value === undefined) return null;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
