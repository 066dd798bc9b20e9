/** A row of one of the lists of an entry. */
export type EntryRow = Readonly<Record<string, unknown>> & { readonly id: string };

/** The lists of an entry. */
export const entryLists = ['services', 'windows', 'traineeOffers'] as const;
export type EntryListName = (typeof entryLists)[number];

/** What is in the form of an entry: values of their fields, or what somebody is just typing. */
export type EntryContent = Readonly<Record<string, unknown>> &
  Readonly<Record<EntryListName, readonly EntryRow[]>> & {
    readonly areasInCharge: readonly string[];
    readonly visibility: Readonly<Record<string, string>>;
  };

/** What stands at a path (`phone`, `services`, `services/<id>/capacity`, `visibility/fax`); null where there is nothing. */
export function valueAt(entry: EntryContent, path: string): unknown {
  const [first = '', id = '', field] = path.split('/');
  if (first === 'visibility') return entry.visibility[id] ?? null;
  if (!isList(first) || id === '') return entry[first] ?? null;
  const row = entry[first].find((candidate) => candidate.id === id);
  return (field === undefined ? row : row?.[field]) ?? null;
}

/** The content with another value at a path. */
export function withValue(entry: EntryContent, path: string, value: unknown): EntryContent {
  const [first = '', id = '', field] = path.split('/');
  if (first === 'visibility') {
    const { [id]: _, ...rest } = entry.visibility;
    return { ...entry, visibility: value === null ? rest : { ...rest, [id]: value as string } };
  }
  if (!isList(first) || id === '') return { ...entry, [first]: value };
  const rows = entry[first];
  if (field !== undefined) {
    return { ...entry, [first]: rows.map((row) => (row.id === id ? { ...row, [field]: value } : row)) };
  }
  const others = rows.filter((row) => row.id !== id);
  return { ...entry, [first]: value === null ? others : [...others, value as EntryRow] };
}

/** How many fields and rows differ, to say how much is not handed in yet. */
export function changedCount(before: EntryContent, after: EntryContent): number {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].reduce((sum, name) => {
    if (isList(name)) return sum + changedRows(before[name], after[name]);
    if (name === 'visibility') return sum + changedKeys(before.visibility, after.visibility);
    return sum + (same(before[name], after[name]) ? 0 : 1);
  }, 0);
}

/** The same list with one row a place further up or down. */
export function moved(rows: readonly EntryRow[], id: string, by: -1 | 1): readonly EntryRow[] {
  const at = rows.findIndex((row) => row.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= rows.length) return rows;
  const next = [...rows];
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}

function changedRows(before: readonly EntryRow[], after: readonly EntryRow[]): number {
  const old = new Map(before.map((row) => [row.id, row]));
  const gone = before.filter(({ id }) => !after.some((row) => row.id === id)).length;
  const changed = after.reduce((sum, row) => {
    const was = old.get(row.id);
    return sum + (was ? changedKeys(was, row) : 1);
  }, 0);
  const kept = (rows: readonly EntryRow[], among: readonly EntryRow[]) =>
    rows.map(({ id }) => id).filter((id) => among.some((row) => row.id === id));
  const reordered = gone + changed === 0 && !same(kept(before, after), kept(after, before));
  return gone + changed + (reordered ? 1 : 0);
}

function changedKeys(before: object, after: object): number {
  const was = before as Record<string, unknown>;
  const is = after as Record<string, unknown>;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => !same(was[key], is[key]))
    .length;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function isList(name: string): name is EntryListName {
  return (entryLists as readonly string[]).includes(name);
}
