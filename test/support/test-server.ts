import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createKeys, EmbeddedPostgres, migrate } from '#libs/platform';
import { scratchFolder } from './scratch.js';
import { SpareDatabases } from './spare-databases.js';
import { templateDatabase } from './test-environment.js';

let server: EmbeddedPostgres | undefined;
let dataDir: string | undefined;
let spares: SpareDatabases | undefined;

/** Starts the one server of a test run and makes the migrated database that every test file gets a copy of. */
export async function startTestServer(): Promise<void> {
  dataDir = scratchFolder('test');
  const keyFile = join(dataDir, 'portal.key');
  const keys = createKeys(keyFile);
  server = await EmbeddedPostgres.open({
    dataDir,
    keyFile,
    superuserPassword: keys.superuserPassword,
    throwaway: true,
  });
  try {
    await server.ensureDatabase(templateDatabase);
    await migrate(server.urlOf(templateDatabase), keys, keyFile);
    await leaveUploadsUnscanned(server.urlOf(templateDatabase));
    spares = await SpareDatabases.open(server.urlOf('postgres'));
  } catch (error) {
    await stopTestServer();
    throw error;
  }
  // jest hands its environment to the workers; this is how they find the server.
  process.env['PORTAL_TEST_SERVER'] = server.urlOf('postgres');
  process.env['PORTAL_TEST_KEY_FILE'] = keyFile;
}

/** Most tests upload with the scanner switched off, and have no worker that would say so. */
async function leaveUploadsUnscanned(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('UPDATE portal.upload_setting SET scanned = false');
  await client.end();
}

/** Stops the server and removes its files. */
export async function stopTestServer(): Promise<void> {
  await spares?.stop();
  await server?.close();
  if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true });
}
