import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { createApi } from '../../apps/api/src/app.js';
import { Config, openLog } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from './database.js';
import { Client } from './client.js';

/** The API listening on a free port, on a database of its own. */
export interface TestApi {
  readonly db: TestDatabase;
  readonly url: string;
  /** For tests that read the routes themselves. */
  readonly app: INestApplication;
  /** Somebody with a session token, or nobody. */
  client(token?: string): Client;
  close(): Promise<void>;
}

/** Starts the real API; call `close()` in afterAll. */
export async function startApi(settings: Partial<Config> = {}): Promise<TestApi> {
  const db = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'portal-api-'));
  const config = new Config({
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    mailFrom: '連携ポータル <no-reply@portal.example.jp>',
    dataDir,
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    demo: true,
    ...settings,
  });
  const app = await createApi({
    config,
    keys: db.keys,
    connections: db.connections,
    log: openLog(config.logLevel, 'test'),
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    db,
    url,
    app,
    client: (token) => new Client(url, token),
    async close() {
      await app.close();
      await db.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
