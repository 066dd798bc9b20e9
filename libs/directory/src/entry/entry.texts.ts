import { openingText } from '../hours/opening-text.js';
import type { OpeningRules } from '../hours/opening-rules.js';
import { type FieldChange, labelOf, withChanges } from './entry.changes.js';
import { type Entry, type EntryList, entryLists, type Visibility } from './entry.js';
import { agencyFields, type EntryField, listFields } from './entry.fields.js';
import type { EntryNames } from './entry.names.js';

/** Who may see a field, in the words of the form. */
export const visibilityNames: Readonly<Record<Visibility, string>> = {
  public: 'だれでも',
  members: 'ネットワークの機関まで',
  own: '自機関と事務局だけ',
};

// Made once: a format takes longer to make than a thousand numbers to write.
const yen = new Intl.NumberFormat('ja-JP');
const plainNumber = new Intl.NumberFormat('ja-JP', { useGrouping: false });

/** The states of an agency. */
export const agencyStatusNames = { active: '活動中', suspended: '休止中', closed: '閉所' } as const;

/** A value of an entry as a person would read it; null where there is nothing. */
export function textAt(path: string, value: unknown, names: EntryNames): string | null {
  if (value === null || value === undefined || value === '') return null;
  const [first, id, field] = path.split('/');
  if (first === 'visibility') return visibilityNames[value as Visibility] ?? null;
  if (first === 'status') return agencyStatusNames[value as 'active'] ?? String(value);
  if (first === 'successorId') return names.agencies?.get(value as string) ?? null;
  if (first === 'areasInCharge') return codesText(value, names.areas);
  const list = entryLists.find((name) => name === first);
  if (!list) return valueText((agencyFields as Fields)[first!], value, listOf(first!, names));
  if (field !== undefined) return valueText(listFields[list].fields[field], value, listOf(field, names));
  return id === undefined ? null : rowText(list, value as Readonly<Record<string, unknown>>, names);
}

/** How a field is called in a change: rows that came or went with it have their names too, services that of their kind. */
export function labelWith(
  path: string,
  entry: Entry,
  changes: readonly FieldChange[],
  names: EntryNames,
): string {
  const gone = changes.flatMap((change) => {
    const [list, id, field] = change.path.split('/');
    const row = field === undefined && isList(list!) ? (change.before ?? change.after) : null;
    return row && !entry[list as EntryList].some((known) => known.id === id)
      ? [{ path: change.path, before: null, after: row }]
      : [];
  });
  const whole = withChanges(entry, gone);
  const services = whole.services.map((service) => ({
    ...service,
    name: service.name ?? names.kinds.get(service.kind) ?? null,
  }));
  return labelOf(path, { ...whole, services });
}

function isList(name: string): name is EntryList {
  return (entryLists as readonly string[]).includes(name);
}

type Fields = Readonly<Record<string, EntryField | undefined>>;

/** A whole row in lines: what came, or what went. */
function rowText(list: EntryList, row: Readonly<Record<string, unknown>>, names: EntryNames): string {
  return Object.entries(listFields[list].fields)
    .filter(([name]) => name !== 'sort' && name !== 'openingConfirmed')
    .flatMap(([name, field]) => {
      const text = valueText(field, row[name], listOf(name, names));
      return text === null || text === '' ? [] : [`${field.label}: ${text}`];
    })
    .join('\n');
}

function listOf(name: string, { types, kinds, areas }: EntryNames): ReadonlyMap<string, string> | undefined {
  return { type: types, kind: kinds, area: areas }[name];
}

function valueText(
  field: EntryField | undefined,
  value: unknown,
  list?: ReadonlyMap<string, string>,
): string | null {
  if (value === null || value === undefined) return null;
  switch (field?.kind) {
    case 'flag':
      return value === true ? 'はい' : 'いいえ';
    case 'lines':
      return (value as string[]).join('、') || null;
    case 'code':
      return list?.get(value as string) ?? nameIn(field, value);
    case 'codes':
      return (value as string[]).map((code) => nameIn(field, code)).join('、') || null;
    case 'links':
      return (
        (value as { label: string; url: string }[]).map(({ label, url }) => `${label} ${url}`).join('\n') ||
        null
      );
    case 'opening':
      return openingText(value as OpeningRules);
    case 'spans':
      return spansText(value as Readonly<Record<string, { from: string; to: string }>>);
    case 'number':
      return (field.column === 'wage_monthly' ? yen : plainNumber).format(value as number);
    default:
      return String(value);
  }
}

function nameIn({ codes = [] }: EntryField, code: unknown): string {
  return codes.find(([known]) => known === code)?.[1] ?? String(code);
}

function codesText(value: unknown, list: ReadonlyMap<string, string>): string | null {
  return (value as string[]).map((code) => list.get(code) ?? code).join('、') || null;
}

const dayNames: Readonly<Record<string, string>> = {
  weekday: '平日',
  saturday: '土曜',
  sunday: '日曜',
  holiday: '祝日',
};

function spansText(spans: Readonly<Record<string, { from: string; to: string }>>): string | null {
  return (
    Object.entries(spans)
      .map(([day, { from, to }]) => `${dayNames[day] ?? day} ${from}〜${to}`)
      .join('、') || null
  );
}
