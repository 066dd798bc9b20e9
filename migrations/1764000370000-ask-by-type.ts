import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What only some types of referral ask for: sealed like the request, the source's alone, final once it is sent. */
export class AskByType1764000370000 implements MigrationInterface {
  name = 'AskByType1764000370000';

  async up(db: QueryRunner): Promise<void> {
    const ownDraft = `source_agency_id = (SELECT sec.case_agency())
      AND EXISTS (SELECT FROM portal.referral r WHERE r.id = referral_id AND r.status = 'draft')`;
    await db.query(`
      CREATE TABLE portal.referral_particulars (
        referral_id uuid PRIMARY KEY,
        source_agency_id uuid NOT NULL,
        body bytea NOT NULL,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (referral_id, source_agency_id) REFERENCES portal.referral (id, source_agency_id) ON DELETE CASCADE
      );
      ALTER TABLE portal.referral_particulars ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.referral_particulars FORCE ROW LEVEL SECURITY;
      CREATE POLICY referral_particulars_own ON portal.referral_particulars FOR SELECT TO portal_app
        USING (source_agency_id = (SELECT sec.case_agency()));
      CREATE POLICY referral_particulars_drafted ON portal.referral_particulars FOR INSERT TO portal_app
        WITH CHECK (${ownDraft});
      CREATE POLICY referral_particulars_rewritten ON portal.referral_particulars FOR UPDATE TO portal_app
        USING (${ownDraft}) WITH CHECK (${ownDraft});
      GRANT SELECT, INSERT, UPDATE (body, version) ON portal.referral_particulars TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.referral_particulars;');
  }
}
