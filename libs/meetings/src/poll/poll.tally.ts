import type { PollAnswer } from './poll.status.js';

/** What is counted: each live option with the answers of whoever is asked. */
export interface Counted {
  readonly id: string;
  readonly start: string;
  readonly votes: readonly {
    readonly isRequired: boolean;
    readonly name: string;
    readonly answer: PollAnswer;
  }[];
}

/** How an option stands. */
export interface Tally {
  readonly yes: number;
  readonly ifNeeded: number;
  readonly no: number;
  /** Who is required there and cannot come. */
  readonly refusedBy: readonly string[];
  readonly isBest: boolean;
}

/**
 * Counts each option and marks the best: first that nobody who is required refuses, then the most who can come, then the most
 * ○. Several may be equally good; where nobody has answered none is.
 */
export function tallyOf(options: readonly Counted[]): Map<string, Tally> {
  const counted = options.map(({ id, votes }) => {
    const count = (answer: PollAnswer) => votes.filter((vote) => vote.answer === answer).length;
    const refusedBy = votes
      .filter(({ isRequired, answer }) => isRequired && answer === 'no')
      .map(({ name }) => name);
    return { id, yes: count('yes'), ifNeeded: count('if_needed'), no: count('no'), refusedBy };
  });
  const worth = ({ yes, ifNeeded, refusedBy }: (typeof counted)[number]) =>
    (refusedBy.length === 0 ? 1_000_000 : 0) + (yes + ifNeeded) * 1000 + yes;
  const candidates = counted.filter(({ yes, ifNeeded }) => yes + ifNeeded > 0);
  const best = Math.max(...candidates.map(worth));
  return new Map(
    counted.map(({ id, ...tally }) => [
      id,
      { ...tally, isBest: tally.yes + tally.ifNeeded > 0 && worth({ id, ...tally }) === best },
    ]),
  );
}
