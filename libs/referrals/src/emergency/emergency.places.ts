import type { Place } from '#libs/platform';

/** Where the sealed words of an opening live. */
export const openingPlace = (column: 'reason' | 'finding_note', openingId: string): Place => ({
  table: 'emergency_opening',
  column,
  row: openingId,
});
