import type { PairInFull, PairSide } from './api/duplicates.js';

/** What tells one side from the other beside its letter: number of the office, type, area, telephone. */
export function marksOf({ one, fields }: PairInFull, side: PairSide): string {
  const number = fields.find(({ field }) => field === 'officeNumber');
  const own = side.id === one.id ? number?.one : number?.other;
  return [own && `${number?.label} ${own}`, side.typeName, side.areaName, side.phone]
    .filter(Boolean)
    .join('／');
}

/** The pair with a letter before each name: two of the same name can be told apart wherever one of them is meant. */
export function toldApart(pair: PairInFull): PairInFull {
  return {
    ...pair,
    one: { ...pair.one, name: `A　${pair.one.name}` },
    other: { ...pair.other, name: `B　${pair.other.name}` },
  };
}
