import type { Pool } from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';
import { SnakeCaseNaming } from './snake-case-naming.js';

type EntityClass = abstract new (...args: never[]) => object;

interface PostgresDriverPool {
  master: Pool;
}

/** Opens the pool of role portal_app. `entities` are the classes of the libs that the process uses. */
export async function openDataSource(
  url: string,
  entities: readonly (EntityClass | EntitySchema)[],
  poolSize = 10,
) {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities: entities as unknown as EntitySchema[],
    namingStrategy: new SnakeCaseNaming(),
    schema: 'portal',
    synchronize: false,
    migrationsRun: false,
    poolSize,
    applicationName: 'portal-api',
    connectTimeoutMS: 5000,
    extra: { pipeline: true, statement_timeout: 5000, idle_in_transaction_session_timeout: 15000 },
  });
  return dataSource.initialize();
}

/** The driver's own pool, for hot reads that go past the object mapper. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as PostgresDriverPool).master;
}
