import type { MigrationInterface, QueryRunner } from 'typeorm';

const bySecretariat = `(SELECT sec.actor_role()) = 'secretariat'`;

/**
 * Lists of any source are taken over by jobs: looked at, tried without writing, committed as a whole, taken back as a whole.
 * The secretariat orders them; the worker reads the file and writes. The API may neither write the directory through an
 * import nor read a file again once it was handed in: lists may hold names of people that nobody takes over.
 */
export class CreateImportJobs1764000140000 implements MigrationInterface {
  name = 'CreateImportJobs1764000140000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Where lists come from, with how each was read last: the next edition is read the same way.
      CREATE TABLE portal.import_source (
        code text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
        name text NOT NULL UNIQUE CHECK (name <> ''),
        -- The columns of the last file, by which the next one is recognised.
        columns text[] NOT NULL DEFAULT '{}',
        settings jsonb NOT NULL DEFAULT '{}',
        forgotten boolean NOT NULL DEFAULT false,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO portal.import_source (code, name) VALUES ('wam', 'WAM NET（障害福祉サービス等情報公表システム）');

      -- A list may name agencies without a service.
      ALTER TABLE portal.import_row ALTER service_id DROP NOT NULL,
        -- Not in the newest list of its source: somebody should look. Never a reason to close anything.
        ADD missing_since date;
      CREATE INDEX import_row_missing ON portal.import_row (source) WHERE missing_since IS NOT NULL;

      ALTER TABLE portal.import_batch
        ADD job_id uuid,
        ADD settings jsonb NOT NULL DEFAULT '{}',
        ADD rows_conflict integer NOT NULL DEFAULT 0,
        ADD rows_left_out integer NOT NULL DEFAULT 0,
        ADD rows_missing integer NOT NULL DEFAULT 0,
        ADD made_by uuid REFERENCES portal.account,
        ADD undone_at timestamptz;
      CREATE INDEX import_batch_at ON portal.import_batch (at);

      -- What stood before a batch, for what the history of entries does not hold; null where nothing stood.
      CREATE TABLE portal.import_trace (
        batch_id uuid NOT NULL REFERENCES portal.import_batch,
        kind text NOT NULL CHECK (kind IN ('row', 'agency', 'service', 'vacancy')),
        key text NOT NULL,
        before jsonb,
        PRIMARY KEY (batch_id, kind, key)
      );

      CREATE TABLE portal.import_job (
        id uuid PRIMARY KEY,
        file_name text NOT NULL CHECK (file_name <> ''),
        octets integer NOT NULL CHECK (octets > 0),
        state text NOT NULL CHECK (state IN
          ('reading', 'unreadable', 'described', 'checking', 'checked', 'committing', 'committed', 'undoing', 'undone', 'dropped')),
        -- How the file is read: encoding, delimiter, sheet, row of the header; what was not said is found out.
        choice jsonb NOT NULL DEFAULT '{}',
        -- What was found: encoding, columns, first rows, number of rows.
        found jsonb,
        source_code text REFERENCES portal.import_source,
        settings jsonb,
        counts jsonb,
        -- Why the last step was not taken, for people.
        trouble text,
        batch_id uuid REFERENCES portal.import_batch,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_by_name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX import_job_newest ON portal.import_job (id DESC);

      -- The file itself, apart: gone once it has served its purpose.
      CREATE TABLE portal.import_file (
        job_id uuid PRIMARY KEY REFERENCES portal.import_job ON DELETE CASCADE,
        body bytea NOT NULL
      );

      -- Written while the step's own transaction is open, so that people see how far it is.
      CREATE TABLE portal.import_progress (
        job_id uuid PRIMARY KEY REFERENCES portal.import_job ON DELETE CASCADE,
        phase text NOT NULL,
        done integer NOT NULL,
        total integer NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );

      -- What becomes of each row, and why.
      CREATE TABLE portal.import_result (
        job_id uuid NOT NULL REFERENCES portal.import_job ON DELETE CASCADE,
        ord integer NOT NULL,
        -- As a spreadsheet counts; null for what stands in no row of this file.
        row_no integer,
        outcome text NOT NULL CHECK (outcome IN ('new', 'changed', 'same', 'conflict', 'problem', 'missing')),
        has_notes boolean NOT NULL,
        name text NOT NULL,
        agency_id uuid,
        -- {changes, conflicts, problems, notes}, each with words for people.
        details jsonb NOT NULL,
        PRIMARY KEY (job_id, ord)
      );
      CREATE INDEX import_result_outcome ON portal.import_result (job_id, outcome, ord);
    `);

    // The worker takes every step; the operator imports from the command line, without jobs.
    for (const table of ['import_source', 'import_trace', 'import_batch', 'import_row']) {
      const isNew = table === 'import_source' || table === 'import_trace';
      await db.query(`
        ${isNew ? `ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;` : ''}
        ${isNew ? `CREATE POLICY ${table}_operator ON portal.${table} TO portal_operator USING (true) WITH CHECK (true);` : ''}
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON portal.${table} TO portal_operator, portal_worker;
      `);
    }
    for (const table of ['import_job', 'import_file', 'import_progress', 'import_result']) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON portal.${table} TO portal_worker;
      `);
    }
    await db.query(`
      -- An import makes the municipalities that the region did not have yet.
      GRANT INSERT ON portal.area TO portal_worker;

      CREATE POLICY import_job_of_secretariat ON portal.import_job TO portal_app
        USING (${bySecretariat}) WITH CHECK (${bySecretariat});
      GRANT SELECT, INSERT ON portal.import_job TO portal_app;
      GRANT UPDATE (state, choice, source_code, settings, trouble, changed_at, version) ON portal.import_job TO portal_app;
      CREATE POLICY import_file_handed_in ON portal.import_file FOR INSERT TO portal_app WITH CHECK (${bySecretariat});
      GRANT INSERT ON portal.import_file TO portal_app;
      CREATE POLICY import_source_kept_by_secretariat ON portal.import_source TO portal_app
        USING (${bySecretariat}) WITH CHECK (${bySecretariat});
      GRANT SELECT, INSERT, UPDATE (name, forgotten, updated_at) ON portal.import_source TO portal_app;
    `);
    for (const table of ['import_progress', 'import_result', 'import_batch']) {
      await db.query(`
        CREATE POLICY ${table}_seen_by_secretariat ON portal.${table} FOR SELECT TO portal_app USING (${bySecretariat});
        GRANT SELECT ON portal.${table} TO portal_app;
      `);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.import_result, portal.import_progress, portal.import_file, portal.import_job, portal.import_trace;
      DROP TABLE portal.import_source;
      REVOKE INSERT ON portal.area FROM portal_worker;
      DROP POLICY import_batch_seen_by_secretariat ON portal.import_batch;
      REVOKE SELECT ON portal.import_batch FROM portal_app;
    `);
    for (const table of ['import_batch', 'import_row']) {
      await db.query(`
        DROP POLICY ${table}_worker ON portal.${table};
        REVOKE ALL ON portal.${table} FROM portal_worker;
        REVOKE DELETE ON portal.${table} FROM portal_operator;
      `);
    }
    await db.query(`
      ALTER TABLE portal.import_batch DROP job_id, DROP settings, DROP rows_conflict, DROP rows_left_out, DROP rows_missing,
        DROP made_by, DROP undone_at;
      DROP INDEX portal.import_batch_at;
      ALTER TABLE portal.import_row DROP missing_since, ALTER service_id SET NOT NULL;
    `);
  }
}
