/** What the source writes: sealed in the draft, and a section of the package once it is sent. */
export interface RequestText {
  /** What is asked for (目的・依頼内容). */
  readonly ask: string;
  /** What the person wishes, in their words (本人の意向). */
  readonly wish: string;
  /** What has been done so far (これまでの経過). */
  readonly background: string;
}

export const emptyRequest: RequestText = { ask: '', wish: '', background: '' };

/** Longest text of one part, in characters. */
export const longestRequestText = 4000;
