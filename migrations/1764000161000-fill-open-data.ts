import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists what was published before there was a list. */
export class FillOpenData1764000161000 implements MigrationInterface {
  name = 'FillOpenData1764000161000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('UPDATE portal.public_doc SET in_open_data = in_open_data WHERE in_open_data');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DELETE FROM portal.open_item');
  }
}
