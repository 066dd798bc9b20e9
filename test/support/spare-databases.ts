import pg from 'pg';
import { templateDatabase } from './test-environment.js';

const spares = 2;
const isTaken = 'test_database_taken';
const isLeft = 'test_database_left';

/**
 * Makes copies of the migrated database ahead, while tests run, and removes those that were left. Lives beside the test server;
 * test files reach it through the server alone, since each runs in a world of its own.
 */
export class SpareDatabases {
  private work: Promise<void> = Promise.resolve();
  private made = 0;
  private isStopping = false;

  private constructor(private readonly client: pg.Client) {}

  static async open(server: string): Promise<SpareDatabases> {
    const client = await connect(server);
    const keeper = new SpareDatabases(client);
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === isTaken) keeper.next(() => keeper.fill());
      else keeper.next(() => keeper.remove(payload));
    });
    await client.query(`LISTEN ${isTaken}; LISTEN ${isLeft}`);
    keeper.next(() => keeper.fill());
    return keeper;
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.work;
    await this.client.end();
  }

  private next(step: () => Promise<void>): void {
    // Whoever finds no spare makes a copy: nothing depends on this one.
    this.work = this.work.then(() => (this.isStopping ? undefined : step())).catch(() => undefined);
  }

  private async fill(): Promise<void> {
    for (let waiting = (await spareNames(this.client)).length; waiting < spares; waiting += 1) {
      this.made += 1;
      await this.client.query(copyTo(`spare_${this.made}`));
    }
  }

  private async remove(name: string): Promise<void> {
    await this.client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  }
}

/** Makes a spare copy the database `name`, or a new one where there is none. */
export async function takeDatabase(server: string, name: string): Promise<void> {
  await onServer(server, async (client) => {
    for (const spare of await spareNames(client)) {
      try {
        await client.query(`ALTER DATABASE ${spare} RENAME TO ${name}`);
        await client.query(`NOTIFY ${isTaken}`);
        return;
      } catch (error) {
        if ((error as pg.DatabaseError).code !== undefinedDatabase) throw error;
        // Another test file was quicker.
      }
    }
    await client.query(copyTo(name));
  });
}

/** Has a database removed that nobody needs any more; that is not waited for. */
export async function leaveDatabase(server: string, name: string): Promise<void> {
  await onServer(server, async (client) => {
    await client.query(`NOTIFY ${isLeft}, '${name}'`);
  });
}

const undefinedDatabase = '3D000';

async function spareNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE starts_with(datname, 'spare_') ORDER BY random()`,
  );
  return rows.map(({ datname }) => datname);
}

function copyTo(name: string): string {
  return `CREATE DATABASE ${name} TEMPLATE ${templateDatabase} STRATEGY file_copy`;
}

async function onServer(server: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = await connect(server);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function connect(server: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server, application_name: 'test-admin' });
  // The server may be gone first.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
