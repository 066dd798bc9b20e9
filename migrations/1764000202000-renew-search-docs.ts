import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Search entries that an older program wrote are written anew, part by part, after an upgrade. */
export class RenewSearchDocs1764000202000 implements MigrationInterface {
  name = 'RenewSearchDocs1764000202000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One row. Whatever stands there was written by the version, up to the agency that was reached by the next one.
      CREATE TABLE portal.search_renewal (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        version integer NOT NULL,
        next_version integer NOT NULL,
        reached uuid
      );
      INSERT INTO portal.search_renewal (version, next_version) VALUES (0, 0);
      ALTER TABLE portal.search_renewal ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.search_renewal FORCE ROW LEVEL SECURITY;
      CREATE POLICY search_renewal_worker ON portal.search_renewal TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT, UPDATE (version, next_version, reached) ON portal.search_renewal TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.search_renewal');
  }
}
