import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A round for a chosen group says which group it was. */
export class NameChosenRounds1764000200000 implements MigrationInterface {
  name = 'NameChosenRounds1764000200000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE portal.confirmation_round ADD COLUMN chosen_as text CHECK (chosen_as <> '')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE portal.confirmation_round DROP COLUMN chosen_as');
  }
}
