import type { PairInFull, PairSide } from '../api/duplicates.js';

type Field = PairInFull['fields'][number];

/** Under what the choice for a field is kept: half a coordinate of each side would be a third place. */
export function choiceKey(field: string): string {
  return field === 'longitude' ? 'latitude' : field;
}

/** The side whose value is used: as chosen, else that of the one that stays, unless only the other has any. */
export function usedSide(
  field: Field,
  pair: PairInFull,
  kept: PairSide,
  choices: Readonly<Record<string, string>>,
): string {
  const own = kept.id === pair.one.id ? field.one : field.other;
  const gone = kept.id === pair.one.id ? pair.other : pair.one;
  return choices[choiceKey(field.field)] ?? (own === null ? gone.id : kept.id);
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
