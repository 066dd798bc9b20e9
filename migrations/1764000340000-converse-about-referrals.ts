import type { MigrationInterface, QueryRunner } from 'typeorm';

const readable = `'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted', 'accepted', 'in_progress', 'reported'`;
const here = '(SELECT sec.case_agency())';
const kinds = `'internal', 'shared', 'told', 'question', 'answer', 'proposal', 'proposal_agreed', 'proposal_turned_down',
  'onward', 'stop_request', 'stop_agreed', 'stop_refused', 'interim_report'`;

/** Something of what the source packed may still be told to the recipient of this line. */
const covered = (row: string) => `EXISTS (SELECT FROM portal.referral r JOIN portal.live_cover c
    ON c.person_id = r.person_id AND c.purpose = r.purpose AND c.category = ANY (r.categories)
  WHERE r.id = ${row}.referral_id AND c.recipient_agency_id = ${row}.agency_id)`;

/** What the two agencies of a line say to each other beside its moves: who, when, of which kind stays; the words close with the consent. */
export class ConverseAboutReferrals1764000340000 implements MigrationInterface {
  name = 'ConverseAboutReferrals1764000340000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.referral_line ADD CONSTRAINT referral_line_parties UNIQUE (id, referral_id, source_agency_id, agency_id);

      CREATE TABLE portal.referral_message (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        line_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN (${kinds})),
        by_agency_id uuid NOT NULL REFERENCES portal.agency,
        by_account uuid NOT NULL REFERENCES portal.account,
        at timestamptz NOT NULL DEFAULT now(),
        -- The question, proposal or request that this answers: each is answered once.
        answers uuid UNIQUE REFERENCES portal.referral_message,
        -- The day by which an answer is asked for.
        due_on date,
        -- A coded reason, and the version of the package that came with an answer.
        code text,
        package_version integer,
        -- The agencies that the recipient of the line thinks are the right ones.
        agency_ids uuid[] NOT NULL DEFAULT '{}',
        FOREIGN KEY (line_id, referral_id, source_agency_id, agency_id)
          REFERENCES portal.referral_line (id, referral_id, source_agency_id, agency_id),
        CHECK (by_agency_id IN (source_agency_id, agency_id))
      );
      CREATE INDEX referral_message_line ON portal.referral_message (line_id, at);
      CREATE INDEX referral_message_referral ON portal.referral_message (referral_id, at);

      CREATE TABLE portal.message_body (
        message_id uuid PRIMARY KEY REFERENCES portal.referral_message,
        body bytea NOT NULL
      );

      -- Up to which moment somebody has read what was said on a line.
      CREATE TABLE portal.conversation_mark (
        account_id uuid NOT NULL REFERENCES portal.account,
        line_id uuid NOT NULL REFERENCES portal.referral_line,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        read_until timestamptz NOT NULL,
        PRIMARY KEY (account_id, line_id)
      );
      -- What somebody wrote and could not send: it is the author's alone.
      CREATE TABLE portal.message_draft (
        account_id uuid NOT NULL REFERENCES portal.account,
        line_id uuid NOT NULL REFERENCES portal.referral_line,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        body bytea NOT NULL,
        kept_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, line_id)
      );
    `);
    for (const table of ['referral_message', 'message_body', 'conversation_mark', 'message_draft'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      CREATE POLICY referral_message_seen_by_parties ON portal.referral_message FOR SELECT TO portal_app
        USING (by_agency_id = ${here} OR (kind <> 'internal' AND ${here} IN (source_agency_id, agency_id)));
      -- Words to the other side are told under the consent of this moment; what is only noted down is one's own.
      CREATE POLICY referral_message_said_by_parties ON portal.referral_message FOR INSERT TO portal_app
        WITH CHECK (by_agency_id = ${here} AND by_account = (SELECT sec.actor_account())
          AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = line_id AND l.status <> 'queued')
          AND CASE
            WHEN kind IN ('answer', 'proposal_agreed', 'proposal_turned_down', 'stop_request') THEN by_agency_id = source_agency_id
            WHEN kind IN ('question', 'proposal', 'onward', 'stop_agreed', 'stop_refused') THEN by_agency_id = agency_id
            WHEN kind = 'interim_report' OR (kind = 'shared' AND by_agency_id = agency_id)
              THEN by_agency_id = agency_id AND EXISTS (SELECT FROM portal.referral r JOIN portal.live_cover c
                ON c.person_id = r.person_id AND c.purpose = 'report_back'
                WHERE r.id = referral_message.referral_id AND c.recipient_agency_id = referral_message.agency_id)
            WHEN kind = 'shared' THEN ${covered('referral_message')}
            ELSE true END);

      -- The words: one's own always, the recipient's to the source, the source's to the recipient while it may be told.
      CREATE POLICY message_body_seen ON portal.message_body FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.referral_message m WHERE m.id = message_id
          AND (m.by_agency_id = ${here} OR m.source_agency_id = ${here}
            OR (m.agency_id = ${here}
              AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = m.line_id AND l.status IN (${readable}))
              AND NOT EXISTS (SELECT FROM portal.misdirection x WHERE x.line_id = m.line_id)
              AND ${covered('m')}))));
      CREATE POLICY message_body_written ON portal.message_body FOR INSERT TO portal_app
        WITH CHECK (EXISTS (SELECT FROM portal.referral_message m WHERE m.id = message_id
          AND m.by_agency_id = ${here} AND m.by_account = (SELECT sec.actor_account())));

      CREATE POLICY conversation_mark_own ON portal.conversation_mark TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND agency_id = ${here})
        WITH CHECK (account_id = (SELECT sec.actor_account()) AND agency_id = ${here});
      GRANT UPDATE (read_until, agency_id) ON portal.conversation_mark TO portal_app;
      CREATE POLICY message_draft_own ON portal.message_draft TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND agency_id = ${here})
        WITH CHECK (account_id = (SELECT sec.actor_account()) AND agency_id = ${here}
          AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = line_id AND l.status <> 'queued'));
      GRANT UPDATE (body, kept_at, agency_id), DELETE ON portal.message_draft TO portal_app;

      -- A sent request stays as it was, but an answer to a question may tell more kinds of data, or fewer.
      CREATE OR REPLACE FUNCTION portal.keep_request() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.status <> 'draft' AND (NEW.status = 'draft'
             OR (OLD.type, OLD.purpose, OLD.urgency, OLD.reply_by, OLD.services, OLD.request)
               IS DISTINCT FROM (NEW.type, NEW.purpose, NEW.urgency, NEW.reply_by, NEW.services, NEW.request)) THEN
          RAISE EXCEPTION 'a sent request is final' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF OLD.status <> 'draft' AND OLD.categories IS DISTINCT FROM NEW.categories
             AND NOT (OLD.source_agency_id = (SELECT sec.case_agency())
               AND EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = OLD.id AND l.status = 'info_requested')) THEN
          RAISE EXCEPTION 'a sent request is final' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;

      -- 関連依頼（親）: from which referral this one follows, so that a chain can be seen.
      ALTER TABLE portal.referral ADD parent_id uuid REFERENCES portal.referral ON DELETE SET NULL;
      CREATE INDEX referral_parent ON portal.referral (parent_id) WHERE parent_id IS NOT NULL;
      GRANT UPDATE (parent_id) ON portal.referral TO portal_app;
      CREATE FUNCTION portal.keep_parent() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.parent_id IS DISTINCT FROM NEW.parent_id AND NEW.parent_id IS NOT NULL AND (OLD.status <> 'draft'
             OR NOT EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = NEW.parent_id AND l.status <> 'queued'
               AND (SELECT sec.case_agency()) IN (l.source_agency_id, l.agency_id))) THEN
          RAISE EXCEPTION 'not a parent' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      GRANT EXECUTE ON FUNCTION portal.keep_parent() TO portal_app;
      CREATE TRIGGER parent_is_known BEFORE UPDATE OF parent_id ON portal.referral FOR EACH ROW EXECUTE FUNCTION portal.keep_parent();

      -- The chain that ends in a referral, the first one first. Whoever is no party of a link learns neither its number nor
      -- its agencies, only that it is there, and whether somebody in it stands in it twice.
      CREATE FUNCTION portal.referral_chain(wanted uuid)
      RETURNS TABLE (depth integer, referral_id uuid, number text, source_agency_id uuid, agency_ids uuid[], returns boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        WITH RECURSIVE up AS (
          SELECT r.id, r.parent_id, r.number, r.source_agency_id, 1 AS height FROM portal.referral r
          WHERE r.id = wanted AND (session_user = 'portal_worker' OR r.source_agency_id = (SELECT sec.case_agency())
            OR EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = r.id AND l.status <> 'queued'
              AND l.agency_id = (SELECT sec.case_agency())))
          UNION ALL
          SELECT p.id, p.parent_id, p.number, p.source_agency_id, u.height + 1
          FROM up u JOIN portal.referral p ON p.id = u.parent_id WHERE u.height < 20
        ), link AS (
          SELECT u.id, u.number, u.source_agency_id, u.height, (SELECT max(height) FROM up) - u.height + 1 AS depth,
            ARRAY(SELECT l.agency_id FROM portal.referral_line l WHERE l.referral_id = u.id AND l.status <> 'queued'
              ORDER BY l.position, l.id) AS agency_ids
          FROM up u
        )
        SELECT k.depth, CASE WHEN k.mine THEN k.id END, CASE WHEN k.mine THEN k.number END,
          CASE WHEN k.mine THEN k.source_agency_id END,
          CASE WHEN k.source_agency_id = (SELECT sec.case_agency()) THEN k.agency_ids
               WHEN k.mine THEN ARRAY[(SELECT sec.case_agency())] END,
          k.returns
        FROM (SELECT l.*, (SELECT sec.case_agency()) = l.source_agency_id OR (SELECT sec.case_agency()) = ANY (l.agency_ids) AS mine,
            EXISTS (SELECT FROM link b WHERE b.depth < l.depth
              AND (b.source_agency_id = ANY (l.agency_ids) OR b.agency_ids && l.agency_ids)) AS returns
          FROM link l) k
        ORDER BY k.depth
      $$;
      ALTER FUNCTION portal.referral_chain(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.referral_chain(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.referral_chain(uuid) TO portal_app, portal_worker;

      -- How long things wait, for the whole network.
      CREATE TABLE portal.conversation_setting (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        -- Days after which a report that nobody has confirmed counts as confirmed.
        confirm_after_days integer NOT NULL DEFAULT 14 CHECK (confirm_after_days BETWEEN 3 AND 90),
        -- How often somebody may stay away before the source is asked what to do.
        no_show_limit integer NOT NULL DEFAULT 3 CHECK (no_show_limit BETWEEN 1 AND 10),
        -- Working days within which an acceptance by telephone has to be confirmed.
        phone_confirm_days integer NOT NULL DEFAULT 5 CHECK (phone_confirm_days BETWEEN 1 AND 30),
        -- Days for which a sealed link opens.
        link_days integer NOT NULL DEFAULT 14 CHECK (link_days BETWEEN 1 AND 60),
        version integer NOT NULL DEFAULT 1
      );
      INSERT INTO portal.conversation_setting DEFAULT VALUES;
      ALTER TABLE portal.conversation_setting ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.conversation_setting FORCE ROW LEVEL SECURITY;
      CREATE POLICY conversation_setting_read ON portal.conversation_setting FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY conversation_setting_kept ON portal.conversation_setting FOR UPDATE TO portal_app
        USING ((SELECT sec.actor_role()) = 'secretariat');
      GRANT SELECT, UPDATE (confirm_after_days, no_show_limit, phone_confirm_days, link_days, version)
        ON portal.conversation_setting TO portal_app;
      CREATE POLICY conversation_setting_worker ON portal.conversation_setting FOR SELECT TO portal_worker USING (true);
      GRANT SELECT ON portal.conversation_setting TO portal_worker, policy_fn;

      -- Reports that have waited for a confirmation long enough.
      CREATE FUNCTION sec.reports_to_confirm() RETURNS TABLE (referral_id uuid, line_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.referral_id, l.id FROM portal.referral_line l, portal.conversation_setting s
        WHERE l.status = 'reported' AND l.reported_at < now() - make_interval(days => s.confirm_after_days)
        ORDER BY l.referral_id, l.id
      $$;
      ALTER FUNCTION sec.reports_to_confirm() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.reports_to_confirm() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.reports_to_confirm() TO portal_worker;

      -- A notice says how far its line had come: an older one that is late says nothing any more.
      ALTER TABLE portal.notice ADD line_id uuid, ADD line_version integer;
      CREATE INDEX notice_of_line ON portal.notice (account_id, line_id, line_version) WHERE line_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.notice DROP line_id, DROP line_version;
      DROP FUNCTION sec.reports_to_confirm(), portal.referral_chain(uuid);
      DROP TABLE portal.conversation_setting;
      DROP TRIGGER parent_is_known ON portal.referral;
      DROP FUNCTION portal.keep_parent();
      ALTER TABLE portal.referral DROP parent_id;
      CREATE OR REPLACE FUNCTION portal.keep_request() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.status <> 'draft' AND (NEW.status = 'draft'
             OR (OLD.type, OLD.purpose, OLD.urgency, OLD.reply_by, OLD.services, OLD.categories, OLD.request)
               IS DISTINCT FROM (NEW.type, NEW.purpose, NEW.urgency, NEW.reply_by, NEW.services, NEW.categories, NEW.request)) THEN
          RAISE EXCEPTION 'a sent request is final' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      DROP TABLE portal.message_draft, portal.conversation_mark, portal.message_body, portal.referral_message;
      ALTER TABLE portal.referral_line DROP CONSTRAINT referral_line_parties;
    `);
  }
}
