import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever merges two entries sees from which lists they come; what the lists said of them stays with the importer. */
export class ShowOriginsOfEntries1764000201000 implements MigrationInterface {
  name = 'ShowOriginsOfEntries1764000201000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY import_row_seen_by_secretariat ON portal.import_row FOR SELECT TO portal_app
        USING ((SELECT sec.actor_role()) = 'secretariat');
      GRANT SELECT (source, agency_id) ON portal.import_row TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE SELECT (source, agency_id) ON portal.import_row FROM portal_app;
      DROP POLICY import_row_seen_by_secretariat ON portal.import_row;
    `);
  }
}
