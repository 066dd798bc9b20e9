import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trays are read in the order of their last change: both sides find their page without sorting everything that ever came. */
export class OrderTrays1764000351000 implements MigrationInterface {
  name = 'OrderTrays1764000351000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX referral_line_tray_received ON portal.referral_line (agency_id, changed_at DESC, referral_id DESC)
        WHERE status <> 'queued';
      CREATE INDEX referral_line_tray_sent ON portal.referral_line (source_agency_id, changed_at DESC, referral_id DESC)
        WHERE status <> 'queued';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX portal.referral_line_tray_received, portal.referral_line_tray_sent');
  }
}
