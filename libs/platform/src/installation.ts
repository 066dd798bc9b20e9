import type { Config } from './config/config.js';
import { DatabaseOutdated, DatabaseUnreachable, DatabaseUrlMissing } from './installation.errors.js';
import { KeyFileForeign, KeyFileMissing } from './keys/key.errors.js';
import { createKeys, hasKeys, openKeys } from './keys/key.file.js';
import type { Keys } from './keys/keys.js';
import { assertFit, connectTo } from './postgres/admin.connection.js';
import { connectionsFor, type PortalConnections } from './postgres/connections.js';
import { EmbeddedPostgres } from './postgres/embedded-postgres.js';
import { isMigrated, migrate, pendingMigrations } from './postgres/migration.js';

/** One installation of the portal, opened: its settings, its key and its migrated database. */
export interface Installation {
  readonly config: Config;
  readonly keys: Keys;
  readonly connections: PortalConnections;
  /** The key file was made just now: whoever opened the installation should be told to keep a copy. */
  readonly keyIsNew: boolean;
  /** Lets go of the database; an embedded server stops when nobody else uses it. */
  close(): Promise<void>;
}

/** For the command line: makes what is missing (key file, embedded server, tables) and starts what does not run. */
export async function openInstallation(config: Config): Promise<Installation> {
  return config.databaseUrl === undefined ? openEmbedded(config) : openExternal(config, config.databaseUrl);
}

/** For api and worker on their own: everything must be there already, and nothing is changed. */
export async function joinInstallation(config: Config): Promise<Installation> {
  if (config.databaseUrl === undefined) throw new DatabaseUrlMissing();
  const keys = openKeys(config.keyFile);
  const connections = connectionsFor(config.databaseUrl, keys);
  const client = await connectTo(connections.app, 'portal-start').catch((error: unknown) => {
    // The password comes from the key file, so a refused one means that the key is another installation's.
    throw error instanceof DatabaseUnreachable && error.refused ? new KeyFileForeign(config.keyFile) : error;
  });
  try {
    const pending = await pendingMigrations(client);
    if (pending > 0) throw new DatabaseOutdated(pending);
  } finally {
    await client.end();
  }
  return { config, keys, connections, keyIsNew: false, close: () => Promise.resolve() };
}

async function openEmbedded(config: Config): Promise<Installation> {
  const { keys, keyIsNew } = keysFor(config, EmbeddedPostgres.hasData(config.dataDir));
  const server = await EmbeddedPostgres.open({
    dataDir: config.dataDir,
    keyFile: config.keyFile,
    superuserPassword: keys.superuserPassword,
  });
  try {
    await server.ensureDatabase('portal');
    const adminUrl = server.urlOf('portal');
    await migrate(adminUrl, keys, config.keyFile);
    return {
      config,
      keys,
      connections: connectionsFor(adminUrl, keys),
      keyIsNew,
      close: () => server.close(),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openExternal(config: Config, adminUrl: string): Promise<Installation> {
  const admin = await connectTo(adminUrl, 'portal-start');
  let hasData: boolean;
  try {
    await assertFit(admin);
    hasData = await isMigrated(admin);
  } finally {
    await admin.end();
  }
  const { keys, keyIsNew } = keysFor(config, hasData);
  await migrate(adminUrl, keys, config.keyFile);
  return {
    config,
    keys,
    connections: connectionsFor(adminUrl, keys),
    keyIsNew,
    close: () => Promise.resolve(),
  };
}

function keysFor({ keyFile }: Config, hasData: boolean): { keys: Keys; keyIsNew: boolean } {
  if (hasKeys(keyFile)) return { keys: openKeys(keyFile), keyIsNew: false };
  if (hasData) throw new KeyFileMissing(keyFile);
  return { keys: createKeys(keyFile), keyIsNew: true };
}
