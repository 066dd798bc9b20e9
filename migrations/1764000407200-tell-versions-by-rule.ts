import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice about a line says which version of it: those of a rule too, so that one that comes late is dropped. */
export class TellVersionsByRule1764000407200 implements MigrationInterface {
  name = 'TellVersionsByRule1764000407200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION sec.line_version(line uuid) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.version FROM portal.referral_line l WHERE l.id = line
      $$;
      ALTER FUNCTION sec.line_version(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.line_version(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.line_version(uuid) TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION sec.line_version(uuid);');
  }
}
