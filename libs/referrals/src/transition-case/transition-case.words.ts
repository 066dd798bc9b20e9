import type { Place } from '#libs/platform';

/** What is written about a transition. */
export interface CaseWords {
  readonly goal: string;
  /** What came of it, when it was closed. */
  readonly outcome: string;
}

/** Where that lives. */
export const caseWordsPlace = (id: string): Place => ({ table: 'transition_case', column: 'body', row: id });
