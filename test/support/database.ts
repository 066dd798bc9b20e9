import { randomBytes } from 'node:crypto';
import pg, { type QueryResultRow } from 'pg';
import { connectionsFor, type Keys, openKeys, type PortalConnections } from '#libs/platform';
import { templateDatabase, testEnvironment } from './test-environment.js';

/** A migrated, empty database of its own for one test file. */
export interface TestDatabase {
  readonly name: string;
  /** As the administrator that DATABASE_URL would name. */
  readonly adminUrl: string;
  readonly keys: Keys;
  readonly connections: PortalConnections;
  /** Runs SQL as superuser, past every policy: for arranging and for looking behind the curtain. */
  admin<Row extends QueryResultRow = QueryResultRow>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
  /** Ends every connection and removes the database. */
  drop(): Promise<void>;
}

/** Copies the migrated template; call `drop()` in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { server, keyFile } = testEnvironment();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${templateDatabase} STRATEGY file_copy`);
  const adminUrl = Object.assign(new URL(server), { pathname: name }).href;
  const keys = openKeys(keyFile);
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2, application_name: 'test-admin' });
  // drop() ends the connections from the other side.
  admin.on('error', () => undefined);
  return {
    name,
    adminUrl,
    keys,
    connections: connectionsFor(adminUrl, keys),
    async admin<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await admin.query<Row>(sql, [...values])).rows;
    },
    async drop() {
      await admin.end();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'test-admin' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
