import type { Place } from '#libs/platform';

/** Where the sealed words of a withdrawal live. */
export const withdrawalPlace = (column: 'identity_check' | 'note', withdrawalId: string): Place => ({
  table: 'withdrawal',
  column,
  row: withdrawalId,
});
