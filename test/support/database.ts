import { randomBytes } from 'node:crypto';
import pg, { type QueryResultRow } from 'pg';
import { connectionsFor, type Keys, openKeys, type PortalConnections } from '#libs/platform';
import { leaveDatabase, takeDatabase } from './spare-databases.js';
import { testEnvironment } from './test-environment.js';

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
  /** Leaves the database; it is removed as soon as there is time. */
  drop(): Promise<void>;
}

/** Takes a copy of the migrated template; call `drop()` in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { server, keyFile } = testEnvironment();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await takeDatabase(server, name);
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
      await leaveDatabase(server, name);
    },
  };
}
