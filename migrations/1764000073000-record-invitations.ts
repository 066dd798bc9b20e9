import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A manager invites through the sign-in's own connection, and that is recorded in the chain of the manager's agency. */
export class RecordInvitations1764000073000 implements MigrationInterface {
  name = 'RecordInvitations1764000073000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `GRANT EXECUTE ON FUNCTION audit.append(text, text, text, uuid, uuid, uuid, jsonb, text, text) TO portal_auth`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `REVOKE EXECUTE ON FUNCTION audit.append(text, text, text, uuid, uuid, uuid, jsonb, text, text) FROM portal_auth`,
    );
  }
}
