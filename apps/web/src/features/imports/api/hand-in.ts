import { api, bodyOf, onceBy } from '../../../lib/api-client.js';

/** What the picker of the browser offers; anything else is read by its content all the same. */
export const acceptedFiles = '.csv,.tsv,.txt,.xlsx,.xls,.json';

/** Hands a list in. The file is sent as it is, whatever the PC takes it for. */
export function handIn({ file, key }: { file: File; key: string }) {
  return bodyOf(
    api.POST('/api/v1/imports', {
      params: { query: { fileName: file.name }, header: onceBy(key) },
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    }),
  );
}
