import { join } from 'node:path';
import pg from 'pg';
import { KeyFileForeign } from '../keys/key.errors.js';
import { findBinaries } from './server.binaries.js';
import { createCluster, isCluster } from './server.cluster.js';
import { ensureRunning, leaveRunning, stopServer, type RunningServer } from './server.process.js';
import { assertReachable, serverUserFor } from './server.user.js';

/** Held shared by everybody who uses the server; whoever gets it exclusively is the last one. */
const inUse = 7_364_001;

/** Where the embedded server keeps its files, and how one signs in. */
export interface EmbeddedPostgresWishes {
  dataDir: string;
  superuserPassword: string;
  /** Named in the message when the password is refused. */
  keyFile: string;
  /** For tests: faster, and lost when the machine stops. */
  throwaway?: boolean;
}

/**
 * A real PostgreSQL server in the data folder, for a first look, development, tests and small networks. Several processes
 * may use it at once: the first one starts it, the last one stops it.
 */
export class EmbeddedPostgres {
  private constructor(
    private readonly server: RunningServer,
    private readonly password: string,
    private readonly presence: pg.Client,
  ) {}

  /** Whether the data folder holds a database already. */
  static hasData(dataDir: string): boolean {
    return isCluster(folderIn(dataDir));
  }

  /** Makes the files if there are none, starts the server if it does not run, and marks it as used. */
  static async open(wishes: EmbeddedPostgresWishes): Promise<EmbeddedPostgres> {
    const { dataDir, superuserPassword: password, throwaway = false } = wishes;
    const folder = folderIn(dataDir);
    const binaries = await findBinaries();
    const user = serverUserFor(folder);
    assertReachable(binaries.postgres, user);
    if (!isCluster(folder)) await createCluster(binaries, { folder, password, user, throwaway });
    assertReachable(folder, user);
    const server = await ensureRunning(binaries, {
      folder,
      logFile: join(dataDir, 'postgres.log'),
      user,
      throwaway,
    });
    try {
      return new EmbeddedPostgres(server, password, await announce(server, password));
    } catch (error) {
      if (server.lifeline !== undefined) await stopServer(server);
      if ((error as pg.DatabaseError).code === '28P01') throw new KeyFileForeign(wishes.keyFile);
      throw error;
    }
  }

  /** Connection string of the superuser for one database of the server. */
  urlOf(database: string): string {
    return urlOf(this.server, this.password, database);
  }

  /** Makes the database unless it is there. */
  async ensureDatabase(name: string): Promise<void> {
    const { rowCount } = await this.presence.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await this.presence.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  }

  /** Leaves; the last one to leave stops the server. */
  async close(): Promise<void> {
    if (await this.isLast()) await stopServer(this.server);
    else leaveRunning(this.server);
    await this.presence.end().catch(() => undefined);
  }

  private async isLast(): Promise<boolean> {
    try {
      await this.presence.query('SELECT pg_advisory_unlock_shared($1)', [inUse]);
      const { rows } = await this.presence.query<{ last: boolean }>(
        'SELECT pg_try_advisory_lock($1) AS last',
        [inUse],
      );
      return rows[0]?.last === true;
    } catch {
      return true; // the connection is gone: the server has stopped, or is about to
    }
  }
}

function folderIn(dataDir: string): string {
  return join(dataDir, 'postgres');
}

function urlOf(server: RunningServer, password: string, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${server.port}/${database}`;
}

async function announce(server: RunningServer, password: string): Promise<pg.Client> {
  const presence = new pg.Client({
    connectionString: urlOf(server, password, 'postgres'),
    application_name: 'portal-presence',
  });
  // The server may be stopped under us; the pools notice that in their own way.
  presence.on('error', () => undefined);
  await presence.connect();
  await presence.query('SELECT pg_advisory_lock_shared($1)', [inUse]);
  return presence;
}
