import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = '(agency_id IS NULL OR agency_id = (SELECT sec.actor_agency()))';

/** Who has left the network reads neither the sessions of its agencies nor the texts with which they ask. */
export class ShowMembersOnly1764000399000 implements MigrationInterface {
  name = 'ShowMembersOnly1764000399000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY intake_session_seen ON portal.intake_session USING ((SELECT sec.actor_agency()) IS NOT NULL);
      ALTER POLICY consent_notice_shown ON portal.consent_notice
        USING ((SELECT sec.actor_agency()) IS NOT NULL AND ${own});
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY intake_session_seen ON portal.intake_session USING ((SELECT sec.actor_account()) IS NOT NULL);
      ALTER POLICY consent_notice_shown ON portal.consent_notice
        USING ((SELECT sec.actor_account()) IS NOT NULL AND ${own});
    `);
  }
}
