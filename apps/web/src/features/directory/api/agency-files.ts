import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** A photograph or leaflet of an agency. */
export type AgencyFile = Schema<'AgencyFileView'>;
/** Who may see it. */
export type SeenBy = AgencyFile['visibility'];

/** What a file can be. */
export const fileTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const;

/** Where a file is. */
export function fileAddress(agencyId: string, fileId: string): string {
  return `/api/v1/agencies/${agencyId}/files/${fileId}`;
}

/** Adds a file. It is sent as it is, not inside JSON. */
export function addAgencyFile(input: {
  agencyId: string;
  file: File;
  words: string;
  visibility: SeenBy;
  key: string;
}) {
  const { agencyId, file, words, visibility, key } = input;
  return bodyOf(
    api.POST('/api/v1/agencies/{id}/files', {
      params: { path: { id: agencyId }, query: { words, visibility }, header: onceBy(key) },
      headers: { 'Content-Type': file.type },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    }),
  );
}

type Place = { agencyId: string; fileId: string };
const at = ({ agencyId, fileId }: Place) => ({ path: { id: agencyId, fid: fileId } });

/** Says otherwise what a file shows and who may see it. */
export function describeAgencyFile({
  words,
  visibility,
  ...place
}: Place & { words: string; visibility: SeenBy }) {
  return bodyOf(
    api.PATCH('/api/v1/agencies/{id}/files/{fid}', { params: at(place), body: { words, visibility } }),
  );
}

/** Takes a file away. */
export function removeAgencyFile(place: Place) {
  return bodyOf(api.DELETE('/api/v1/agencies/{id}/files/{fid}', { params: at(place) }));
}

/** Puts a file one place forward. */
export function putFileForward(place: Place) {
  return bodyOf(api.POST('/api/v1/agencies/{id}/files/{fid}/forward', { params: at(place) }));
}
