import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = 'agency_id = (SELECT sec.case_agency())';

/** How support of a person ended, who is in charge of them, when they were last heard of, and their former names. */
export class EndSupport1764000360000 implements MigrationInterface {
  name = 'EndSupport1764000360000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.person DROP CONSTRAINT person_status_check,
        ADD CONSTRAINT person_status_check CHECK (status IN ('open', 'closed', 'moved', 'died', 'merged', 'erased')),
        ADD in_charge uuid REFERENCES portal.account,
        ADD last_contact_on date,
        ADD ended_on date,
        ADD end_reason text,
        -- Where they moved to, who told of the death, what else is to be known; sealed.
        ADD end_note bytea,
        ADD ended_at timestamptz,
        ADD ended_by uuid REFERENCES portal.account,
        -- The record in which this one is continued.
        ADD merged_into uuid,
        ADD erased_at timestamptz,
        ADD CONSTRAINT person_merged_into FOREIGN KEY (merged_into, agency_id) REFERENCES portal.person (id, agency_id),
        ADD CONSTRAINT person_merged CHECK ((status = 'merged') <= (merged_into IS NOT NULL)),
        ADD CONSTRAINT person_ended CHECK ((status IN ('moved', 'died')) <= (ended_on IS NOT NULL));
      UPDATE portal.person SET ended_on = (updated_at AT TIME ZONE 'Asia/Tokyo')::date WHERE status = 'closed';
      GRANT UPDATE (in_charge, last_contact_on, ended_on, end_reason, end_note, ended_at, ended_by) ON portal.person TO portal_app;
      CREATE INDEX person_in_charge ON portal.person (agency_id, in_charge);

      -- Which steps an ending took with it, so that one entered in error can be taken back.
      CREATE TABLE portal.person_ending (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('closed', 'moved', 'died')),
        ended_lines uuid[] NOT NULL DEFAULT '{}',
        -- Consents that lapsed with it, and the day on which each would have lapsed otherwise.
        lapsed_consents jsonb NOT NULL DEFAULT '{}',
        by_account uuid NOT NULL REFERENCES portal.account,
        at timestamptz NOT NULL DEFAULT now(),
        undone_at timestamptz,
        undone_by uuid REFERENCES portal.account,
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      CREATE INDEX person_ending_person ON portal.person_ending (person_id, at);

      CREATE TABLE portal.person_former_name (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        name bytea NOT NULL,
        kana bytea NOT NULL,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      CREATE INDEX person_former_name_person ON portal.person_former_name (person_id);

      -- A person may have borne several names.
      ALTER TABLE portal.person_trace DROP CONSTRAINT person_trace_pkey, ADD PRIMARY KEY (person_id, kind, digest),
        DROP CONSTRAINT person_trace_kind_check,
        ADD CONSTRAINT person_trace_kind_check CHECK (kind IN ('name_birth', 'phone', 'former_birth'));
    `);
    for (const table of ['person_ending', 'person_former_name']) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_own_agency ON portal.${table} TO portal_app USING (${own}) WITH CHECK (${own});
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    }
    await db.query(`
      GRANT UPDATE (undone_at, undone_by) ON portal.person_ending TO portal_app;
      GRANT DELETE ON portal.person_former_name TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM portal.person_trace WHERE kind = 'former_birth';
      ALTER TABLE portal.person_trace DROP CONSTRAINT person_trace_pkey, ADD PRIMARY KEY (person_id, kind),
        DROP CONSTRAINT person_trace_kind_check,
        ADD CONSTRAINT person_trace_kind_check CHECK (kind IN ('name_birth', 'phone'));
      DROP TABLE portal.person_former_name, portal.person_ending;
      DROP INDEX portal.person_in_charge;
      UPDATE portal.person SET status = 'closed' WHERE status IN ('moved', 'died', 'merged', 'erased');
      ALTER TABLE portal.person DROP CONSTRAINT person_status_check,
        ADD CONSTRAINT person_status_check CHECK (status IN ('open', 'closed')),
        DROP CONSTRAINT person_merged, DROP CONSTRAINT person_ended, DROP CONSTRAINT person_merged_into,
        DROP in_charge, DROP last_contact_on, DROP ended_on, DROP end_reason, DROP end_note, DROP ended_at, DROP ended_by,
        DROP merged_into, DROP erased_at;
    `);
  }
}
