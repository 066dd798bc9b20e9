import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, memberships, sign-in, sessions, invitations, and the functions by which policies know who is asking. */
export class CreateIdentity1764000010000 implements MigrationInterface {
  name = 'CreateIdentity1764000010000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.account (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (name <> ''),
        status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE portal.membership (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES portal.account,
        agency_id uuid NOT NULL,
        role text NOT NULL CHECK (role IN ('staff', 'acceptor', 'manager', 'secretariat')),
        started_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX membership_live ON portal.membership (account_id, agency_id) WHERE ended_at IS NULL;
      CREATE INDEX membership_agency ON portal.membership (agency_id) WHERE ended_at IS NULL;

      CREATE TABLE auth.login (
        account_id uuid PRIMARY KEY REFERENCES portal.account,
        email text NOT NULL CHECK (email = lower(email)),
        password_hash text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX login_email ON auth.login (email);

      CREATE TABLE auth.session (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL,
        account_id uuid NOT NULL REFERENCES portal.account,
        agency_id uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        touched_at timestamptz NOT NULL DEFAULT now(),
        idle_until timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        ip text,
        user_agent text
      );
      CREATE UNIQUE INDEX session_token ON auth.session (token_hash);
      CREATE INDEX session_account ON auth.session (account_id) WHERE ended_at IS NULL;

      CREATE TABLE auth.invitation (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL,
        email text NOT NULL CHECK (email = lower(email)),
        agency_id uuid NOT NULL,
        role text NOT NULL CHECK (role IN ('staff', 'acceptor', 'manager', 'secretariat')),
        invited_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE UNIQUE INDEX invitation_token ON auth.invitation (token_hash);

      -- The layout that rate-limiter-flexible expects.
      CREATE TABLE auth.rate_limit (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
    `);

    // Who is asking: worked out anew in every statement from the live session behind the token in app.session.
    await db.query(`
      CREATE FUNCTION sec.whoami() RETURNS TABLE (session_id uuid, account_id uuid, agency_id uuid, role text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT s.id, s.account_id, m.agency_id, m.role
        FROM auth.session s
        JOIN portal.account a ON a.id = s.account_id AND a.status = 'active'
        LEFT JOIN portal.membership m
          ON m.account_id = s.account_id AND m.agency_id = s.agency_id AND m.ended_at IS NULL
        WHERE current_setting('app.session', true) <> ''
          AND s.token_hash = sha256(convert_to(current_setting('app.session', true), 'UTF8'))
          AND s.ended_at IS NULL AND s.expires_at > now() AND s.idle_until > now()
      $$;
      CREATE FUNCTION sec.actor_account() RETURNS uuid LANGUAGE sql STABLE SET search_path = ''
        AS $$ SELECT account_id FROM sec.whoami() $$;
      CREATE FUNCTION sec.actor_agency() RETURNS uuid LANGUAGE sql STABLE SET search_path = ''
        AS $$ SELECT agency_id FROM sec.whoami() $$;
      CREATE FUNCTION sec.actor_role() RETURNS text LANGUAGE sql STABLE SET search_path = ''
        AS $$ SELECT role FROM sec.whoami() $$;
      -- The agency for which the caller may handle cases: a secretariat has none.
      CREATE FUNCTION sec.case_agency() RETURNS uuid LANGUAGE sql STABLE SET search_path = ''
        AS $$ SELECT agency_id FROM sec.whoami() WHERE role IN ('staff', 'acceptor', 'manager') $$;
      ALTER FUNCTION sec.whoami() OWNER TO policy_fn;
      GRANT SELECT ON auth.session, portal.account, portal.membership TO policy_fn;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA sec TO portal_app, portal_auth, portal_worker, portal_operator, policy_fn;

      -- Whom a notice for an agency goes to. The worker learns an address only through this door.
      CREATE FUNCTION sec.desk_of(agency uuid) RETURNS TABLE (account_id uuid, email text, role text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT a.id, l.email, m.role
        FROM portal.membership m
        JOIN portal.account a ON a.id = m.account_id AND a.status = 'active'
        JOIN auth.login l ON l.account_id = a.id
        WHERE m.agency_id = agency AND m.ended_at IS NULL AND m.role IN ('staff', 'acceptor', 'manager')
        ORDER BY a.id
      $$;
      ALTER FUNCTION sec.desk_of(uuid) OWNER TO policy_fn;
      GRANT SELECT ON auth.login TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.desk_of(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.desk_of(uuid) TO portal_worker;

      -- An agency can be sent a referral only when somebody there would see it.
      CREATE FUNCTION sec.has_desk(agency uuid) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT EXISTS (SELECT FROM portal.membership m JOIN portal.account a ON a.id = m.account_id AND a.status = 'active'
                       WHERE m.agency_id = agency AND m.ended_at IS NULL AND m.role IN ('staff', 'acceptor', 'manager'))
      $$;
      ALTER FUNCTION sec.has_desk(uuid) OWNER TO policy_fn;
      GRANT EXECUTE ON FUNCTION sec.has_desk(uuid) TO portal_app;
    `);

    await db.query(`
      ALTER TABLE portal.account ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.account FORCE ROW LEVEL SECURITY;
      CREATE POLICY account_seen_by_signed_in ON portal.account FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY account_sign_in ON portal.account TO portal_auth USING (true) WITH CHECK (true);
      CREATE POLICY account_operator ON portal.account TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT ON portal.account TO portal_app;
      GRANT SELECT, INSERT, UPDATE ON portal.account TO portal_auth, portal_operator;

      ALTER TABLE portal.membership ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.membership FORCE ROW LEVEL SECURITY;
      CREATE POLICY membership_own ON portal.membership FOR SELECT TO portal_app
        USING (account_id = (SELECT sec.actor_account()) OR agency_id = (SELECT sec.actor_agency()));
      CREATE POLICY membership_ended_by_manager ON portal.membership FOR UPDATE TO portal_app
        USING (agency_id = (SELECT sec.actor_agency()) AND (SELECT sec.actor_role()) = 'manager')
        WITH CHECK (agency_id = (SELECT sec.actor_agency()));
      CREATE POLICY membership_sign_in ON portal.membership TO portal_auth USING (true) WITH CHECK (true);
      CREATE POLICY membership_operator ON portal.membership TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT, UPDATE (ended_at) ON portal.membership TO portal_app;
      GRANT SELECT, INSERT, UPDATE (ended_at) ON portal.membership TO portal_auth, portal_operator;
    `);
    for (const table of ['login', 'session', 'invitation', 'rate_limit']) {
      await db.query(`
        ALTER TABLE auth.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE auth.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_sign_in ON auth.${table} TO portal_auth USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON auth.${table} TO portal_auth;
      `);
    }
    await db.query(`
      CREATE POLICY login_operator ON auth.login TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE ON auth.login TO portal_operator;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION sec.has_desk(uuid), sec.desk_of(uuid), sec.case_agency(), sec.actor_role() CASCADE;
      DROP FUNCTION sec.actor_agency() CASCADE;
      DROP FUNCTION sec.actor_account() CASCADE;
      DROP FUNCTION sec.whoami() CASCADE;
      DROP TABLE auth.rate_limit, auth.invitation, auth.session, auth.login, portal.membership, portal.account CASCADE;
    `);
  }
}
