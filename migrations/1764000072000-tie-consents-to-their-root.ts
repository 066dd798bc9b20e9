import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Revisions and scans belong to an agreement of the same person in the same agency. */
export class TieConsentsToTheirRoot1764000072000 implements MigrationInterface {
  name = 'TieConsentsToTheirRoot1764000072000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.consent ADD CONSTRAINT consent_of_root FOREIGN KEY (root_id, person_id, agency_id)
        REFERENCES portal.consent (id, person_id, agency_id);
      ALTER TABLE portal.consent_evidence
        DROP CONSTRAINT consent_evidence_root_id_fkey,
        ADD CONSTRAINT consent_evidence_of_root FOREIGN KEY (root_id, person_id, agency_id)
          REFERENCES portal.consent (id, person_id, agency_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.consent_evidence
        DROP CONSTRAINT consent_evidence_of_root,
        ADD CONSTRAINT consent_evidence_root_id_fkey FOREIGN KEY (root_id) REFERENCES portal.consent;
      ALTER TABLE portal.consent DROP CONSTRAINT consent_of_root;
    `);
  }
}
