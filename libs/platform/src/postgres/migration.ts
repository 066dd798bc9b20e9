import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import type { Keys } from '../keys/keys.js';
import { loginRoles } from './login.roles.js';
import { passwordVerifier } from './password.verifier.js';

/** One at a time, however many processes start at once. */
const migrating = 7_364_002;

type MigrationClass = new () => MigrationInterface;

/** Brings the database to the present shape and lets the login roles in. Returns the names of what was applied. */
export async function migrate(adminUrl: string, keys: Keys, folder: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: adminUrl, application_name: 'portal-migration' });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrating]);
    const applied = await applyMigrations(adminUrl, folder);
    await lock.query(`
      GRANT USAGE ON SCHEMA public TO ${loginRoles.join(', ')};
      GRANT SELECT ON public.schema_migration TO ${loginRoles.join(', ')}`);
    for (const role of loginRoles) {
      // Sent as a verifier, so that the password itself never reaches the server's log.
      await lock.query(`ALTER ROLE ${role} PASSWORD '${passwordVerifier(keys.rolePassword(role))}'`);
    }
    return applied;
  } finally {
    await lock.end();
  }
}

async function applyMigrations(adminUrl: string, folder: string): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: adminUrl,
    migrations: await loadMigrations(folder),
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    applicationName: 'portal-migration',
    poolSize: 2,
    // A migration that has to wait for somebody's lock gives up rather than make everybody else wait behind it.
    extra: { lock_timeout: 3000 },
  });
  await dataSource.initialize();
  try {
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

async function loadMigrations(folder: string): Promise<MigrationClass[]> {
  const files = readdirSync(folder).filter((name) => /^\d+-.+(?<!\.d)\.(js|ts)$/.test(name));
  const modules: Record<string, MigrationClass>[] = [];
  for (const file of files.sort())
    modules.push((await import(pathToFileURL(join(folder, file)).href)) as Record<string, MigrationClass>);
  return modules.flatMap((module) => Object.values(module));
}
