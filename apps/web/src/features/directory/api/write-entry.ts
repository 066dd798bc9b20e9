import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';
import type { EntryContent } from '../entry-content.js';

type Given = Schema<'EntryRequest'>['entry'];

/** Keeps what is typed, unchecked, for oneself alone. */
export function saveEntryDraft(input: {
  agencyId: string;
  base: EntryContent;
  mine: EntryContent;
  baseVersion: number;
  conflicts: string[];
}) {
  const { agencyId, base, mine, baseVersion, conflicts } = input;
  return bodyOf(
    api.PUT('/api/v1/agencies/{id}/entry-draft', {
      params: { path: { id: agencyId } },
      body: { base: base as Given, mine: mine as Given, baseVersion, conflicts },
    }),
  );
}

/** Throws the own draft away. */
export function discardEntryDraft(agencyId: string) {
  return bodyOf(api.DELETE('/api/v1/agencies/{id}/entry-draft', { params: { path: { id: agencyId } } }));
}

/** Hands in what is in the form. */
export function handInEntry(input: { agencyId: string; version: number; entry: EntryContent; note: string }) {
  return bodyOf(
    api.PATCH('/api/v1/agencies/{id}/entry', {
      params: { path: { id: input.agencyId }, header: ifMatch(input.version) },
      body: { entry: input.entry as Given, note: input.note.trim() || null },
    }),
  );
}

/** The page as others would see it. */
export function previewEntry(input: { agencyId: string; entry: EntryContent; circle: 'public' | 'members' }) {
  return bodyOf(
    api.POST('/api/v1/agencies/{id}/entry-preview', {
      params: { path: { id: input.agencyId } },
      body: { entry: input.entry as Given, circle: input.circle },
    }),
  );
}

/** A new agency. */
export function createAgency({ entry, key }: { entry: Given; key: string }) {
  return bodyOf(api.POST('/api/v1/agencies', { params: { header: onceBy(key) }, body: { entry } }));
}
