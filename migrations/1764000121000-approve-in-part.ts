import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A change may be approved in part: what was not is kept beside it. */
export class ApproveInPart1764000121000 implements MigrationInterface {
  name = 'ApproveInPart1764000121000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.entry_change ADD refused_changes jsonb NOT NULL DEFAULT '[]';
      GRANT UPDATE (refused_changes) ON portal.entry_change TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE portal.entry_change DROP refused_changes');
  }
}
