import type { Place } from '#libs/platform';

/** Where the reason of a ground lives. */
export const groundPlace = (groundId: string): Place => ({
  table: 'legal_ground',
  column: 'reason',
  row: groundId,
});
