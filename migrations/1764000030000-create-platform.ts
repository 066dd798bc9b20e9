import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The promises that leave a transaction (outbox) and the answers already given to a repeated request (idempotency). */
export class CreatePlatform1764000030000 implements MigrationInterface {
  name = 'CreatePlatform1764000030000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.outbox (
        id uuid PRIMARY KEY,
        type text NOT NULL,
        payload jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        relayed_at timestamptz,
        done_at timestamptz,
        failed_at timestamptz,
        last_error text
      );
      CREATE INDEX outbox_to_relay ON portal.outbox (id) WHERE relayed_at IS NULL;
      CREATE INDEX outbox_open ON portal.outbox (relayed_at) WHERE done_at IS NULL AND failed_at IS NULL;

      ALTER TABLE portal.outbox ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.outbox FORCE ROW LEVEL SECURITY;
      CREATE POLICY outbox_promised_by_people ON portal.outbox FOR INSERT TO portal_app
        WITH CHECK ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY outbox_promised_by_sign_in ON portal.outbox FOR INSERT TO portal_auth WITH CHECK (true);
      CREATE POLICY outbox_kept_by_worker ON portal.outbox TO portal_worker USING (true) WITH CHECK (true);
      GRANT INSERT ON portal.outbox TO portal_app, portal_auth;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.outbox TO portal_worker;

      -- The relay sleeps until a transaction with a promise commits.
      CREATE FUNCTION portal.outbox_wake() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN PERFORM pg_notify('outbox', ''); RETURN NULL; END $$;
      GRANT EXECUTE ON FUNCTION portal.outbox_wake() TO portal_app, portal_auth, portal_worker;
      CREATE TRIGGER outbox_wakes_relay AFTER INSERT ON portal.outbox
        FOR EACH STATEMENT EXECUTE FUNCTION portal.outbox_wake();

      CREATE TABLE portal.answered_request (
        account_id uuid NOT NULL REFERENCES portal.account,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        fingerprint bytea NOT NULL,
        result_id uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, key)
      );
      CREATE INDEX answered_request_age ON portal.answered_request (created_at);
      ALTER TABLE portal.answered_request ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.answered_request FORCE ROW LEVEL SECURITY;
      CREATE POLICY answered_request_own ON portal.answered_request TO portal_app
        USING (account_id = (SELECT sec.actor_account())) WITH CHECK (account_id = (SELECT sec.actor_account()));
      CREATE POLICY answered_request_cleaned ON portal.answered_request FOR DELETE TO portal_worker USING (true);
      CREATE POLICY answered_request_aged ON portal.answered_request FOR SELECT TO portal_worker USING (true);
      GRANT SELECT, INSERT, UPDATE (result_id) ON portal.answered_request TO portal_app;
      GRANT SELECT, DELETE ON portal.answered_request TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.answered_request, portal.outbox;
      DROP FUNCTION portal.outbox_wake();
    `);
  }
}
