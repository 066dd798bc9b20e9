import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { KeyFileForeign } from '../keys/key.errors.js';
import { isLostConnection } from './lost-connection.js';
import { findBinaries } from './server.binaries.js';
import { createCluster, isCluster } from './server.cluster.js';
import {
  ensureRunning,
  leaveRunning,
  type RunningServer,
  type ServerWishes,
  stopServer,
} from './server.process.js';
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

const patience = 30_000;

interface Attachment {
  readonly server: RunningServer;
  readonly presence: pg.Client;
}

/**
 * A real PostgreSQL server in the data folder, for a first look, development, tests and small networks. Several processes
 * may use it at once: the first one starts it, the last one stops it, and when it dies whoever uses it starts it again.
 */
export class EmbeddedPostgres {
  private closing = false;
  private recovering: Promise<void> = Promise.resolve();

  private constructor(
    private readonly wishes: ServerWishes,
    private readonly password: string,
    private attached: Attachment,
  ) {
    this.watch();
  }

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
    const server = { binaries, folder, logFile: join(dataDir, 'postgres.log'), user, throwaway };
    try {
      return new EmbeddedPostgres(server, password, await attach(server, password));
    } catch (error) {
      if ((error as pg.DatabaseError).code === '28P01') throw new KeyFileForeign(wishes.keyFile);
      throw error;
    }
  }

  /** Connection string of the superuser for one database of the server. */
  urlOf(database: string): string {
    return urlOf(this.attached.server, this.password, database);
  }

  /** Makes the database unless it is there. */
  async ensureDatabase(name: string): Promise<void> {
    const { presence } = this.attached;
    const { rowCount } = await presence.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    await presence.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`).catch((error: pg.DatabaseError) => {
      // Another first start made it at the same moment.
      if (!['42P04', '23505'].includes(error.code ?? '')) throw error;
    });
  }

  /** Leaves; the last one to leave stops the server. */
  async close(): Promise<void> {
    this.closing = true;
    await this.recovering;
    const { server, presence } = this.attached;
    if (await isLast(presence)) await stopServer(server);
    else leaveRunning(server);
    await presence.end().catch(() => undefined);
  }

  private watch(): void {
    this.attached.presence.once('end', () => {
      if (!this.closing) this.recovering = this.recover();
    });
  }

  /** The server has died, or has thrown everybody out to repair itself: our mark is gone, and perhaps the server. */
  private async recover(): Promise<void> {
    const { port } = this.attached.server;
    while (!this.closing) {
      try {
        // On the same port: every connection string of this process names it.
        this.attached = await attach(this.wishes, this.password, port);
        this.watch();
        return;
      } catch {
        await pause(1000);
      }
    }
  }
}

/** Finds or starts the server and signs in to it; one that is just stopping is waited for. */
async function attach(wishes: ServerWishes, password: string, port?: number): Promise<Attachment> {
  for (const deadline = Date.now() + patience; ; await pause(50)) {
    const server = await ensureRunning(wishes, port);
    try {
      return { server, presence: await announce(server, password) };
    } catch (error) {
      if (isLostConnection(error) && Date.now() < deadline) continue;
      if (server.lifeline !== undefined) await stopServer(server);
      throw error;
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
  // A broken connection also ends, and that is listened to.
  presence.on('error', () => undefined);
  await presence.connect();
  await presence.query('SELECT pg_advisory_lock_shared($1)', [inUse]);
  return presence;
}

async function isLast(presence: pg.Client): Promise<boolean> {
  try {
    await presence.query('SELECT pg_advisory_unlock_shared($1)', [inUse]);
    const { rows } = await presence.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
      inUse,
    ]);
    return rows[0]?.last === true;
  } catch {
    return false; // The server is gone already.
  }
}
