import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a series has put a meeting: one that stands elsewhere was moved alone, and keeps its date when the series moves. */
export class KeepSeriesInStep1764000410120 implements MigrationInterface {
  name = 'KeepSeriesInStep1764000410120';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.meeting ADD series_start timestamp, ADD series_end timestamp;
      GRANT UPDATE (series_start, series_end) ON portal.meeting TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE portal.meeting DROP series_start, DROP series_end');
  }
}
