import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';

/** 移行ケース: the referrals by which a person goes from school to work, or from one support to the next, held together. */
export class FollowTransitionCases1764000404200 implements MigrationInterface {
  name = 'FollowTransitionCases1764000404200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.transition_case (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        person_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('school_to_work', 'retention', 'other')),
        support_term_id uuid REFERENCES portal.support_term,
        -- The goal, and what is noted of the end: sealed with a key of its own.
        body bytea NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        closed_at timestamptz,
        closed_by uuid REFERENCES portal.account,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id) DEFERRABLE INITIALLY IMMEDIATE,
        UNIQUE (id, agency_id, person_id),
        CHECK (starts_on <= ends_on),
        CHECK ((closed_at IS NULL) = (closed_by IS NULL))
      );
      CREATE INDEX transition_case_person ON portal.transition_case (person_id);
      CREATE INDEX transition_case_agency ON portal.transition_case (agency_id, ends_on);
      -- A referral belongs to one transition, and to that of its own person.
      CREATE TABLE portal.transition_referral (
        referral_id uuid PRIMARY KEY,
        case_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        person_id uuid NOT NULL,
        added_by uuid NOT NULL REFERENCES portal.account,
        added_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (case_id, agency_id, person_id)
          REFERENCES portal.transition_case (id, agency_id, person_id) DEFERRABLE INITIALLY IMMEDIATE,
        FOREIGN KEY (referral_id, agency_id, person_id)
          REFERENCES portal.referral (id, source_agency_id, person_id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE
      );
      CREATE INDEX transition_referral_case ON portal.transition_referral (case_id, added_at);
      CREATE INDEX transition_referral_person ON portal.transition_referral (person_id);
    `);
    for (const table of ['transition_case', 'transition_referral'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_own_agency ON portal.${table} TO portal_app
          USING (agency_id = ${here}) WITH CHECK (agency_id = ${here});
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
        GRANT SELECT, UPDATE (person_id) ON portal.${table} TO policy_fn;
      `);
    await db.query(`
      GRANT UPDATE (body, starts_on, ends_on, closed_at, closed_by, version) ON portal.transition_case TO portal_app;
      GRANT DELETE ON portal.transition_referral TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.transition_referral, portal.transition_case;');
  }
}
