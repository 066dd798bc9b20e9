import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Papers of many referrals in one file: ordered, set while somebody does something else, fetched within a day. */
export class OrderPapers1764000407100 implements MigrationInterface {
  name = 'OrderPapers1764000407100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.paper_order (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        account_id uuid NOT NULL REFERENCES portal.account,
        referral_ids uuid[] NOT NULL CHECK (cardinality(referral_ids) BETWEEN 1 AND 50),
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'working', 'done', 'overtaken', 'failed')),
        -- How many of the referrals are read.
        done integer NOT NULL DEFAULT 0,
        -- When the work last got on: whoever looks at an order that stands still begins it anew.
        touched_at timestamptz NOT NULL DEFAULT now(),
        pages integer,
        -- Sealed, as long as there is something to fetch.
        content bytea,
        -- SHA-256 of what was set: compared when it is fetched with what may be told by then.
        told bytea,
        -- Why it could not be made: a code, never a word about anybody.
        code text,
        ordered_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL DEFAULT now() + interval '1 day',
        CHECK ((state = 'done') = (content IS NOT NULL AND told IS NOT NULL))
      );
      CREATE INDEX paper_order_own ON portal.paper_order (account_id, ordered_at DESC);
      CREATE INDEX paper_order_expires ON portal.paper_order (expires_at);
      ALTER TABLE portal.paper_order ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.paper_order FORCE ROW LEVEL SECURITY;
      -- Nobody but whoever ordered it, and not any more when its day is over.
      CREATE POLICY paper_order_own ON portal.paper_order TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.case_agency()) AND expires_at > now())
        WITH CHECK (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.case_agency())
          AND expires_at <= now() + interval '1 day');
      GRANT SELECT, INSERT, UPDATE (state, done, touched_at, pages, content, told, code) ON portal.paper_order TO portal_app;
      GRANT SELECT, DELETE ON portal.paper_order TO policy_fn;

      -- What nobody fetched in its day is gone, and its key with it.
      CREATE FUNCTION portal.forget_papers() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
        WITH gone AS (DELETE FROM portal.paper_order o WHERE o.expires_at <= now() RETURNING o.id)
        DELETE FROM portal.data_key k USING gone g WHERE k.subject_id = g.id
      $$;
      ALTER FUNCTION portal.forget_papers() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.forget_papers() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.forget_papers() TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION portal.forget_papers(); DROP TABLE portal.paper_order;');
  }
}
