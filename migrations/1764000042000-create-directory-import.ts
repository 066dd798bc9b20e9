import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was imported, when, and from which row of which source every service comes. */
export class CreateDirectoryImport1764000042000 implements MigrationInterface {
  name = 'CreateDirectoryImport1764000042000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.import_batch (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        file_name text NOT NULL,
        file_hash bytea NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        rows_read integer NOT NULL,
        rows_new integer NOT NULL,
        rows_changed integer NOT NULL,
        rows_same integer NOT NULL
      );
      -- The values as the source gave them, so that a later import can tell its own old value from one an agency has set.
      CREATE TABLE portal.import_row (
        source text NOT NULL,
        source_no text NOT NULL,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        service_id uuid NOT NULL REFERENCES portal.service,
        hash bytea NOT NULL,
        given jsonb NOT NULL,
        notes jsonb NOT NULL DEFAULT '[]',
        first_batch_id uuid NOT NULL REFERENCES portal.import_batch,
        last_batch_id uuid NOT NULL REFERENCES portal.import_batch,
        PRIMARY KEY (source, source_no)
      );
      CREATE INDEX import_row_agency ON portal.import_row (agency_id);
      CREATE INDEX import_row_service ON portal.import_row (service_id);
    `);
    for (const table of ['import_batch', 'import_row']) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_operator ON portal.${table} TO portal_operator USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE ON portal.${table} TO portal_operator;
      `);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.import_row, portal.import_batch');
  }
}
