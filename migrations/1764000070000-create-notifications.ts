import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices in the portal, what became of each mail, and the mail itself where there is no mail server. */
export class CreateNotifications1764000070000 implements MigrationInterface {
  name = 'CreateNotifications1764000070000';

  async up(db: QueryRunner): Promise<void> {
    // UNIQUE is what makes a notice come exactly once, however often its event is handled.
    await db.query(`
      CREATE TABLE portal.notice (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES portal.account,
        agency_id uuid NOT NULL,
        event_id uuid NOT NULL,
        type text NOT NULL,
        object_type text NOT NULL,
        object_id uuid NOT NULL,
        number text,
        created_at timestamptz NOT NULL DEFAULT now(),
        read_at timestamptz,
        UNIQUE (account_id, event_id)
      );
      CREATE INDEX notice_newest ON portal.notice (account_id, agency_id, id DESC);
      CREATE INDEX notice_unread ON portal.notice (account_id, agency_id, id DESC) WHERE read_at IS NULL;

      ALTER TABLE portal.notice ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.notice FORCE ROW LEVEL SECURITY;
      CREATE POLICY notice_own ON portal.notice FOR SELECT TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.actor_agency()));
      CREATE POLICY notice_read_by_owner ON portal.notice FOR UPDATE TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.actor_agency()));
      CREATE POLICY notice_put_by_worker ON portal.notice FOR INSERT TO portal_worker WITH CHECK (true);
      CREATE POLICY notice_mailed_by_worker ON portal.notice FOR SELECT TO portal_worker USING (true);
      GRANT SELECT, UPDATE (read_at) ON portal.notice TO portal_app;
      GRANT SELECT, INSERT ON portal.notice TO portal_worker;
    `);

    // The recipient is an account, or an invitation while there is no account yet.
    await db.query(`
      CREATE TABLE portal.mail_delivery (
        event_id uuid NOT NULL,
        recipient_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
        attempts integer NOT NULL DEFAULT 0,
        last_error text,
        changed_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        PRIMARY KEY (event_id, recipient_id),
        CHECK ((state = 'sent') = (sent_at IS NOT NULL))
      );
      ALTER TABLE portal.mail_delivery ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.mail_delivery FORCE ROW LEVEL SECURITY;
      CREATE POLICY mail_delivery_worker ON portal.mail_delivery TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.mail_delivery TO portal_worker;
    `);

    // A copy may hold an invitation link, so only the role that may sign people in anyway can read it back.
    await db.query(`
      CREATE TABLE portal.mail_copy (
        id uuid PRIMARY KEY,
        message_id text NOT NULL UNIQUE,
        recipient text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX mail_copy_age ON portal.mail_copy (created_at);
      ALTER TABLE portal.mail_copy ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.mail_copy FORCE ROW LEVEL SECURITY;
      CREATE POLICY mail_copy_worker ON portal.mail_copy TO portal_worker USING (true) WITH CHECK (true);
      CREATE POLICY mail_copy_shown ON portal.mail_copy FOR SELECT TO portal_auth USING (true);
      GRANT SELECT, INSERT, DELETE ON portal.mail_copy TO portal_worker;
      GRANT SELECT ON portal.mail_copy TO portal_auth;
    `);

    await db.query(`
      -- Where an invitation is sent; nobody once it was used or has expired. The worker sees no other part of it.
      CREATE FUNCTION sec.invitation_address(wanted uuid) RETURNS text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT email FROM auth.invitation WHERE id = wanted AND used_at IS NULL AND expires_at > now()
      $$;
      GRANT SELECT ON auth.invitation TO policy_fn;
      ALTER FUNCTION sec.invitation_address(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.invitation_address(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.invitation_address(uuid) TO portal_worker;

      CREATE INDEX outbox_dead ON portal.outbox (failed_at) WHERE failed_at IS NOT NULL;
      CREATE INDEX outbox_done ON portal.outbox (done_at) WHERE done_at IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX portal.outbox_done, portal.outbox_dead;
      DROP FUNCTION sec.invitation_address(uuid);
      DROP TABLE portal.mail_copy, portal.mail_delivery, portal.notice;
    `);
  }
}
