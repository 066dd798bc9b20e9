import { type Figure, medianRow } from './bench.js';

const figure = (measured: number, change: Partial<Figure> = {}): Figure => ({
  name: 'S1 p50',
  measured,
  baseline: 2,
  unit: 'ms',
  goal: { of: 'ratio', atMost: 2 },
  ...change,
});

describe('a row of the benchmark', () => {
  it('is the run with the median ratio', () => {
    expect(medianRow([figure(9), figure(1), figure(3)])).toEqual({
      name: 'S1 p50 [ms]',
      measured: 3,
      baseline: 2,
      ratio: 1.5,
      goal: 'ratio <= 2',
      ok: true,
    });
  });

  it.each([
    ['too slow beside its baseline', figure(5), false],
    ['too few beside its baseline', figure(1, { goal: { of: 'ratio', atLeast: 0.75 } }), false],
    ['enough beside its baseline', figure(2, { goal: { of: 'ratio', atLeast: 0.75 } }), true],
    [
      'slow for people, whatever the baseline',
      figure(11, { baseline: 100, goal: { of: 'measured', atMost: 10 } }),
      false,
    ],
    [
      'quick for people, whatever the baseline',
      figure(9, { baseline: 1, goal: { of: 'measured', atMost: 10 } }),
      true,
    ],
  ])('is judged: %s', (_case, run, ok) => {
    expect(medianRow([run]).ok).toBe(ok);
  });
});
