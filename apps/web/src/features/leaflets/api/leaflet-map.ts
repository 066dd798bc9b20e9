import { api, bodyOf, onceBy } from '../../../lib/api-client.js';

/** Where the map of an edition lies; another version is another picture. */
export function mapAddress(id: string, version: number): string {
  return `/api/v1/leaflets/${id}/map?v=${version}`;
}

/** Puts a map in. */
export function putMap({ id, file, words, key }: { id: string; file: File; words: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/leaflets/{id}/map', {
      params: { path: { id }, query: { words }, header: onceBy(key) },
      headers: { 'Content-Type': file.type },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    }),
  );
}

/** Takes the map out. */
export function removeMap(id: string) {
  return bodyOf(api.DELETE('/api/v1/leaflets/{id}/map', { params: { path: { id } } }));
}
