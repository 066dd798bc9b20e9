import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'new', 'changed', 'same', 'conflict', 'problem', 'missing'`;

/** A row may add a service to an agency that is there, or lie outside of the region that is taken over. */
export class ListRowsOutside1764000146000 implements MigrationInterface {
  name = 'ListRowsOutside1764000146000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.import_result DROP CONSTRAINT import_result_outcome_check,
        ADD CONSTRAINT import_result_outcome_check CHECK (outcome IN (${before}, 'added', 'outside'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.import_result DROP CONSTRAINT import_result_outcome_check;
      DELETE FROM portal.import_result WHERE outcome = 'outside';
      UPDATE portal.import_result SET outcome = 'new' WHERE outcome = 'added';
      ALTER TABLE portal.import_result ADD CONSTRAINT import_result_outcome_check CHECK (outcome IN (${before}));
    `);
  }
}
