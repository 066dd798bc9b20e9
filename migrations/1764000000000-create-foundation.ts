import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Schemas and roles. The login roles get their passwords at deploy time; none of them owns a table, may bypass
 * row-level security or may create functions. Roles belong to the whole server, so they may be there already.
 */
export class CreateFoundation1764000000000 implements MigrationInterface {
  name = 'CreateFoundation1764000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$
      DECLARE wanted text;
      BEGIN
        FOREACH wanted IN ARRAY ARRAY['portal_app', 'portal_auth', 'portal_worker', 'portal_operator'] LOOP
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', wanted);
          END IF;
        END LOOP;
        -- Owns the few look-ups that must see past row-level security; nobody can sign in as it.
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'policy_fn') THEN
          CREATE ROLE policy_fn NOLOGIN BYPASSRLS;
        END IF;
      EXCEPTION WHEN unique_violation OR duplicate_object THEN
        NULL; -- another database of the same server was migrated at the same moment
      END $$;

      CREATE SCHEMA IF NOT EXISTS portal;
      CREATE SCHEMA auth;
      CREATE SCHEMA audit;
      CREATE SCHEMA sec;

      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA portal, sec TO portal_app, portal_auth, portal_worker, portal_operator, policy_fn;
      GRANT USAGE ON SCHEMA auth TO portal_auth, portal_operator, policy_fn;
      GRANT USAGE ON SCHEMA audit TO portal_app, portal_auth, portal_worker, portal_operator, policy_fn;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP SCHEMA sec CASCADE; DROP SCHEMA audit CASCADE; DROP SCHEMA auth CASCADE;
      ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
    `);
  }
}
