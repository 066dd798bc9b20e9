import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('the database of a test file', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await createTestDatabase()));
  afterAll(() => database.drop());

  it('is migrated', async () => {
    const [row] = await database.admin<{ applied: string }>(
      'SELECT count(*) AS applied FROM public.schema_migration',
    );
    expect(Number(row?.applied)).toBeGreaterThan(0);
  });

  it.each(['app', 'auth', 'worker', 'operator'] as const)(
    'lets the role %s in with its derived password',
    async (role) => {
      const client = new pg.Client({ connectionString: database.connections[role] });
      await client.connect();
      const { rows } = await client.query<{ name: string; trusted: boolean }>(
        'SELECT current_user AS name, rolsuper OR rolbypassrls AS trusted FROM pg_roles WHERE rolname = current_user',
      );
      await client.end();
      expect(rows).toEqual([{ name: `portal_${role}`, trusted: false }]);
    },
  );

  it('sorts Japanese as people do and knows its letters', async () => {
    const [row] = await database.admin<{ provider: string; letters: string; encoding: string }>(
      `SELECT datlocprovider::text AS provider, datctype AS letters, pg_encoding_to_char(encoding) AS encoding
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toMatchObject({ provider: 'i', encoding: 'UTF8' });
    expect(row?.letters).toMatch(/UTF-?8/i);
  });
});
