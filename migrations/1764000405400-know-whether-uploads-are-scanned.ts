import type { MigrationInterface, QueryRunner } from 'typeorm';

const begun = `agency_id = (SELECT sec.case_agency()) AND state IN ('pending', 'unchecked')`;
const begunAsScanned = `agency_id = (SELECT sec.case_agency()) AND (state = 'pending'
  OR state = 'unchecked' AND EXISTS (SELECT FROM portal.upload_setting s WHERE NOT s.scanned))`;

/**
 * Whether what is uploaded is scanned says whoever scans, and the database keeps to it: a file cannot be put down as one that
 * nobody has to look at while there is somebody who looks.
 */
export class KnowWhetherUploadsAreScanned1764000405400 implements MigrationInterface {
  name = 'KnowWhetherUploadsAreScanned1764000405400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.upload_setting (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        scanned boolean NOT NULL DEFAULT true
      );
      INSERT INTO portal.upload_setting DEFAULT VALUES;
      ALTER TABLE portal.upload_setting ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.upload_setting FORCE ROW LEVEL SECURITY;
      CREATE POLICY upload_setting_seen ON portal.upload_setting FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY upload_setting_by_worker ON portal.upload_setting TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT ON portal.upload_setting TO portal_app;
      GRANT SELECT, UPDATE (scanned) ON portal.upload_setting TO portal_worker;
      ALTER POLICY upload_scan_begun ON portal.upload_scan WITH CHECK (${begunAsScanned});
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY upload_scan_begun ON portal.upload_scan WITH CHECK (${begun});
      DROP TABLE portal.upload_setting;
    `);
  }
}
