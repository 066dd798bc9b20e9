import fc from 'fast-check';
import type { FigureRow } from './figures.js';
import { quarterFigures } from './quarter-figures.js';

const row = (figure: FigureRow['figure'], number: number, a: string | null = null): FigureRow => ({
  ...{ figure, a, b: null, c: null, number },
  ...{ lower: null, middle: null, upper: null },
});

/** A quarter with so many in each of two states, spread evenly over three months. */
const quarter = (completed: number, declined: number): FigureRow[] => [
  row('total', completed + declined),
  ...['04', '05', '06'].map((month) => row('month', (completed + declined) / 3, month)),
  ...(completed > 0 ? [row('outcome', completed, 'completed')] : []),
  ...(declined > 0 ? [row('outcome', declined, 'declined')] : []),
];
const figures = (...quarters: FigureRow[][]) => quarterFigures(2025, quarters, new Map());

describe('a year of the network by quarters', () => {
  it('shows totals and states where nothing is small', () => {
    const { totals, outcomes } = figures(quarter(30, 15), quarter(21, 9), quarter(24, 0), quarter(18, 6));
    expect(totals).toEqual([45, 30, 24, 24]);
    expect(outcomes?.map(({ name, numbers }) => [name, numbers])).toEqual([
      ['完了', [30, 21, 24, 18]],
      ['受入不可', [15, 9, 0, 6]],
    ]);
  });

  it('shows the states of no quarter when one of them is small in one', () => {
    const { totals, outcomes } = figures(quarter(30, 15), quarter(21, 9), quarter(24, 0), quarter(20, 4));
    // Else the year, which shows 28 declined, less the three quarters would be the four.
    expect(totals).toEqual([45, 30, 24, 24]);
    expect(outcomes).toBeNull();
  });

  it('shows nothing when a month is small: the year shows the other months', () => {
    const odd = [row('total', 23), row('month', 20, '04'), row('month', 3, '05')];
    expect(figures(odd, quarter(21, 9), quarter(24, 0), quarter(18, 6))).toEqual({
      ...{ fiscalYear: 2025, totals: null, outcomes: null, routes: null },
    });
  });

  it('never shows a small number, nor lets one be worked out from the year and the quarters', () => {
    const counts = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(counts, (pairs) => {
        const { totals, outcomes } = figures(...pairs.map(([one, other]) => quarter(one * 3, other * 3)));
        const shown = [...(totals ?? []), ...(outcomes ?? []).flatMap(({ numbers }) => numbers)];
        expect(shown.some((number) => number > 0 && number < 5)).toBe(false);
        // All quarters of a list or none: a year less some quarters is the sum of shown numbers.
        for (const { numbers } of outcomes ?? []) expect(numbers).toHaveLength(4);
      }),
    );
  });
});
