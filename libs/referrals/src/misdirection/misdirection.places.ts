import type { Place } from '#libs/platform';

/** Where the sealed words on a misdirected sending live. */
export const misdirectionPlace = (column: 'account' | 'measures', id: string): Place => ({
  table: 'misdirection',
  column,
  row: id,
});
