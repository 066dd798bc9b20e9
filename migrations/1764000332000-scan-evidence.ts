import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scans of consents go through the virus scanner like every upload; those from before say that nobody looked. */
export class ScanEvidence1764000332000 implements MigrationInterface {
  name = 'ScanEvidence1764000332000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.upload_scan NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE portal.consent_evidence NO FORCE ROW LEVEL SECURITY;
      INSERT INTO portal.upload_scan (upload_id, agency_id, state, created_at)
      SELECT id, agency_id, 'unchecked', created_at FROM portal.consent_evidence;
      ALTER TABLE portal.consent_evidence
        ADD CONSTRAINT consent_evidence_scan FOREIGN KEY (id) REFERENCES portal.upload_scan;
      ALTER TABLE portal.consent_evidence FORCE ROW LEVEL SECURITY;
      ALTER TABLE portal.upload_scan FORCE ROW LEVEL SECURITY;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.consent_evidence DROP CONSTRAINT consent_evidence_scan;
      DELETE FROM portal.upload_scan u USING portal.consent_evidence e WHERE e.id = u.upload_id;
    `);
  }
}
