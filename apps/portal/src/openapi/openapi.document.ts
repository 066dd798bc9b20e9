import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, openInstallation, openLog } from '#libs/platform';
import { createApi } from '../../../api/src/app.js';
import { openApiDocument } from '../../../api/src/http/document.js';

/** Builds the API as it would run and writes down its routes. No installation is touched: the same program always gives the same text. */
export async function printOpenApi(output: string | undefined): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-openapi-'));
  const installation = await openInstallation(loadConfig({ DATA_DIR: dataDir }));
  try {
    const api = await createApi({ ...installation, log: openLog('silent', 'openapi') });
    const text = `${JSON.stringify(openApiDocument(api), undefined, 2)}\n`;
    await api.close();
    if (output === undefined) process.stdout.write(text);
    else writeFileSync(output, text);
  } finally {
    await installation.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
