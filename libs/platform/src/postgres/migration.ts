import type pg from 'pg';
import { DatabaseNewer, DatabaseUnreachable } from '../installation.errors.js';
import { KeyFileForeign } from '../keys/key.errors.js';
import type { Keys } from '../keys/keys.js';
import { migrateQueue } from '../queue/queue.migration.js';
import { connectTo } from './admin.connection.js';
import { connectionsFor } from './connections.js';
import { loginRoles } from './login.roles.js';
import { knownMigrations, loadMigrations } from './migration.files.js';
import { passwordVerifier } from './password.verifier.js';

/** One at a time, however many processes start at once. */
const migrating = 7_364_002;

/** Brings the database to the present shape and lets the login roles in. Returns how many migrations were applied. */
export async function migrate(adminUrl: string, keys: Keys, keyFile: string): Promise<number> {
  const admin = await connectTo(adminUrl, 'portal-migration');
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [migrating]);
    const pending = await pendingMigrations(admin);
    if (pending > 0) await applyMigrations(adminUrl);
    await migrateQueue(adminUrl);
    await matchKey(admin, keys, keyFile);
    if (pending > 0 || !(await letsIn(adminUrl, keys))) await letRolesIn(admin, keys);
    return pending;
  } finally {
    await admin.end();
  }
}

/** How many migrations the database still lacks. */
export async function pendingMigrations(client: pg.Client): Promise<number> {
  const applied = (await isMigrated(client))
    ? (await client.query<{ timestamp: string }>('SELECT timestamp FROM public.schema_migration')).rows
    : [];
  const done = new Set(applied.map(({ timestamp }) => Number(timestamp)));
  const known = knownMigrations();
  if ([...done].some((time) => !known.includes(time))) throw new DatabaseNewer();
  return known.filter((time) => !done.has(time)).length;
}

/** Whether the database has ever been the portal's. */
export async function isMigrated(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('public.schema_migration') IS NOT NULL AS found`,
  );
  return rows[0]?.found === true;
}

async function applyMigrations(adminUrl: string): Promise<void> {
  const { DataSource } = await import('typeorm');
  const dataSource = new DataSource({
    type: 'postgres',
    url: adminUrl,
    migrations: await loadMigrations(),
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    applicationName: 'portal-migration',
    poolSize: 2,
    // A migration that has to wait for somebody's lock gives up rather than make everybody else wait behind it.
    extra: { lock_timeout: 3000 },
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

/** The database remembers which key file it was made with: another one could read nothing. */
async function matchKey(admin: pg.Client, keys: Keys, keyFile: string): Promise<void> {
  const { rows } = await admin.query<{ kid: string }>('SELECT kid FROM sec.key_file');
  if (rows.length === 0) await admin.query('INSERT INTO sec.key_file (kid) VALUES ($1)', [keys.kid]);
  else if (!rows.some(({ kid }) => kid === keys.kid)) throw new KeyFileForeign(keyFile);
}

async function letsIn(adminUrl: string, keys: Keys): Promise<boolean> {
  try {
    await (await connectTo(connectionsFor(adminUrl, keys).app, 'portal-migration')).end();
    return true;
  } catch (error) {
    if (error instanceof DatabaseUnreachable) return false;
    throw error;
  }
}

async function letRolesIn(admin: pg.Client, keys: Keys): Promise<void> {
  const roles = loginRoles.join(', ');
  await admin.query(
    `GRANT USAGE ON SCHEMA public TO ${roles}; GRANT SELECT ON public.schema_migration TO ${roles}`,
  );
  for (const role of loginRoles) {
    // Sent as a verifier, so that the password itself never reaches the server's log.
    await admin.query(`ALTER ROLE ${role} PASSWORD '${passwordVerifier(keys.rolePassword(role))}'`);
  }
}
