import { type LineStatus, lineStatuses, lineStatusNames } from '../referral.status.js';
import type { FigureRow } from './figures.js';
import { smallestShown } from './small-cells.js';

/** One line of a table by quarters: April to June, July to September, October to December, January to March. */
export interface QuarterLine {
  readonly key: string;
  readonly name: string;
  readonly numbers: readonly number[];
}

/** A fiscal year of the network by its quarters. A list that is null would tell too much. */
export interface QuarterFigures {
  readonly fiscalYear: number;
  readonly totals: readonly number[] | null;
  readonly outcomes: readonly QuarterLine[] | null;
  readonly routes: readonly QuarterLine[] | null;
}

/**
 * The quarters of a year beside the figures of the whole year. Whoever has both may subtract one from the other, and so a
 * list stands here whole or not at all: as soon as one number of it in one quarter is small, no quarter shows it. The year
 * shows its months too, so that totals stand here only where no month is small. Months by kind are shown nowhere: there is
 * no rule that keeps twelve small numbers apart from three others and a whole.
 */
export function quarterFigures(
  fiscalYear: number,
  quarters: readonly (readonly FigureRow[])[],
  typeNames: ReadonlyMap<string, string>,
): QuarterFigures {
  const months = quarters.flatMap((rows) => rows.filter(({ figure }) => figure === 'month'));
  const mayShowTotals = months.every(({ number }) => !isSmall(number));
  const totals = quarters.map((rows) => rows.find(({ figure }) => figure === 'total')?.number ?? 0);
  if (!mayShowTotals || totals.some(isSmall))
    return { fiscalYear, totals: null, outcomes: null, routes: null };
  const outcomes = linesOf(quarters, 'outcome', ({ a }) => a ?? '', statusName);
  const routes = linesOf(
    quarters,
    'route',
    ({ a, b }) => `${a} ${b}`,
    (key) =>
      key
        .split(' ')
        .map((code) => typeNames.get(code) ?? code)
        .join(' → '),
  );
  return { fiscalYear, totals, outcomes: wholeOrNothing(outcomes), routes: wholeOrNothing(routes) };
}

function linesOf(
  quarters: readonly (readonly FigureRow[])[],
  figure: FigureRow['figure'],
  keyOf: (row: FigureRow) => string,
  nameOf: (key: string) => string,
): QuarterLine[] {
  const counted = quarters.map((rows) => {
    const sums = new Map<string, number>();
    for (const row of rows.filter((one) => one.figure === figure))
      sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.number);
    return sums;
  });
  const keys = [...new Set(counted.flatMap((sums) => [...sums.keys()]))];
  return keys
    .map((key) => ({ key, name: nameOf(key), numbers: counted.map((sums) => sums.get(key) ?? 0) }))
    .toSorted((one, other) => sumOf(other.numbers) - sumOf(one.numbers) || (one.key < other.key ? -1 : 1));
}

function wholeOrNothing(lines: readonly QuarterLine[]): readonly QuarterLine[] | null {
  return lines.some(({ numbers }) => numbers.some(isSmall)) ? null : lines;
}

function statusName(code: string): string {
  const known = lineStatuses.find((status): status is LineStatus => status === code);
  return known ? lineStatusNames[known] : code;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function isSmall(count: number): boolean {
  return count > 0 && count < smallestShown;
}
