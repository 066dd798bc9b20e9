import type { Place } from '#libs/platform';

/** Where what the drafter says to whoever approves lives. */
export const approvalWordsPlace = (id: string): Place => ({
  table: 'sending_approval',
  column: 'words',
  row: id,
});

/** Where the reason lives for which a draft went back. */
export const approvalReasonPlace = (id: string): Place => ({
  table: 'sending_approval',
  column: 'reason',
  row: id,
});
