import { writeFileSync } from 'node:fs';
import { openLog } from '#libs/platform';
import { createApi } from '../../../api/src/app.js';
import { openApiDocument } from '../../../api/src/http/document.js';
import { withInstallation } from '../with-installation.js';

/** Builds the API as it would run and writes down its routes; the same routes always give the same text. */
export async function printOpenApi(output: string | undefined): Promise<void> {
  await withInstallation(async (installation) => {
    const api = await createApi({ ...installation, log: openLog('silent', 'openapi') });
    try {
      const text = `${JSON.stringify(openApiDocument(api), undefined, 2)}\n`;
      if (output === undefined) process.stdout.write(text);
      else writeFileSync(output, text);
    } finally {
      await api.close();
    }
  });
}
