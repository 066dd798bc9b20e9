import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
const me = '(SELECT sec.actor_account())';

/**
 * 決裁: an agency may ask that a superior approves what leaves the house. What was approved is sent, and nothing else: an
 * approval counts for the draft, its recipients, the person's record and the consents as they stood when it was asked for.
 */
export class AskForApproval1764000403000 implements MigrationInterface {
  name = 'AskForApproval1764000403000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.approval_setting (
        agency_id uuid PRIMARY KEY REFERENCES portal.agency,
        rule text NOT NULL CHECK (rule IN ('never', 'always', 'not_urgent')),
        version integer NOT NULL DEFAULT 1,
        updated_by uuid NOT NULL REFERENCES portal.account,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE portal.sending_approval (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'waiting'
          CHECK (state IN ('waiting', 'approved', 'returned', 'withdrawn', 'overtaken')),
        -- Of what it was asked for; the database works it out.
        digest bytea NOT NULL,
        -- What the drafter says about it, and why it went back: sealed with the person's key.
        words bytea,
        reason bytea,
        asked_by uuid NOT NULL REFERENCES portal.account,
        asked_at timestamptz NOT NULL DEFAULT now(),
        decided_by uuid REFERENCES portal.account,
        decided_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (referral_id, source_agency_id) REFERENCES portal.referral (id, source_agency_id) ON DELETE CASCADE,
        CHECK ((state = 'waiting') = (decided_by IS NULL)),
        CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
        CHECK (state <> 'returned' OR reason IS NOT NULL)
      );
      CREATE UNIQUE INDEX sending_approval_one_waiting ON portal.sending_approval (referral_id) WHERE state = 'waiting';
      CREATE INDEX sending_approval_waiting ON portal.sending_approval (source_agency_id) WHERE state = 'waiting';
      CREATE INDEX sending_approval_referral ON portal.sending_approval (referral_id, asked_at);
    `);
    for (const table of ['approval_setting', 'sending_approval'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
      `);
    await db.query(`
      CREATE POLICY approval_setting_seen ON portal.approval_setting FOR SELECT TO portal_app USING (agency_id = ${here});
      CREATE POLICY approval_setting_made ON portal.approval_setting FOR INSERT TO portal_app
        WITH CHECK (agency_id = ${here} AND (SELECT sec.actor_role()) = 'manager' AND updated_by = ${me});
      CREATE POLICY approval_setting_kept ON portal.approval_setting FOR UPDATE TO portal_app
        USING (agency_id = ${here} AND (SELECT sec.actor_role()) = 'manager')
        WITH CHECK (agency_id = ${here} AND updated_by = ${me});
      GRANT SELECT, INSERT, UPDATE (rule, version, updated_by, updated_at) ON portal.approval_setting TO portal_app;

      CREATE POLICY sending_approval_own ON portal.sending_approval TO portal_app
        USING (source_agency_id = ${here}) WITH CHECK (source_agency_id = ${here});
      GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, reason, version) ON portal.sending_approval TO portal_app;

      -- Who stands in for whom decides who may approve, so nobody writes it down in another's name.
      CREATE POLICY absence_noted_by_oneself ON portal.absence AS RESTRICTIVE FOR INSERT TO portal_app
        WITH CHECK (created_by = ${me});
    `);
    await db.query(deciding);
    await db.query(walls);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER outside_sending_is_approved ON portal.outside_sending;
      DROP TRIGGER line_is_approved ON portal.referral_line;
      DROP TRIGGER line_is_no_newcomer ON portal.referral_line;
      DROP TRIGGER sending_is_approved ON portal.referral;
      DROP TRIGGER sent_stays_sent ON portal.referral;
      DROP TABLE portal.sending_approval, portal.approval_setting;
      DROP FUNCTION portal.guard_outside_approval(), portal.guard_line_approval(), portal.guard_sending(), portal.guard_sent(), portal.guard_approval(),
        portal.is_approved(uuid), portal.approval_asked(uuid, text), portal.draft_digest(uuid), sec.approvers_of(uuid);
      DROP POLICY absence_noted_by_oneself ON portal.absence;
    `);
  }
}

// Managers, and whoever stands in today for one who is away. That somebody stands in counts when a manager has said so.
const deciding = `
  CREATE FUNCTION sec.approvers_of(agency uuid) RETURNS TABLE (account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    WITH here AS (
      SELECT m.account_id, m.role FROM portal.membership m JOIN portal.account a ON a.id = m.account_id AND a.status = 'active'
      WHERE m.agency_id = agency AND m.ended_at IS NULL AND m.role IN ('staff', 'acceptor', 'manager')
        AND (session_user = 'portal_worker' OR agency = (SELECT sec.case_agency()))
    )
    SELECT h.account_id FROM here h WHERE h.role = 'manager'
    UNION
    SELECT d.account_id FROM portal.absence b
    JOIN here away ON away.account_id = b.account_id AND away.role = 'manager'
    JOIN here said ON said.account_id = b.created_by AND said.role = 'manager'
    JOIN here d ON d.account_id = b.deputy_id
    WHERE b.agency_id = agency AND sec.today_in_japan() BETWEEN b.from_on AND b.until_on
  $$;
  GRANT SELECT ON portal.absence TO policy_fn;
  ALTER FUNCTION sec.approvers_of(uuid) OWNER TO policy_fn;
  REVOKE EXECUTE ON FUNCTION sec.approvers_of(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.approvers_of(uuid) TO portal_app, portal_worker;

  CREATE FUNCTION portal.approval_asked(agency uuid, how_urgent text) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM portal.approval_setting s
      WHERE s.agency_id = agency AND (s.rule = 'always' OR s.rule = 'not_urgent' AND how_urgent <> 'urgent'))
  $$;

  -- Everything that sending would tell, to whom, and on what it rests; whoever changes any of it makes another draft of it.
  CREATE FUNCTION portal.draft_digest(referral uuid) RETURNS bytea
  LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT sha256(convert_to(jsonb_build_array(
      r.person_id, r.mode, r.type, r.purpose, r.urgency, r.reply_by, r.services, r.categories, encode(sha256(r.request), 'hex'),
      (SELECT encode(sha256(p.body), 'hex') FROM portal.referral_particulars p WHERE p.referral_id = r.id),
      (SELECT jsonb_agg(jsonb_build_array(f.attachment_id, a.version, a.removed_at) ORDER BY f.attachment_id)
        FROM portal.referral_attachment f LEFT JOIN portal.attachment a ON a.id = f.attachment_id WHERE f.referral_id = r.id),
      (SELECT jsonb_agg(jsonb_build_array(l.agency_id, l.mode) ORDER BY l.position, l.id)
        FROM portal.referral_line l WHERE l.referral_id = r.id),
      (SELECT jsonb_build_array(p.status, encode(sha256(p.name), 'hex'), encode(sha256(p.kana), 'hex'), encode(sha256(p.birth_date), 'hex'))
        FROM portal.person p WHERE p.id = r.person_id),
      (SELECT jsonb_agg(jsonb_build_array(s.category, encode(sha256(s.body), 'hex')) ORDER BY s.category)
        FROM portal.person_section s WHERE s.person_id = r.person_id AND s.category = ANY (r.categories)),
      (SELECT jsonb_agg(jsonb_build_array(v.kind, v.newest) ORDER BY v.kind)
        FROM (SELECT kind, max(version) AS newest FROM portal.own_sheet_version WHERE person_id = r.person_id GROUP BY kind) v),
      (SELECT jsonb_agg(jsonb_build_array(c.recipient_agency_id, c.category, c.basis_id)
          ORDER BY c.recipient_agency_id, c.category, c.basis_id)
        FROM portal.live_cover c WHERE c.person_id = r.person_id AND c.purpose = r.purpose AND c.category = ANY (r.categories)
          AND c.recipient_agency_id IN (SELECT l.agency_id FROM portal.referral_line l WHERE l.referral_id = r.id))
    )::text, 'UTF8')) FROM portal.referral r WHERE r.id = referral
  $$;

  CREATE FUNCTION portal.is_approved(referral uuid) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM portal.sending_approval a
      WHERE a.referral_id = referral AND a.state = 'approved' AND a.digest = portal.draft_digest(referral))
  $$;
  REVOKE EXECUTE ON FUNCTION portal.approval_asked(uuid, text), portal.draft_digest(uuid), portal.is_approved(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.approval_asked(uuid, text), portal.draft_digest(uuid), portal.is_approved(uuid) TO portal_app;

  -- Asked for in one's own name, decided once, by somebody who may and who neither drafted it nor asked for it.
  CREATE FUNCTION portal.guard_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  DECLARE
    drafted portal.referral;
  BEGIN
    IF TG_OP = 'INSERT' THEN
      SELECT * INTO drafted FROM portal.referral r WHERE r.id = NEW.referral_id;
      IF NEW.state <> 'waiting' OR NEW.asked_by IS DISTINCT FROM sec.actor_account() OR drafted.status IS DISTINCT FROM 'draft' THEN
        RAISE EXCEPTION 'an approval is asked for in one''s own name, of a draft' USING ERRCODE = 'insufficient_privilege';
      END IF;
      NEW.digest := portal.draft_digest(NEW.referral_id);
      NEW.asked_at := now();
      RETURN NEW;
    END IF;
    SELECT * INTO drafted FROM portal.referral r WHERE r.id = OLD.referral_id;
    IF OLD.state <> 'waiting' OR NEW.state = 'waiting' OR NEW.decided_by IS DISTINCT FROM sec.actor_account() THEN
      RAISE EXCEPTION 'an approval is decided once' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state IN ('approved', 'returned') AND (NEW.decided_by IN (OLD.asked_by, drafted.created_by)
         OR NOT EXISTS (SELECT FROM sec.approvers_of(OLD.source_agency_id) a WHERE a.account_id = NEW.decided_by)) THEN
      RAISE EXCEPTION 'another superior decides' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state = 'approved' AND OLD.digest IS DISTINCT FROM portal.draft_digest(OLD.referral_id) THEN
      RAISE EXCEPTION 'it is another draft by now' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  REVOKE EXECUTE ON FUNCTION portal.guard_approval() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.guard_approval() TO portal_app;
  CREATE TRIGGER approval_is_guarded BEFORE INSERT OR UPDATE ON portal.sending_approval
    FOR EACH ROW EXECUTE FUNCTION portal.guard_approval();
`;

// Three ways out of the house, each asks: the draft as a whole, each of its lines, and whoever is outside the portal.
const walls = `
  CREATE FUNCTION portal.guard_sending() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    IF NOT portal.approval_asked(OLD.source_agency_id, OLD.urgency) THEN RETURN NEW; END IF;
    IF (OLD.mode, OLD.type, OLD.purpose, OLD.urgency, OLD.reply_by, OLD.services, OLD.categories, OLD.request)
         IS DISTINCT FROM (NEW.mode, NEW.type, NEW.purpose, NEW.urgency, NEW.reply_by, NEW.services, NEW.categories, NEW.request) THEN
      RAISE EXCEPTION 'what was approved is sent' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Where nobody inside is asked, whoever sent it outside was asked when they did.
    IF NOT portal.is_approved(OLD.id)
       AND (EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = OLD.id)
         OR NOT EXISTS (SELECT FROM portal.outside_sending o WHERE o.referral_id = OLD.id)) THEN
      RAISE EXCEPTION 'a superior has to approve it first' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  CREATE FUNCTION portal.guard_line_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  DECLARE
    whole portal.referral;
  BEGIN
    -- Whoever comes new waits for whoever sends it, and then finds it sent.
    IF TG_OP = 'INSERT' THEN PERFORM FROM portal.referral r WHERE r.id = NEW.referral_id FOR SHARE; END IF;
    SELECT * INTO whole FROM portal.referral r WHERE r.id = NEW.referral_id;
    IF whole.id IS NULL OR NOT portal.approval_asked(whole.source_agency_id, whole.urgency) THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
      IF whole.status = 'draft' AND NOT portal.is_approved(whole.id) THEN
        RAISE EXCEPTION 'a superior has to approve it first' USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN NEW;
    END IF;
    -- The approval covers the agencies that it names: to what is sent nobody new comes, and whoever is asked again was asked before.
    IF NEW.status <> 'queued' OR (whole.status <> 'draft' AND NOT EXISTS (SELECT FROM portal.referral_line p
         WHERE p.id = NEW.previous_line_id AND p.referral_id = NEW.referral_id AND p.agency_id = NEW.agency_id)) THEN
      RAISE EXCEPTION 'nobody new is asked without an approval' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  CREATE FUNCTION portal.guard_outside_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  DECLARE
    whole portal.referral;
  BEGIN
    SELECT * INTO whole FROM portal.referral r WHERE r.id = NEW.referral_id;
    IF portal.approval_asked(NEW.source_agency_id, whole.urgency)
       AND (whole.created_by IS NOT DISTINCT FROM sec.actor_account()
         OR NOT EXISTS (SELECT FROM sec.approvers_of(NEW.source_agency_id) a WHERE a.account_id = sec.actor_account())) THEN
      RAISE EXCEPTION 'a superior sends it outside' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  -- What was sent is no draft again, that an old approval would fit.
  CREATE FUNCTION portal.guard_sent() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    RAISE EXCEPTION 'what was sent stays sent' USING ERRCODE = 'insufficient_privilege';
  END $$;
  REVOKE EXECUTE ON FUNCTION portal.guard_sending(), portal.guard_sent(), portal.guard_line_approval(), portal.guard_outside_approval()
    FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.guard_sending(), portal.guard_sent(), portal.guard_line_approval(), portal.guard_outside_approval()
    TO portal_app;
  CREATE TRIGGER sent_stays_sent BEFORE UPDATE ON portal.referral FOR EACH ROW
    WHEN (OLD.status <> 'draft' AND NEW.status = 'draft' AND current_user = 'portal_app')
    EXECUTE FUNCTION portal.guard_sent();
  CREATE TRIGGER sending_is_approved BEFORE UPDATE ON portal.referral FOR EACH ROW
    WHEN (OLD.status = 'draft' AND NEW.status <> 'draft' AND current_user = 'portal_app')
    EXECUTE FUNCTION portal.guard_sending();
  CREATE TRIGGER line_is_approved BEFORE UPDATE ON portal.referral_line FOR EACH ROW
    WHEN (OLD.status = 'queued' AND NEW.status <> 'queued' AND current_user = 'portal_app')
    EXECUTE FUNCTION portal.guard_line_approval();
  CREATE TRIGGER line_is_no_newcomer BEFORE INSERT ON portal.referral_line FOR EACH ROW
    WHEN (current_user = 'portal_app') EXECUTE FUNCTION portal.guard_line_approval();
  CREATE TRIGGER outside_sending_is_approved BEFORE INSERT ON portal.outside_sending FOR EACH ROW
    WHEN (current_user = 'portal_app') EXECUTE FUNCTION portal.guard_outside_approval();
`;
