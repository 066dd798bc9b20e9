import { type Entry, type EntryList, entryLists } from './entry.js';
import { agencyFields, listFields } from './entry.fields.js';
import { same } from './same-value.js';

/**
 * One field that changed. Paths: `phone`, `visibility/phone`, `areasInCharge`, `services/<id>/capacity`, and
 * `services/<id>` for a whole row that came (before is null) or went (after is null).
 */
export interface FieldChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

const own = [
  ...Object.keys(agencyFields),
  'areasInCharge',
  'status',
  'statusFrom',
  'statusUntil',
  'statusNote',
  'successorId',
];

/** What differs between two states of an entry, field by field, in the order of the form. */
export function changesBetween(before: Entry, after: Entry): FieldChange[] {
  return [
    ...fieldChanges('', own, before, after),
    ...fieldChanges(
      'visibility/',
      keysOf(before.visibility, after.visibility),
      before.visibility,
      after.visibility,
    ),
    ...entryLists.flatMap((list) => rowChanges(list, rowsOf(before, list), rowsOf(after, list))),
  ];
}

/** The entry with the changes made. Where a row is no longer there, a change of its fields is left out. */
export function withChanges(entry: Entry, changes: readonly FieldChange[]): Entry {
  return changes.reduce(withChange, entry);
}

/** What takes the changes back, last first. */
export function inverse(changes: readonly FieldChange[]): FieldChange[] {
  return changes.map(({ path, before, after }) => ({ path, before: after, after: before })).reverse();
}

/** Which of the changes would now overwrite something else than they were made upon. */
export function conflicting(entry: Entry, changes: readonly FieldChange[]): FieldChange[] {
  return changes.filter(({ path, before }) => !same(valueAt(entry, path), before));
}

/** The value at a path; null where there is none. */
export function valueAt(entry: Entry, path: string): unknown {
  const [first, id, field] = path.split('/');
  if (first === 'visibility') return entry.visibility[id!] ?? null;
  if (!isList(first!)) return (entry as unknown as Record<string, unknown>)[first!] ?? null;
  const row = rowsOf(entry, first).find((candidate) => candidate.id === id);
  return (field === undefined ? row : row?.[field]) ?? null;
}

/** How a field is called, for a reader: 「窓口『相談窓口』の電話番号」. */
export function labelOf(path: string, entry: Entry): string {
  const [first, id, field] = path.split('/');
  const agencyLabel = (name: string) => (agencyFields as Record<string, { label: string }>)[name]?.label;
  if (first === 'visibility') return `「${agencyLabel(id!) ?? id}」を見せる範囲`;
  if (!isList(first!)) return agencyLabel(first!) ?? statusLabels[first!] ?? first!;
  const { label, fields } = listFields[first];
  const row = rowsOf(entry, first).find((candidate) => candidate.id === id);
  const called = row?.['name'] ?? row?.['job'];
  const whole = typeof called === 'string' && called !== '' ? `${label}「${called}」` : label;
  return field === undefined ? whole : `${whole}の${fields[field]?.label ?? field}`;
}

const statusLabels: Readonly<Record<string, string>> = {
  areasInCharge: '管轄・圏域',
  status: '状態',
  statusFrom: '状態がはじまる日',
  statusUntil: '状態がおわる日',
  statusNote: '状態についての説明',
  successorId: '引き継ぐ機関',
};

function withChange(entry: Entry, { path, after }: FieldChange): Entry {
  const [first, id, field] = path.split('/');
  if (first === 'visibility') {
    const { [id!]: _, ...rest } = entry.visibility;
    return { ...entry, visibility: after === null ? rest : { ...rest, [id!]: after as 'public' } };
  }
  if (!isList(first!)) return { ...entry, [first!]: after };
  const rows = rowsOf(entry, first);
  return { ...entry, [first]: withRow(rows, id!, field, after) };
}

function withRow(rows: readonly Row[], id: string, field: string | undefined, after: unknown): Row[] {
  const others = rows.filter((row) => row.id !== id);
  if (field === undefined)
    return after === null ? others : inOrder([...others, { ...(after as object), id }]);
  const changed = rows.map((row) => (row.id === id ? { ...row, [field]: after } : row));
  return field === 'sort' ? inOrder(changed) : changed;
}

/** As they are read: by their place, then by their id. */
function inOrder(rows: readonly Row[]): Row[] {
  const place = ({ sort }: Row) => (typeof sort === 'number' ? sort : 0);
  return rows.toSorted((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}

function rowChanges(list: EntryList, before: readonly Row[], after: readonly Row[]): FieldChange[] {
  const old = new Map(before.map((row) => [row.id, row]));
  const now = new Map(after.map((row) => [row.id, row]));
  const gone = before
    .filter(({ id }) => !now.has(id))
    .map((row) => ({ path: `${list}/${row.id}`, before: row, after: null }));
  const kept = after.flatMap((row) => {
    const was = old.get(row.id);
    if (!was) return [{ path: `${list}/${row.id}`, before: null, after: row }];
    return fieldChanges(`${list}/${row.id}/`, Object.keys(listFields[list].fields), was, row);
  });
  return [...gone, ...kept];
}

function fieldChanges(
  prefix: string,
  names: readonly string[],
  before: object,
  after: object,
): FieldChange[] {
  const was = before as Record<string, unknown>;
  const is = after as Record<string, unknown>;
  return names
    .map((name) => ({ path: prefix + name, before: was[name] ?? null, after: is[name] ?? null }))
    .filter((change) => !same(change.before, change.after));
}

function keysOf(...objects: object[]): string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))].sort();
}

function rowsOf(entry: Entry, list: EntryList): readonly Row[] {
  return entry[list] as unknown as readonly Row[];
}

function isList(name: string): name is EntryList {
  return (entryLists as readonly string[]).includes(name);
}
