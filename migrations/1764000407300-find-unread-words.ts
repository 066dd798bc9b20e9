import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was said lately, for each of the two sides: the home page counts what is unread. */
export class FindUnreadWords1764000407300 implements MigrationInterface {
  name = 'FindUnreadWords1764000407300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX referral_message_to_recipient ON portal.referral_message (agency_id, at) WHERE kind <> 'internal';
      CREATE INDEX referral_message_to_source ON portal.referral_message (source_agency_id, at) WHERE kind <> 'internal';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX portal.referral_message_to_source, portal.referral_message_to_recipient;');
  }
}
