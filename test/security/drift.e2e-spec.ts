import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openApiDocument } from '../../apps/api/src/http/document.js';
import { startApi, type TestApi } from '../support/api.js';

const document = 'apps/api/openapi.json';
const client = 'apps/web/src/lib/api-schema.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** The first line in which two texts differ, with what to do; nothing when they are the same. */
function drift(file: string, wanted: string): string | undefined {
  const written = readFileSync(file, 'utf8').split('\n');
  const at = wanted.split('\n').findIndex((line, index) => line !== written[index]);
  if (at < 0 && written.length === wanted.split('\n').length) return undefined;
  return `${file} differs from line ${at + 1} on: run npm run api-client and commit what it writes`;
}

describe('what is generated and committed', () => {
  it('is the document of the running API', () => {
    expect(drift(document, `${JSON.stringify(openApiDocument(api.app), undefined, 2)}\n`)).toBeUndefined();
  });

  it('is the web client of that document', () => {
    const folder = mkdtempSync(join(tmpdir(), 'portal-drift-'));
    try {
      const written = join(folder, 'api-schema.ts');
      const generator = resolve('node_modules/openapi-typescript/bin/cli.js');
      execFileSync(process.execPath, [generator, document, '-o', written], { stdio: 'pipe' });
      expect(drift(client, readFileSync(written, 'utf8'))).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
