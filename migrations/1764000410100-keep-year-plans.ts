import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 年間計画: what was planned and for which nothing has been done yet may leave the plan again. */
export class KeepYearPlans1764000410100 implements MigrationInterface {
  name = 'KeepYearPlans1764000410100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY year_plan_slot_left_out ON portal.year_plan_slot FOR DELETE TO portal_app
        USING (state = 'unscheduled' AND council_id IN (SELECT sec.kept_councils()));
      GRANT DELETE ON portal.year_plan_slot TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE DELETE ON portal.year_plan_slot FROM portal_app;
      DROP POLICY year_plan_slot_left_out ON portal.year_plan_slot;
    `);
  }
}
