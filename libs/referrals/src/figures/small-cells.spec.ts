import fc from 'fast-check';
import { type CountedCell, type ShownCell, withoutSmallCells } from './small-cells.js';

const table = (counts: number[][]): CountedCell => {
  const parts = counts.map((leaves, at) => ({
    key: `${at}`,
    count: sum(leaves),
    parts: leaves.map((count, leaf) => ({ key: `${at}.${leaf}`, count })),
  }));
  return { key: 'all', count: sum(parts.map(({ count }) => count)), parts };
};
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** What a cell may be as far as its own mark goes. */
const bounds = ({ shown }: ShownCell): [number, number] => {
  if (shown === 'few') return [1, 4];
  return shown === 'withheld' ? [5, Infinity] : [shown, shown];
};

/** Every value that `at` can take so that the cells still add up, tried one by one. */
function possible(cells: readonly ShownCell[], at: number, total: number): number[] {
  const others = cells.filter((_, index) => index !== at).map(bounds);
  const [low, high] = [sum(others.map(([lowest]) => lowest)), sum(others.map(([, highest]) => highest))];
  const [from, to] = bounds(cells[at]!);
  return Array.from({ length: Math.min(to, total) - from + 1 }, (_, step) => from + step).filter(
    (value) => total - value >= low && total - value <= high,
  );
}

function families(cell: ShownCell): { total: number; parts: readonly ShownCell[] }[] {
  if (!cell.parts) return [];
  const own = typeof cell.shown === 'number' ? [{ total: cell.shown, parts: cell.parts }] : [];
  return [...own, ...cell.parts.flatMap(families)];
}

describe('publishing without small cells', () => {
  it('edge 22: statistics small cells: no small number can be worked out from the published ones', () => {
    const counts = fc.array(fc.array(fc.oneof(fc.nat(6), fc.nat(40)), { maxLength: 6 }), { maxLength: 6 });
    fc.assert(
      fc.property(counts, (made) => {
        const shown = withoutSmallCells(table(made));
        for (const { total, parts } of families(shown))
          for (const [at, part] of parts.entries())
            if (part.shown === 'few') expect(possible(parts, at, total)).toEqual([1, 2, 3, 4]);
      }),
      { numRuns: 2000 },
    );
  });

  it('never shows a number from one to four, and changes none that it shows', () => {
    const counts = fc.array(fc.array(fc.nat(30), { maxLength: 8 }), { maxLength: 8 });
    const compare = (cell: ShownCell, counted: CountedCell) => {
      expect([1, 2, 3, 4]).not.toContain(cell.shown);
      if (typeof cell.shown === 'number') expect(cell.shown).toBe(counted.count);
      for (const [at, part] of (cell.parts ?? []).entries()) compare(part, counted.parts![at]!);
    };
    fc.assert(fc.property(counts, (made) => compare(withoutSmallCells(table(made)), table(made))));
  });

  it.each([
    { counts: [30, 3], shown: ['withheld', 'few'] },
    { counts: [30, 12, 3], shown: [30, 'withheld', 'few'] },
    { counts: [30, 2, 3, 3], shown: [30, 'few', 'few', 'few'] },
    { counts: [30, 1, 1], shown: ['withheld', 'few', 'few'] },
    { counts: [9, 0, 8], shown: [9, 0, 8] },
  ])('shows $shown for $counts', ({ counts, shown }) => {
    const parts = counts.map((count, at) => ({ key: `${at}`, count }));
    const made = withoutSmallCells({ key: 'all', count: sum(counts), parts });
    expect(made.parts?.map((part) => part.shown)).toEqual(shown);
  });

  it('says nothing below a number that it does not say', () => {
    expect(withoutSmallCells(table([[2], [1]]))).toEqual({ key: 'all', shown: 'few', parts: null });
  });
});
