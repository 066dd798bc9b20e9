import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
const me = '(SELECT sec.actor_account())';
const secretariat = `(SELECT sec.actor_role()) = 'secretariat'`;
const unanswered = `'sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted'`;

const moving = 'portal.move_line_by_rule(uuid, text, text, text, text, text, text, text)';
const ruled = `('cancel', 'cancelled'), ('not_select', 'not_selected'))`;
const ruledToDecline = `('cancel', 'cancelled'), ('not_select', 'not_selected'), ('decline', 'declined'))`;
const changed = 'version = l.version + 1, changed_at = now(),';
const changedAndDecided = `${changed}
          decided_at = CASE WHEN target = 'declined' THEN now() ELSE l.decided_at END,`;

/**
 * 受入不可の確認: where the network wishes it, a recipient's no for a reason of its own is looked at by the secretariat before it
 * stands. The line stays where it is until then; the secretariat sees number, agencies, code and days.
 */
export class ReviewDeclines1764000404000 implements MigrationInterface {
  name = 'ReviewDeclines1764000404000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.decline_setting (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        is_reviewed boolean NOT NULL DEFAULT false,
        -- Working days after which a no stands that nobody has looked at.
        review_days integer NOT NULL DEFAULT 3 CHECK (review_days BETWEEN 1 AND 10),
        version integer NOT NULL DEFAULT 1
      );
      INSERT INTO portal.decline_setting DEFAULT VALUES;
      CREATE TABLE portal.decline_review (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        line_id uuid NOT NULL REFERENCES portal.referral_line,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        reason text NOT NULL,
        state text NOT NULL DEFAULT 'waiting'
          CHECK (state IN ('waiting', 'confirmed', 'reconsidered', 'lapsed', 'withdrawn', 'overtaken')),
        due_on date NOT NULL,
        proposed_by uuid NOT NULL REFERENCES portal.account,
        proposed_at timestamptz NOT NULL DEFAULT now(),
        -- What the secretariat asks to be thought over. It knows nobody, so it is about nobody.
        note text,
        decided_by uuid REFERENCES portal.account,
        decided_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (referral_id, source_agency_id) REFERENCES portal.referral (id, source_agency_id),
        CHECK ((state = 'waiting') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX decline_review_one_waiting ON portal.decline_review (line_id) WHERE state = 'waiting';
      CREATE INDEX decline_review_line ON portal.decline_review (line_id, proposed_at);
      CREATE INDEX decline_review_waiting ON portal.decline_review (due_on) WHERE state = 'waiting';
    `);
    for (const table of ['decline_setting', 'decline_review'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
      `);
    await db.query(`
      CREATE POLICY decline_setting_seen ON portal.decline_setting FOR SELECT TO portal_app USING (${me} IS NOT NULL);
      CREATE POLICY decline_setting_kept ON portal.decline_setting FOR UPDATE TO portal_app USING (${secretariat});
      GRANT SELECT, UPDATE (is_reviewed, review_days, version) ON portal.decline_setting TO portal_app;

      CREATE POLICY decline_review_seen ON portal.decline_review FOR SELECT TO portal_app
        USING (${here} IN (source_agency_id, agency_id));
      -- Nobody makes it stand earlier than the network has agreed.
      CREATE POLICY decline_review_proposed ON portal.decline_review FOR INSERT TO portal_app
        WITH CHECK (agency_id = ${here} AND state = 'waiting' AND proposed_by = ${me}
          AND due_on >= sec.today_in_japan() + (SELECT s.review_days FROM portal.decline_setting s)
          AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = line_id AND l.referral_id = decline_review.referral_id
            AND l.agency_id = ${here} AND l.source_agency_id = decline_review.source_agency_id));
      CREATE POLICY decline_review_taken_back ON portal.decline_review FOR UPDATE TO portal_app
        USING (agency_id = ${here} AND state = 'waiting') WITH CHECK (state = 'withdrawn' AND decided_by = ${me});
      GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, version) ON portal.decline_review TO portal_app;
      GRANT SELECT, UPDATE (state, note, decided_by, decided_at, version) ON portal.decline_review TO policy_fn;
      GRANT UPDATE (decided_at) ON portal.referral_line TO policy_fn;
    `);
    await db.query(reviewing);
    await rewrite(db, moving, ruled, ruledToDecline);
    await rewrite(db, moving, changed, changedAndDecided);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, moving, changedAndDecided, changed);
    await rewrite(db, moving, ruledToDecline, ruled);
    await db.query(`
      REVOKE UPDATE (decided_at) ON portal.referral_line FROM policy_fn;
      DROP TRIGGER decline_is_reviewed ON portal.referral_line;
      DROP FUNCTION portal.guard_decline(), portal.lapse_decline(uuid, date), sec.declines_due(date), portal.declined_in(uuid),
        portal.decide_decline(uuid, integer, text, text), sec.declines_to_review();
      DROP TABLE portal.decline_review, portal.decline_setting;
    `);
  }
}

