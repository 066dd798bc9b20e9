import type { Place } from '#libs/platform';
import type { SealedField, sealedColumns } from './consent.entity.js';

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
  column: (typeof sealedColumns)[SealedField] | 'withdrawal_note',
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

/** Where the words of an asking live. */
export const askingPlace = (column: 'representative' | 'note', askingId: string): Place => ({
  table: 'consent_asking',
  column,
  row: askingId,
});

/** Where the note on how support ended lives. */
export const endNotePlace = (personId: string): Place => ({
  table: 'person',
  column: 'end_note',
  row: personId,
});

/** Where a name lives that a person bore before. */
export const formerNamePlace = (column: 'name' | 'kana', id: string): Place => ({
  table: 'person_former_name',
  column,
  row: id,
});

/** Where the words of a request of the person live. */
export const requestPlace = (column: 'asker' | 'scope' | 'explanation' | 'drop_note', id: string): Place => ({
  table: 'person_request',
  column,
  row: id,
});

/** Where the reason lives for which a record is kept beyond its time. */
export const holdPlace = (id: string): Place => ({ table: 'legal_hold', column: 'reason', row: id });
