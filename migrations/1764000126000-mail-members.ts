import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an agency's entry needs is told to whoever belongs there, the secretariat included: the worker learns their address. */
export class MailMembers1764000126000 implements MigrationInterface {
  name = 'MailMembers1764000126000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION sec.member_address(agency uuid, member uuid) RETURNS text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.email FROM portal.membership m
        JOIN portal.account a ON a.id = m.account_id AND a.status = 'active'
        JOIN auth.login l ON l.account_id = a.id
        WHERE m.agency_id = agency AND m.account_id = member AND m.ended_at IS NULL
      $$;
      ALTER FUNCTION sec.member_address(uuid, uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.member_address(uuid, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.member_address(uuid, uuid) TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION sec.member_address(uuid, uuid)');
  }
}
