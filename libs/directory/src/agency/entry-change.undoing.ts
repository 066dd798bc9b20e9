import type { Member } from '#libs/identity';
import { type FieldChange, inverse } from '../entry/entry.changes.js';
import { agencyFields, type EntryField } from '../entry/entry.fields.js';
import { isSecretariat } from './entry.policy.js';
import type { ChangeRow } from './entry-history.queries.js';

const fields: Readonly<Record<string, EntryField | undefined>> = agencyFields;

/**
 * What takes a change back, as far as this keeper may write the fields; nothing for a new entry and for a merger, made or
 * taken back: that moved rows between two entries, and a history of fields cannot move them again.
 */
export function undoingChanges(
  actor: Pick<Member, 'role'>,
  { kind, undoesKind, changes }: ChangeRow,
): FieldChange[] {
  if (kind === 'created' || kind === 'merge' || undoesKind === 'merge') return [];
  return inverse(changes).filter(({ path }) => isSecretariat(actor) || !fields[path]?.secretariatOnly);
}
