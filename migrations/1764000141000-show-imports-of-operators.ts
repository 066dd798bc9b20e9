import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists taken over from the command line stand beside those of the secretariat, who may look at them and take them back. */
export class ShowImportsOfOperators1764000141000 implements MigrationInterface {
  name = 'ShowImportsOfOperators1764000141000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.import_job
        ALTER created_by DROP NOT NULL,
        -- Whoever gave the last order: it is carried out in their name.
        ADD ordered_by uuid REFERENCES portal.account,
        ADD ordered_by_name text;
      GRANT UPDATE (ordered_by, ordered_by_name) ON portal.import_job TO portal_app;
      CREATE UNIQUE INDEX import_job_batch ON portal.import_job (batch_id) WHERE batch_id IS NOT NULL;

      CREATE POLICY import_job_operator ON portal.import_job TO portal_operator USING (true) WITH CHECK (true);
      CREATE POLICY import_result_operator ON portal.import_result TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE ON portal.import_job TO portal_operator;
      GRANT SELECT, INSERT, DELETE ON portal.import_result TO portal_operator;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE ALL ON portal.import_result, portal.import_job FROM portal_operator;
      DROP POLICY import_result_operator ON portal.import_result;
      DROP POLICY import_job_operator ON portal.import_job;
      DROP INDEX portal.import_job_batch;
      DELETE FROM portal.import_job WHERE created_by IS NULL;
      ALTER TABLE portal.import_job DROP ordered_by_name, DROP ordered_by, ALTER created_by SET NOT NULL;
    `);
  }
}
