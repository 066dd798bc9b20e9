import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** How a file is to be read. */
export type ReadingChoice = Schema<'ReadingRequest'>;
/** Where a list comes from and what its columns are. */
export type SettingsRequest = Schema<'SettingsRequest'>;

/** The list, and the version of it that somebody has seen. */
type Seen = { id: string; version: number };

const at = ({ id, version }: Seen) => ({ params: { path: { id }, header: ifMatch(version) } });

/** Has the file read again. */
export function rereadImport({ choice, ...seen }: Seen & { choice: ReadingChoice }) {
  return bodyOf(api.PUT('/api/v1/imports/{id}/reading', { ...at(seen), body: choice }));
}

/** Has the list checked; nothing is written. */
export function settleImport({ settings, ...seen }: Seen & { settings: SettingsRequest }) {
  return bodyOf(api.PUT('/api/v1/imports/{id}/settings', { ...at(seen), body: settings }));
}

/** Has the list taken over. */
export function commitImport(seen: Seen) {
  return bodyOf(api.POST('/api/v1/imports/{id}/commitment', at(seen)));
}

/** Has it taken back. */
export function undoImport(seen: Seen) {
  return bodyOf(api.POST('/api/v1/imports/{id}/reversal', at(seen)));
}

/** Gives it up. */
export async function dropImport(seen: Seen): Promise<void> {
  await bodyOf(api.DELETE('/api/v1/imports/{id}', at(seen)));
}
