import type { ComparedPair, PersonMergeRequest } from './api/person-pairs.js';

/** A field that is chosen on its own. */
export type MergeField = PersonMergeRequest['taken'][number];

/** One field of two records, and which of the two may be used. */
export type MergeRow = { field: MergeField; label: string; group: string; kept: string; gone: string };

type Person = ComparedPair['first'];

/** Every field in which at least one of the records says something, in the order of the forms. */
export function mergeRows(
  kept: Person,
  gone: Person,
  labels: Record<'name' | 'kana' | 'birthDate', string>,
): MergeRow[] {
  const identity = (['name', 'kana', 'birthDate'] as const).map((field) => ({
    field,
    label: labels[field],
    group: '',
    kept: kept[field] ?? '',
    gone: gone[field] ?? '',
  }));
  const sheets = kept.sheets.flatMap((sheet, at) =>
    sheet.fields.map((line, nth) => ({
      field: `${sheet.category}.${line.code}` as MergeField,
      label: line.label,
      group: sheet.name,
      kept: line.text,
      gone: gone.sheets[at]?.fields[nth]?.text ?? '',
    })),
  );
  return [...identity, ...sheets].filter((row) => row.kept !== '' || row.gone !== '');
}

/** Whether somebody has to choose: both say something, and not the same. */
export function needsChoice({ kept, gone }: MergeRow): boolean {
  return kept !== '' && gone !== '' && kept !== gone;
}
