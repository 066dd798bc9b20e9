/** What a figure has to reach; CI fails on it. */
export interface Goal {
  /** The ratio to the baseline measured beside it, or (for waiting people) the measured value itself. */
  readonly of: 'ratio' | 'measured';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One figure of one run, beside the baseline that was measured in the same run. */
export interface Figure {
  /** The row of the performance table, for example "S1 p50". */
  readonly name: string;
  readonly measured: number;
  readonly baseline: number;
  /** Of measured and baseline. */
  readonly unit: 'ms' | 's' | 'rps' | 'MB' | 'µs' | 'count' | 'share';
  readonly goal: Goal;
}

/** The figures of one subject, on one set of invented data. Every file *.bench.ts exports one as its default. */
export interface Bench {
  /** Makes the data, once for all runs. */
  prepare?(): Promise<void>;
  /** One run; the runner takes the run with the median ratio of several. */
  measure(): Promise<readonly Figure[]>;
  cleanUp?(): Promise<void>;
}

/** What is printed and written to reports/bench.json. */
export interface BenchRow {
  readonly name: string;
  readonly measured: number;
  readonly baseline: number;
  readonly ratio: number;
  readonly goal: string;
  readonly ok: boolean;
}

/** Of several runs of one figure, the one with the median ratio, held against its goal. */
export function medianRow(runs: readonly Figure[]): BenchRow {
  const byRatio = [...runs].sort((a, b) => ratioOf(a) - ratioOf(b));
  const figure = byRatio[Math.floor(byRatio.length / 2)];
  if (figure === undefined) throw new Error('a figure needs at least one run');
  const { name, measured, baseline, unit, goal } = figure;
  const judged = goal.of === 'ratio' ? ratioOf(figure) : measured;
  const bound = goal.atMost === undefined ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`;
  return {
    name: `${name} [${unit}]`,
    measured: rounded(measured),
    baseline: rounded(baseline),
    ratio: rounded(ratioOf(figure)),
    goal: goal.of === 'ratio' ? `ratio ${bound}` : `${bound} ${unit}`,
    ok: judged <= (goal.atMost ?? Infinity) && judged >= (goal.atLeast ?? -Infinity),
  };
}

function ratioOf({ measured, baseline }: Figure): number {
  return baseline === 0 ? 0 : measured / baseline;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
