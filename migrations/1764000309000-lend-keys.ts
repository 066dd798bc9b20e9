import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of records that were merged into others: whoever opens the record that is left opens with them, too. */
export class LendKeys1764000309000 implements MigrationInterface {
  name = 'LendKeys1764000309000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.merged_key (
        subject_id uuid NOT NULL REFERENCES portal.data_key ON DELETE CASCADE,
        holder_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        merge_id uuid NOT NULL,
        kid text NOT NULL,
        wrapped bytea NOT NULL,
        PRIMARY KEY (holder_id, subject_id)
      );
      ALTER TABLE portal.merged_key ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.merged_key FORCE ROW LEVEL SECURITY;
      -- Whoever reaches the key of a record reaches those lent to it, and nobody else does.
      CREATE POLICY merged_key_with_its_holder ON portal.merged_key FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.data_key k WHERE k.subject_id = merged_key.holder_id));
      GRANT SELECT ON portal.merged_key TO portal_app;
      GRANT SELECT, INSERT, DELETE ON portal.merged_key TO policy_fn;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.merged_key');
  }
}
