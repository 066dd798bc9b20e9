import type { Place } from '#libs/platform';

/** Where each sealed column of a person lives. */
export const personPlace = (column: 'name' | 'kana' | 'birth_date', personId: string): Place => ({
  table: 'person',
  column,
  row: personId,
});

/** Where the sheet of a category lives. */
export const sectionPlace = (personId: string, category: string): Place => ({
  table: 'person_section',
  column: 'body',
  row: `${personId}|${category}`,
});

/** Where each sealed column of a consent lives. */
export const consentPlace = (
  column: 'representative' | 'witness' | 'note' | 'withdrawal_note',
  consentId: string,
): Place => ({
  table: 'consent',
  column,
  row: consentId,
});

/** Where a scan lives. */
export const evidencePlace = (evidenceId: string): Place => ({
  table: 'consent_evidence',
  column: 'body',
  row: evidenceId,
});
