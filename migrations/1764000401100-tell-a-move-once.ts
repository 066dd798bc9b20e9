import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a rule does is promised to each side; a webhook hears of each move of a line once, whoever it was promised to. */
export class TellAMoveOnce1764000401100 implements MigrationInterface {
  name = 'TellAMoveOnce1764000401100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.webhook_delivery ADD line_version integer;
      CREATE UNIQUE INDEX webhook_delivery_move ON portal.webhook_delivery (webhook_id, line_id, line_version, type);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX portal.webhook_delivery_move;
      ALTER TABLE portal.webhook_delivery DROP line_version;
    `);
  }
}
