import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scans and photographs of what a person signed, sealed with the person's key. Added, never changed. */
export class CreateConsentEvidence1764000051000 implements MigrationInterface {
  name = 'CreateConsentEvidence1764000051000';

  async up(db: QueryRunner): Promise<void> {
    const own = 'agency_id = (SELECT sec.case_agency())';
    await db.query(`
      CREATE TABLE portal.consent_evidence (
        id uuid PRIMARY KEY,
        -- The agreement: a narrower revision rests on the same paper.
        root_id uuid NOT NULL REFERENCES portal.consent,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        content_type text NOT NULL CHECK (content_type IN ('application/pdf', 'image/png', 'image/jpeg')),
        octets integer NOT NULL CHECK (octets > 0),
        hash bytea NOT NULL,
        body bytea NOT NULL,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      CREATE INDEX consent_evidence_root ON portal.consent_evidence (root_id);
      ALTER TABLE portal.consent_evidence ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.consent_evidence FORCE ROW LEVEL SECURITY;
      CREATE POLICY consent_evidence_own_agency ON portal.consent_evidence TO portal_app
        USING (${own}) WITH CHECK (${own});
      GRANT SELECT, INSERT ON portal.consent_evidence TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.consent_evidence');
  }
}
