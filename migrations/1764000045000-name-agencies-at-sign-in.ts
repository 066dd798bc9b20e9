import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody who opens an invitation is not signed in yet and is told which agency invites. */
export class NameAgenciesAtSignIn1764000045000 implements MigrationInterface {
  name = 'NameAgenciesAtSignIn1764000045000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY agency_named_at_sign_in ON portal.agency FOR SELECT TO portal_auth USING (true);
      GRANT SELECT (id, name, status) ON portal.agency TO portal_auth;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE SELECT (id, name, status) ON portal.agency FROM portal_auth;
      DROP POLICY agency_named_at_sign_in ON portal.agency;
    `);
  }
}
