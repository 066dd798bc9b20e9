import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file that ends the process that reads it must not be read for ever: how often a step was begun is written down before it. */
export class CountTriesOfImports1764000190000 implements MigrationInterface {
  name = 'CountTriesOfImports1764000190000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.import_progress
        -- Begun and neither done nor failed: whoever began it is at it, or has come to an end with it.
        ADD tries integer NOT NULL DEFAULT 0`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE portal.import_progress DROP tries');
  }
}
