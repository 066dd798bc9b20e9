import type { MigrationInterface, QueryRunner } from 'typeorm';

const isSecretariat = `(SELECT sec.actor_role()) = 'secretariat'`;

/** Looking through a whole directory for duplicates takes longer than a request may: it is ordered, and a worker does it. */
export class OrderDuplicateSearches1764000408210 implements MigrationInterface {
  name = 'OrderDuplicateSearches1764000408210';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.duplicate_search (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        -- While somebody waits for one.
        ordered_at timestamptz,
        ended_at timestamptz,
        failed boolean NOT NULL DEFAULT false
      );
      INSERT INTO portal.duplicate_search DEFAULT VALUES;
      ALTER TABLE portal.duplicate_search ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.duplicate_search FORCE ROW LEVEL SECURITY;
      CREATE POLICY duplicate_search_worker ON portal.duplicate_search TO portal_worker USING (true) WITH CHECK (true);
      CREATE POLICY duplicate_search_seen ON portal.duplicate_search FOR SELECT TO portal_app USING (${isSecretariat});
      CREATE POLICY duplicate_search_ordered ON portal.duplicate_search FOR UPDATE TO portal_app
        USING (${isSecretariat}) WITH CHECK (${isSecretariat});
      GRANT SELECT, UPDATE (ordered_at, failed) ON portal.duplicate_search TO portal_app;
      GRANT SELECT, UPDATE (ordered_at, ended_at, failed) ON portal.duplicate_search TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.duplicate_search');
  }
}
