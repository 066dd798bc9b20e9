import { Malformed } from '#libs/platform';
import { fieldsOf, sheetCategories } from '../data-category.js';
import type { PersonRecord } from '../people.queries.js';

/** The fields of a record that are chosen one by one: who the person is, and each line of each sheet. */
export const mergeFields: readonly string[] = [
  'name',
  'kana',
  'birthDate',
  ...sheetCategories.flatMap((category) => fieldsOf(category).map(({ code }) => `${category}.${code}`)),
];

/** What the record that stays says after the merge. */
export interface MergedFields {
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
  /** Sheets that change, whole. */
  readonly sheets: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/**
 * The fields of the record that stays, with the chosen ones taken from the other. What only the other one says is taken
 * without being chosen: nothing that was written is lost.
 * @throws {Malformed} for a field that does not exist.
 */
export function mergedFields(kept: PersonRecord, gone: PersonRecord, taken: readonly string[]): MergedFields {
  const unknown = taken.filter((field) => !mergeFields.includes(field));
  if (unknown.length > 0)
    throw new Malformed('merge.unknown_field', `知らない項目「${unknown.join('」「')}」があります。`);
  const from = (field: string, own: string | null, other: string | null) =>
    (taken.includes(field) && other !== null && other !== '') || own === null || own === '' ? other : own;
  const sheets = new Map<string, Record<string, string>>();
  for (const category of sheetCategories) {
    const own = textsOf(kept, category);
    const other = textsOf(gone, category);
    const merged = Object.fromEntries(
      fieldsOf(category)
        .map(({ code }) => [code, from(`${category}.${code}`, own[code] ?? '', other[code] ?? '') ?? ''])
        .filter(([, text]) => text !== ''),
    ) as Record<string, string>;
    if (JSON.stringify(merged) !== JSON.stringify(tidy(category, own))) sheets.set(category, merged);
  }
  return {
    name: from('name', kept.name, gone.name) ?? kept.name,
    kana: from('kana', kept.kana, gone.kana) ?? kept.kana,
    birthDate: from('birthDate', kept.birthDate, gone.birthDate),
    sheets,
  };
}

function textsOf(person: PersonRecord, category: string): Readonly<Record<string, string>> {
  return person.sheets.find((sheet) => sheet.category === category)?.fields ?? {};
}

function tidy(
  category: (typeof sheetCategories)[number],
  texts: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(category)
      .map(({ code }) => [code, texts[code] ?? ''] as const)
      .filter(([, text]) => text !== ''),
  );
}
