import type { MigrationInterface, QueryRunner } from 'typeorm';

const manager = `agency_id = (SELECT sec.case_agency()) AND (SELECT sec.actor_role()) = 'manager'`;

/** 定型の同意セット of an agency: what it usually asks together, beside those that every agency finds. */
export class KeepUsualSets1764000407400 implements MigrationInterface {
  name = 'KeepUsualSets1764000407400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.consent_set (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
        cells jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'array'),
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (agency_id, name)
      );
      ALTER TABLE portal.consent_set ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.consent_set FORCE ROW LEVEL SECURITY;
      CREATE POLICY consent_set_shown ON portal.consent_set FOR SELECT TO portal_app
        USING (agency_id = (SELECT sec.actor_agency()));
      CREATE POLICY consent_set_kept ON portal.consent_set FOR INSERT TO portal_app
        WITH CHECK (${manager} AND created_by = (SELECT sec.actor_account()));
      CREATE POLICY consent_set_dropped ON portal.consent_set FOR DELETE TO portal_app USING (${manager});
      GRANT SELECT, INSERT, DELETE ON portal.consent_set TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.consent_set;');
  }
}
