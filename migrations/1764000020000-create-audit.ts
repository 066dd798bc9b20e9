import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit: one hash chain per agency (and one for the system), appended only through a function, never changed. */
export class CreateAudit1764000020000 implements MigrationInterface {
  name = 'CreateAudit1764000020000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit.head (chain uuid PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL);
      CREATE TABLE audit.entry (
        chain uuid NOT NULL,
        seq bigint NOT NULL,
        at timestamptz NOT NULL,
        account_id uuid,
        role text,
        action text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('done', 'denied')),
        object_type text,
        object_id uuid,
        subject_id uuid,
        owner_agency_id uuid,
        details jsonb NOT NULL,
        request_id text,
        ip text,
        prev_hash bytea NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (chain, seq)
      );
      CREATE INDEX entry_subject ON audit.entry (subject_id, at) WHERE subject_id IS NOT NULL;
      CREATE INDEX entry_owner ON audit.entry (owner_agency_id, at) WHERE owner_agency_id IS NOT NULL;

      -- jsonb prints its keys in one fixed order and the time is printed in UTC, so the text of an entry is canonical.
      CREATE FUNCTION audit.canonical(e audit.entry) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT jsonb_build_object(
          'chain', e.chain, 'seq', e.seq, 'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          'account', e.account_id, 'role', e.role, 'action', e.action, 'outcome', e.outcome,
          'objectType', e.object_type, 'objectId', e.object_id, 'subject', e.subject_id, 'owner', e.owner_agency_id,
          'details', e.details, 'request', e.request_id, 'ip', e.ip)::text
      $$;

      CREATE FUNCTION audit.add(e audit.entry) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE head audit.head;
      BEGIN
        INSERT INTO audit.head VALUES (e.chain, 0, sha256('')) ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM audit.head h WHERE h.chain = e.chain FOR UPDATE;
        e.seq := head.seq + 1;
        e.at := clock_timestamp();
        e.prev_hash := head.hash;
        e.hash := sha256(e.prev_hash || convert_to(audit.canonical(e), 'UTF8'));
        INSERT INTO audit.entry SELECT e.*;
        UPDATE audit.head h SET seq = e.seq, hash = e.hash WHERE h.chain = e.chain;
      END $$;

      -- For people: who acts is read from the live session, so the caller cannot sign with another name.
      CREATE FUNCTION audit.append(
        action text, outcome text, object_type text, object_id uuid, subject_id uuid, owner_agency_id uuid,
        details jsonb, request_id text, ip text
      ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE e audit.entry; who record;
      BEGIN
        SELECT * INTO who FROM sec.whoami();
        e.chain := coalesce(who.agency_id, '00000000-0000-0000-0000-000000000000');
        e.account_id := who.account_id; e.role := who.role;
        e.action := action; e.outcome := outcome; e.object_type := object_type; e.object_id := object_id;
        e.subject_id := subject_id; e.owner_agency_id := owner_agency_id;
        e.details := coalesce(details, '{}'); e.request_id := request_id; e.ip := ip;
        PERFORM audit.add(e);
      END $$;

      -- For the system itself: sign-in, the worker and the command line.
      CREATE FUNCTION audit.append_system(
        action text, outcome text, account_id uuid, object_type text, object_id uuid, details jsonb, request_id text, ip text
      ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE e audit.entry;
      BEGIN
        e.chain := '00000000-0000-0000-0000-000000000000';
        e.account_id := account_id; e.action := action; e.outcome := outcome;
        e.object_type := object_type; e.object_id := object_id;
        e.details := coalesce(details, '{}'); e.request_id := request_id; e.ip := ip;
        PERFORM audit.add(e);
      END $$;

      -- Every entry must hash to what it says, continue its predecessor, and the last one must be the head.
      CREATE FUNCTION audit.verify() RETURNS TABLE (chain uuid, entries bigint, broken_seq bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        WITH checked AS (
          SELECT e.chain, e.seq, e.hash,
            e.hash = sha256(e.prev_hash || convert_to(audit.canonical(e), 'UTF8'))
            AND e.prev_hash = lag(e.hash, 1, sha256('')) OVER w
            AND e.seq = lag(e.seq, 1, 0::bigint) OVER w + 1 AS sound
          FROM audit.entry e WINDOW w AS (PARTITION BY e.chain ORDER BY e.seq)
        ), chains AS (
          SELECT c.chain, count(*) AS entries, min(c.seq) FILTER (WHERE NOT c.sound) AS broken, max(c.seq) AS last
          FROM checked c GROUP BY c.chain
        )
        SELECT coalesce(c.chain, h.chain), coalesce(c.entries, 0),
          coalesce(c.broken,
            CASE WHEN h.chain IS NULL OR c.last IS DISTINCT FROM nullif(h.seq, 0)
                   OR (c.chain IS NOT NULL AND h.hash IS DISTINCT FROM
                        (SELECT e.hash FROM audit.entry e WHERE e.chain = c.chain AND e.seq = c.last))
                 THEN coalesce(c.last, 0) + 1 END)
        FROM chains c FULL JOIN audit.head h ON h.chain = c.chain
        ORDER BY 1
      $$;

      CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = 'insufficient_privilege'; END $$;
      CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE ON audit.entry
        FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
      CREATE TRIGGER entry_is_not_cut BEFORE TRUNCATE ON audit.entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

      ALTER TABLE audit.head ENABLE ROW LEVEL SECURITY;
      ALTER TABLE audit.head FORCE ROW LEVEL SECURITY;
      CREATE POLICY head_function ON audit.head TO policy_fn USING (true) WITH CHECK (true);
      ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY;
      ALTER TABLE audit.entry FORCE ROW LEVEL SECURITY;
      CREATE POLICY entry_own_chain_or_people ON audit.entry FOR SELECT TO portal_app
        USING (chain = (SELECT sec.actor_agency()) OR owner_agency_id = (SELECT sec.case_agency()));
      GRANT SELECT ON audit.entry TO portal_app;

      GRANT SELECT, INSERT, UPDATE ON audit.head TO policy_fn;
      GRANT SELECT, INSERT ON audit.entry TO policy_fn;
      GRANT EXECUTE ON FUNCTION audit.canonical(audit.entry) TO policy_fn;
      ALTER FUNCTION audit.add(audit.entry) OWNER TO policy_fn;
      ALTER FUNCTION audit.append(text, text, text, uuid, uuid, uuid, jsonb, text, text) OWNER TO policy_fn;
      ALTER FUNCTION audit.append_system(text, text, uuid, text, uuid, jsonb, text, text) OWNER TO policy_fn;
      ALTER FUNCTION audit.verify() OWNER TO policy_fn;
      REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION audit.append(text, text, text, uuid, uuid, uuid, jsonb, text, text) TO portal_app;
      GRANT EXECUTE ON FUNCTION audit.append_system(text, text, uuid, text, uuid, jsonb, text, text)
        TO portal_auth, portal_worker, portal_operator;
      GRANT EXECUTE ON FUNCTION audit.verify() TO portal_operator;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION audit.verify(), audit.append_system(text, text, uuid, text, uuid, jsonb, text, text),
        audit.append(text, text, text, uuid, uuid, uuid, jsonb, text, text), audit.add(audit.entry);
      DROP TABLE audit.entry CASCADE; DROP TABLE audit.head;
      DROP FUNCTION audit.refuse_change();
    `);
  }
}
