import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The sheets that belong to the person: the work passport and MSFAS. Every saving adds a version, and none is ever
 * changed; what somebody has typed and not saved yet waits in a draft of their own.
 */
export class CreateOwnSheets1764000330000 implements MigrationInterface {
  name = 'CreateOwnSheets1764000330000';

  async up(db: QueryRunner): Promise<void> {
    const own = 'agency_id = (SELECT sec.case_agency())';
    const mine = 'account_id = (SELECT sec.actor_account())';
    await db.query(`
      CREATE TABLE portal.own_sheet_version (
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('passport', 'msfas')),
        version integer NOT NULL CHECK (version > 0),
        body bytea NOT NULL,
        -- Why it was written anew, in words; sealed like all words about a person.
        why bytea NOT NULL,
        restored_from integer,
        saved_by uuid NOT NULL REFERENCES portal.account,
        saved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, kind, version),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id),
        CHECK (restored_from < version)
      );
      CREATE TABLE portal.own_sheet_draft (
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('passport', 'msfas')),
        account_id uuid NOT NULL REFERENCES portal.account,
        -- The version from which the typing began; 0 where there was none.
        begun_from integer NOT NULL,
        version integer NOT NULL DEFAULT 1,
        body bytea NOT NULL,
        saved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, kind, account_id),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      -- Part 6 of the work passport is a series: one entry each time the person looks back.
      CREATE TABLE portal.self_check (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        checked_on date NOT NULL,
        body bytea NOT NULL,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        -- Written by mistake: it stays, and is no longer counted.
        struck_at timestamptz,
        struck_by uuid REFERENCES portal.account,
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id),
        CHECK ((struck_at IS NULL) = (struck_by IS NULL))
      );
      CREATE INDEX self_check_person ON portal.self_check (person_id, checked_on);
    `);
    for (const [table, who] of [
      ['own_sheet_version', own],
      ['own_sheet_draft', `${own} AND ${mine}`],
      ['self_check', own],
    ] as const) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_own_agency ON portal.${table} TO portal_app USING (${who}) WITH CHECK (${who});
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    }
    await db.query(`
      GRANT UPDATE (begun_from, version, body, saved_at), DELETE ON portal.own_sheet_draft TO portal_app;
      GRANT UPDATE (struck_at, struck_by) ON portal.self_check TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.self_check, portal.own_sheet_draft, portal.own_sheet_version');
  }
}
