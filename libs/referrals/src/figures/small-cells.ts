/** A number of a table that adds up: each part of a cell is counted in the cell, and in no other part. */
export interface CountedCell {
  readonly key: string;
  readonly count: number;
  readonly parts?: readonly CountedCell[];
}

/**
 * A number as it is published: itself, `few` (5未満: one to four), or `withheld` (非表示: five or more, left out so that
 * nobody can work out a small one from the rest).
 */
export type ShownNumber = number | 'few' | 'withheld';

/** A published cell; `parts` is null where the parts would tell too much. */
export interface ShownCell {
  readonly key: string;
  readonly shown: ShownNumber;
  readonly parts: readonly ShownCell[] | null;
}

/** Numbers below this could point at somebody. */
export const smallestShown = 5;

/**
 * Publishes a table of numbers that add up. Afterwards every small cell could still be any number from one to four,
 * whatever is computed from the other cells. Parts are shown below a published number alone, so that each sum stands by
 * itself and can be judged by itself.
 */
export function withoutSmallCells(table: CountedCell): ShownCell {
  return published(table, isSmall(table.count) ? 'few' : table.count);
}

function published({ key, parts = [] }: CountedCell, shown: ShownNumber): ShownCell {
  if (typeof shown !== 'number') return { key, shown, parts: null };
  const withheld = complement(parts);
  if (withheld === 'all') return { key, shown, parts: null };
  return {
    key,
    shown,
    parts: parts.map((part) => published(part, isSmall(part.count) ? 'few' : withheldOr(part, withheld))),
  };
}

function withheldOr(part: CountedCell, withheld: CountedCell | null): ShownNumber {
  return part === withheld ? 'withheld' : part.count;
}

/** Which larger part has to be left out with the small ones: none, one, or all of them. */
function complement(parts: readonly CountedCell[]): CountedCell | null | 'all' {
  const small = parts.filter(({ count }) => isSmall(count));
  if (small.length === 0) return null;
  const rest = small.reduce((sum, { count }) => sum + count, 0);
  if (isOpen(rest, small.length, 0)) return null;
  const larger = parts
    .filter(({ count }) => count >= smallestShown)
    .toSorted((one, other) => one.count - other.count);
  return larger.find(({ count }) => isOpen(rest + count, small.length, 1)) ?? 'all';
}

/** Whether a small cell could be anything from one to four, when `few` of them and `withheld` larger ones add up to `sum`. */
function isOpen(sum: number, few: number, withheld: number): boolean {
  const most = smallestShown - 1;
  const lowest = withheld > 0 ? 1 : sum - most * (few - 1);
  const highest = sum - (few - 1) - smallestShown * withheld;
  return lowest <= 1 && highest >= most;
}

function isSmall(count: number): boolean {
  return count > 0 && count < smallestShown;
}
