import type { Place } from '#libs/platform';

/** Where a version of one of the person's own sheets lives. */
export const ownSheetPlace = (
  column: 'body' | 'why',
  personId: string,
  kind: string,
  version: number,
): Place => ({
  table: 'own_sheet_version',
  column,
  row: `${personId}|${kind}|${version}`,
});

/** Where what somebody has typed into a sheet and not saved yet lives. */
export const ownSheetDraftPlace = (personId: string, kind: string, accountId: string): Place => ({
  table: 'own_sheet_draft',
  column: 'body',
  row: `${personId}|${kind}|${accountId}`,
});

/** Where an entry of the self-check lives. */
export const selfCheckPlace = (id: string): Place => ({ table: 'self_check', column: 'body', row: id });
