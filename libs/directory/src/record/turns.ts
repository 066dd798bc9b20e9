/** Long work in turns; after each it yields how much is done. */
export type Turns<T> = Generator<number, T, undefined>;

/** So many rows at a time: long enough to be fast, short enough that a bar moves and whatever else waits gets its turn. */
export const rowsPerTurn = 500;

/** One value for each, in turns. */
export function* eachInTurns<One, Result>(list: readonly One[], work: (one: One) => Result): Turns<Result[]> {
  const results: Result[] = [];
  for (const one of list) {
    if (results.length > 0 && results.length % rowsPerTurn === 0) yield results.length;
    results.push(work(one));
  }
  return results;
}

/** All turns without a pause. */
export function atOnce<T>(turns: Turns<T>): T {
  for (;;) {
    const step = turns.next();
    if (step.done) return step.value;
  }
}

/** One turn after the other; between two of them it is told how much is done. */
export async function inTurns<T>(turns: Turns<T>, tell: (done: number) => Promise<void>): Promise<T> {
  for (;;) {
    const step = turns.next();
    if (step.done) return step.value;
    await tell(step.value);
  }
}
