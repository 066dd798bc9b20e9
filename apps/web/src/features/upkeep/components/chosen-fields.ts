import type { PairInFull, PairSide } from '../api/duplicates.js';

type Field = PairInFull['fields'][number];

/** The side whose value is used: as chosen, else that of the one that stays, unless only the other has any. */
export function usedSide(
  field: Field,
  pair: PairInFull,
  kept: PairSide,
  choices: Readonly<Record<string, string>>,
): string {
  const own = kept.id === pair.one.id ? field.one : field.other;
  const gone = kept.id === pair.one.id ? pair.other : pair.one;
  return choices[field.field] ?? (own === null ? gone.id : kept.id);
}

/** The fields of which the value of the one that goes is used. */
export function takenFields(
  pair: PairInFull,
  kept: PairSide,
  choices: Readonly<Record<string, string>>,
): string[] {
  return pair.fields
    .filter((field) => field.choosable && !field.same && usedSide(field, pair, kept, choices) !== kept.id)
    .map(({ field }) => field);
}
