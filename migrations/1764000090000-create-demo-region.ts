import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether the demo region of this portal was made to its end; no row where there is none. */
export class CreateDemoRegion1764000090000 implements MigrationInterface {
  name = 'CreateDemoRegion1764000090000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.demo_region (
        begun_at timestamptz NOT NULL DEFAULT now(),
        filled_at timestamptz
      );
      ALTER TABLE portal.demo_region ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.demo_region FORCE ROW LEVEL SECURITY;
      CREATE POLICY demo_region_operator ON portal.demo_region TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE (filled_at) ON portal.demo_region TO portal_operator;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.demo_region');
  }
}
