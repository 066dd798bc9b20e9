const second = 1000;
const longest = 600 * second;

/** Never two at the same moment for long: each wait is shortened by up to a fifth. */
const jitter = 0.2;

/** A mail server that is away over a weekend must not cost a single mail: the tries of a job span more than 48 hours. */
export const tries = 400;

/**
 * How long to wait before the next try, in milliseconds: doubling from one second to ten minutes.
 * @param made how many tries have failed so far, from 1
 * @param chance between 0 and 1
 */
export function waitAfter(made: number, chance = Math.random()): number {
  const full = Math.min(second * 2 ** (made - 1), longest);
  return Math.round(full * (1 - jitter * chance));
}
