import type { MigrationInterface, QueryRunner } from 'typeorm';

// An agency's manager keeps its webhooks; nobody else of the agency sees their addresses.
const own = `agency_id = (SELECT sec.case_agency()) AND (SELECT sec.actor_role()) = 'manager'`;

/** 外部システムへの通知: where an agency's own system hears that a referral has moved, and what became of each message. */
export class SendWebhooks1764000401000 implements MigrationInterface {
  name = 'SendWebhooks1764000401000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.webhook (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        url text NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
        events text[] NOT NULL CHECK (cardinality(events) > 0),
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
        paused_for text CHECK (paused_for IN ('manager', 'failing', 'gone')),
        paused_at timestamptz,
        -- Since when nothing has arrived there.
        failing_since timestamptz,
        -- Sealed with a key of the installation.
        secret bytea NOT NULL,
        previous_secret bytea,
        previous_until timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((state = 'paused') = (paused_for IS NOT NULL) AND (state = 'paused') = (paused_at IS NOT NULL)),
        CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
      );
      CREATE INDEX webhook_agency ON portal.webhook (agency_id);

      -- One message to one of them: ids and a number. What it says is made anew for every try.
      CREATE TABLE portal.webhook_delivery (
        id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL REFERENCES portal.webhook ON DELETE CASCADE,
        agency_id uuid NOT NULL,
        event_id uuid NOT NULL,
        type text NOT NULL,
        occurred_at timestamptz NOT NULL,
        line_id uuid,
        number text,
        is_test boolean NOT NULL DEFAULT false,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')),
        next_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (webhook_id, event_id),
        CHECK (is_test = (line_id IS NULL)),
        CHECK (state = 'waiting' OR next_at IS NULL)
      );
      CREATE INDEX webhook_delivery_newest ON portal.webhook_delivery (webhook_id, created_at DESC, id DESC);
      CREATE INDEX webhook_delivery_due ON portal.webhook_delivery (next_at) WHERE next_at IS NOT NULL;
      CREATE INDEX webhook_delivery_age ON portal.webhook_delivery (created_at);

      CREATE TABLE portal.webhook_attempt (
        id uuid PRIMARY KEY,
        delivery_id uuid NOT NULL REFERENCES portal.webhook_delivery ON DELETE CASCADE,
        agency_id uuid NOT NULL,
        attempt integer NOT NULL CHECK (attempt > 0),
        at timestamptz NOT NULL DEFAULT now(),
        status integer,
        code text,
        duration_ms integer NOT NULL,
        UNIQUE (delivery_id, attempt)
      );
    `);
    for (const table of ['webhook', 'webhook_delivery', 'webhook_attempt'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_seen_by_managers ON portal.${table} FOR SELECT TO portal_app USING (${own});
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT ON portal.${table} TO portal_app, portal_worker;
      `);
    await db.query(`
      CREATE POLICY webhook_registered ON portal.webhook FOR INSERT TO portal_app
        WITH CHECK (${own} AND created_by = (SELECT sec.actor_account()));
      CREATE POLICY webhook_kept ON portal.webhook FOR UPDATE TO portal_app USING (${own}) WITH CHECK (${own});
      CREATE POLICY webhook_removed ON portal.webhook FOR DELETE TO portal_app USING (${own});
      GRANT INSERT, DELETE ON portal.webhook TO portal_app;
      GRANT UPDATE (name, url, events, state, paused_for, paused_at, failing_since, secret, previous_secret, previous_until,
        version, changed_at) ON portal.webhook TO portal_app;
      GRANT UPDATE (state, paused_for, paused_at, failing_since, version, changed_at) ON portal.webhook TO portal_worker;

      -- A person orders a trial, or that something is sent once more; what is told is the worker's to plan.
      CREATE POLICY webhook_delivery_tried ON portal.webhook_delivery FOR INSERT TO portal_app
        WITH CHECK (${own} AND is_test AND EXISTS (SELECT FROM portal.webhook w WHERE w.id = webhook_id));
      CREATE POLICY webhook_delivery_repeated ON portal.webhook_delivery FOR UPDATE TO portal_app USING (${own}) WITH CHECK (${own});
      GRANT INSERT, UPDATE (state, next_at) ON portal.webhook_delivery TO portal_app;
      GRANT INSERT, UPDATE (state, next_at), DELETE ON portal.webhook_delivery TO portal_worker;
      GRANT INSERT ON portal.webhook_attempt TO portal_worker;

      -- How a line stands now, for whoever is a party to it: states and numbers, nobody's name. A recipient that has not
      -- been asked yet is no party.
      CREATE FUNCTION sec.line_standing(line uuid, agency uuid)
      RETURNS TABLE (referral_id uuid, number text, status text, version integer)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT r.id, r.number, l.status, l.version
        FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
        WHERE l.id = line AND (l.source_agency_id = agency OR (l.agency_id = agency AND l.status <> 'queued'))
      $$;
      ALTER FUNCTION sec.line_standing(uuid, uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.line_standing(uuid, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.line_standing(uuid, uuid) TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION sec.line_standing(uuid, uuid);
      DROP TABLE portal.webhook_attempt, portal.webhook_delivery, portal.webhook;
    `);
  }
}
