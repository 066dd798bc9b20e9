import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The API finds and locks whoever a referral is about in one question; behind its own walls, as before. */
export class LockWhoeverIsMeantAtOnce1764000408200 implements MigrationInterface {
  name = 'LockWhoeverIsMeantAtOnce1764000408200';

  async up(db: QueryRunner): Promise<void> {
    await db.query('GRANT EXECUTE ON FUNCTION portal.lock_person_of(uuid, boolean) TO portal_app');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('REVOKE EXECUTE ON FUNCTION portal.lock_person_of(uuid, boolean) FROM portal_app');
  }
}
