import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** One change of an entry. */
export type EntryChange = Schema<'EntryChangeView'>;
/** One field that changes, in words. */
export type ChangeLine = Schema<'ChangeLineView'>;

/** The history of one entry, newest first. */
export function historyQuery(agencyId: string, { field, page }: { field: string; page: number }) {
  const query = { page, perPage: 20, ...(field ? { field } : {}) };
  return queryOptions({
    queryKey: ['entry-history', agencyId, query],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/agencies/{id}/changes', { params: { path: { id: agencyId }, query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** What waits for the secretariat. */
export function waitingChangesQuery(page: number) {
  return queryOptions({
    queryKey: ['entry-changes', page],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/entry-changes', { params: { query: { page, perPage: 50 } }, signal })),
  });
}

/** One change, with what it meets now. */
export function changeQuery(id: string) {
  return queryOptions({
    queryKey: ['entry-change', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/entry-changes/{id}', { params: { path: { id } }, signal })),
  });
}

type Chosen = { id: string; paths: string[]; overwrite: boolean };

/** Makes a waiting change, whole or field by field. */
export function approveChange({ id, paths, overwrite, note }: Chosen & { note: string }) {
  return bodyOf(
    api.POST('/api/v1/entry-changes/{id}/approval', {
      params: { path: { id } },
      body: { paths, overwrite, note: note.trim() || null },
    }),
  );
}

/** Refuses a waiting change and says why. */
export function refuseChange({ id, note }: { id: string; note: string }) {
  return bodyOf(api.POST('/api/v1/entry-changes/{id}/refusal', { params: { path: { id } }, body: { note } }));
}

/** Gives up a waiting change. */
export function withdrawChange(id: string) {
  return bodyOf(api.POST('/api/v1/entry-changes/{id}/withdrawal', { params: { path: { id } } }));
}

/** Takes a change back, whole or field by field. */
export function undoChange({ id, paths, overwrite }: Chosen) {
  return bodyOf(
    api.POST('/api/v1/entry-changes/{id}/undoing', { params: { path: { id } }, body: { paths, overwrite } }),
  );
}