const reviewing = `
  -- For the secretariat: number, agencies, code and days of what waits for it. Nothing about anybody.
  CREATE FUNCTION sec.declines_to_review()
  RETURNS TABLE (id uuid, number text, type text, source_agency_id uuid, source_agency text, agency_id uuid, agency text,
    reason text, proposed_at timestamptz, due_on date, version integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT d.id, r.number, r.type, d.source_agency_id, s.name, d.agency_id, a.name, d.reason, d.proposed_at, d.due_on, d.version
    FROM portal.decline_review d JOIN portal.referral r ON r.id = d.referral_id
    JOIN portal.referral_line l ON l.id = d.line_id AND l.status IN (${unanswered})
    JOIN portal.agency a ON a.id = d.agency_id JOIN portal.agency s ON s.id = d.source_agency_id
    WHERE d.state = 'waiting' AND ${secretariat}
    ORDER BY d.due_on, d.proposed_at LIMIT 500
  $$;
  -- The secretariat agrees, or asks to think again; the line moves afterwards, by rule.
  CREATE FUNCTION portal.decide_decline(review uuid, seen integer, verdict text, words text)
  RETURNS TABLE (outcome text, version integer, referral_id uuid, line_id uuid, number text, source_agency_id uuid, agency_id uuid)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  #variable_conflict use_column
  DECLARE
    known portal.decline_review;
    goes_on boolean;
  BEGIN
    IF NOT coalesce(${secretariat}, false) OR verdict NOT IN ('confirmed', 'reconsidered') THEN
      RAISE EXCEPTION 'the secretariat reviews' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- The line first, like everybody who moves it: it may have gone on without an answer from here.
    SELECT l.status IN (${unanswered}) INTO goes_on FROM portal.referral_line l
      WHERE l.id = (SELECT d.line_id FROM portal.decline_review d WHERE d.id = review) FOR UPDATE;
    SELECT * INTO known FROM portal.decline_review d WHERE d.id = review FOR UPDATE;
    IF known.id IS NULL THEN RETURN; END IF;
    IF known.state = 'waiting' AND NOT goes_on THEN
      UPDATE portal.decline_review d SET state = 'overtaken', decided_at = now(), version = d.version + 1 WHERE d.id = review
        RETURNING d.* INTO known;
    ELSIF known.state = 'waiting' AND known.version = seen THEN
      UPDATE portal.decline_review d SET state = verdict, note = words, decided_by = (SELECT sec.actor_account()),
        decided_at = now(), version = d.version + 1 WHERE d.id = review;
    END IF;
    RETURN QUERY SELECT CASE WHEN known.state <> 'waiting' THEN 'decided' WHEN known.version <> seen THEN 'stale' ELSE 'done' END,
      known.version, known.referral_id, known.line_id, r.number, known.source_agency_id, known.agency_id
      FROM portal.referral r WHERE r.id = known.referral_id;
  END $$;
  -- For the clock: what has been agreed to, and what nobody has looked at in time.
  CREATE FUNCTION portal.declined_in(review uuid) RETURNS TABLE (referral_id uuid, line_id uuid, reason text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT d.referral_id, d.line_id, d.reason FROM portal.decline_review d WHERE d.id = review AND d.state = 'confirmed'
  $$;
  CREATE FUNCTION sec.declines_due(on_day date) RETURNS TABLE (id uuid, referral_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT d.id, d.referral_id FROM portal.decline_review d JOIN portal.referral_line l ON l.id = d.line_id
    WHERE d.state = 'waiting' AND (d.due_on < on_day OR l.status NOT IN (${unanswered})) ORDER BY d.id
  $$;
  -- Of a referral that is held: the no stands, or the line has gone on without it. Answers what is to be moved.
  CREATE FUNCTION portal.lapse_decline(review uuid, on_day date) RETURNS TABLE (referral_id uuid, line_id uuid, reason text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  #variable_conflict use_column
  DECLARE
    known portal.decline_review;
    goes_on boolean;
  BEGIN
    SELECT * INTO known FROM portal.decline_review d WHERE d.id = review AND d.state = 'waiting' FOR UPDATE;
    IF known.id IS NULL THEN RETURN; END IF;
    SELECT l.status IN (${unanswered}) INTO goes_on FROM portal.referral_line l WHERE l.id = known.line_id;
    IF goes_on AND known.due_on >= on_day THEN RETURN; END IF;
    UPDATE portal.decline_review d SET state = CASE WHEN goes_on THEN 'lapsed' ELSE 'overtaken' END, decided_at = now(),
      version = d.version + 1 WHERE d.id = review;
    IF goes_on THEN RETURN QUERY SELECT known.referral_id, known.line_id, known.reason; END IF;
  END $$;
  ALTER FUNCTION sec.declines_to_review() OWNER TO policy_fn;
  ALTER FUNCTION portal.decide_decline(uuid, integer, text, text) OWNER TO policy_fn;
  ALTER FUNCTION portal.declined_in(uuid) OWNER TO policy_fn;
  ALTER FUNCTION portal.lapse_decline(uuid, date) OWNER TO policy_fn;
  ALTER FUNCTION sec.declines_due(date) OWNER TO policy_fn;
  REVOKE EXECUTE ON FUNCTION sec.declines_to_review(), portal.decide_decline(uuid, integer, text, text), portal.declined_in(uuid),
    portal.lapse_decline(uuid, date), sec.declines_due(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.declines_to_review(), portal.decide_decline(uuid, integer, text, text) TO portal_app;
  GRANT EXECUTE ON FUNCTION portal.declined_in(uuid), portal.lapse_decline(uuid, date), sec.declines_due(date) TO portal_worker;

  -- A no that is to be looked at does not stand by the recipient's hand alone.
  CREATE FUNCTION portal.guard_decline() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    IF (NEW.attribution IS DISTINCT FROM 'person' OR NEW.reason !~ '^(person_|other_person$)') AND EXISTS (SELECT FROM portal.decline_setting s WHERE s.is_reviewed)
       AND NOT EXISTS (SELECT FROM portal.decline_review d WHERE d.line_id = NEW.id AND d.state = 'reconsidered') THEN
      RAISE EXCEPTION 'the secretariat looks at it first' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  REVOKE EXECUTE ON FUNCTION portal.guard_decline() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.guard_decline() TO portal_app;
  CREATE TRIGGER decline_is_reviewed BEFORE UPDATE ON portal.referral_line FOR EACH ROW
    WHEN (OLD.status <> 'declined' AND NEW.status = 'declined' AND current_user = 'portal_app')
    EXECUTE FUNCTION portal.guard_decline();
`;

/** Changes one place of a long function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, signature: string, before: string, after: string): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
