import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';

/** まとめて引継ぎ: one hand-over for many people of a school; each of them is sent, or not, for themselves. */
export class ReferCohorts1764000374000 implements MigrationInterface {
  name = 'ReferCohorts1764000374000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.cohort (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        recipient_agency_id uuid NOT NULL REFERENCES portal.agency,
        body bytea NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX cohort_agency ON portal.cohort (agency_id, created_at DESC);
      CREATE TABLE portal.cohort_member (
        cohort_id uuid NOT NULL REFERENCES portal.cohort,
        agency_id uuid NOT NULL,
        person_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'refused')),
        body bytea,
        referral_id uuid REFERENCES portal.referral ON DELETE SET NULL,
        -- Why it could not be sent: a code, never a word about the person.
        code text,
        tried_at timestamptz,
        PRIMARY KEY (cohort_id, person_id),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id) DEFERRABLE INITIALLY IMMEDIATE
      );
      CREATE INDEX cohort_member_person ON portal.cohort_member (person_id);
    `);
    for (const table of ['cohort', 'cohort_member'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_own_agency ON portal.${table} TO portal_app
          USING (agency_id = ${here}) WITH CHECK (agency_id = ${here});
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      GRANT UPDATE (version) ON portal.cohort TO portal_app;
      GRANT UPDATE (state, body, referral_id, code, tried_at) ON portal.cohort_member TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.cohort_member, portal.cohort;');
  }
}
