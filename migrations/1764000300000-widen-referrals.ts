import type { MigrationInterface, QueryRunner } from 'typeorm';

const statuses = `'queued', 'sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted', 'accepted', 'in_progress',
  'reported', 'completed', 'declined', 'redirected', 'cancelled', 'person_declined', 'not_selected', 'expired', 'failed',
  'suspended', 'error'`;
const terminal = `'completed', 'declined', 'redirected', 'cancelled', 'person_declined', 'not_selected', 'expired', 'failed', 'error'`;
const readable = `'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted', 'accepted', 'in_progress', 'reported'`;

/** Several recipients for one referral in five modes, all states of a line, a version of its own for each line. */
export class WidenReferrals1764000300000 implements MigrationInterface {
  name = 'WidenReferrals1764000300000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.referral DROP CONSTRAINT referral_mode_check, DROP CONSTRAINT referral_status_check,
        ADD CONSTRAINT referral_mode_check CHECK (mode IN ('single', 'first_accept', 'choose', 'sequential', 'joint')),
        ADD CONSTRAINT referral_status_check CHECK (status IN
          ('draft', 'active', 'matched', 'completed', 'unfulfilled', 'withdrawn', 'error'));
      GRANT UPDATE (mode) ON portal.referral TO portal_app;

      ALTER TABLE portal.referral_line DROP CONSTRAINT referral_line_status_check,
        ADD CONSTRAINT referral_line_status_check CHECK (status IN (${statuses})),
        ADD mode text NOT NULL DEFAULT 'single'
          CHECK (mode IN ('single', 'first_accept', 'choose', 'sequential', 'joint')),
        -- The order in which a sequential referral asks.
        ADD position integer NOT NULL DEFAULT 1,
        ADD version integer NOT NULL DEFAULT 1,
        -- The day by which an answer is owed; the clock stands still from clock_stopped_on while the source is asked.
        ADD due_on date,
        ADD clock_stopped_on date,
        ADD selected_at timestamptz,
        ADD suspended_for text CHECK (suspended_for IN ('consent', 'agency')),
        -- 受付番号: the number that the receiving agency gave it.
        ADD receipt_number text,
        ADD claimed_by uuid REFERENCES portal.account;
      UPDATE portal.referral_line SET suspended_for = 'consent' WHERE status = 'suspended';
      UPDATE portal.referral_line l SET due_on = r.reply_by FROM portal.referral r WHERE r.id = l.referral_id;
      ALTER TABLE portal.referral_line ADD CONSTRAINT referral_line_suspended_for_something
        CHECK ((status = 'suspended') = (suspended_for IS NOT NULL));
      GRANT UPDATE (mode, version, due_on, clock_stopped_on, selected_at, suspended_for, receipt_number, claimed_by)
        ON portal.referral_line TO portal_app;

      -- Whatever the application does: one open line where one is asked at a time, one winner, one choice, one line an agency.
      DROP INDEX portal.referral_line_one_open;
      CREATE UNIQUE INDEX referral_line_one_open ON portal.referral_line (referral_id)
        WHERE mode = 'single' AND status NOT IN (${terminal});
      CREATE UNIQUE INDEX referral_line_one_asked ON portal.referral_line (referral_id)
        WHERE mode = 'sequential' AND status NOT IN ('queued', ${terminal});
      CREATE UNIQUE INDEX referral_line_one_winner ON portal.referral_line (referral_id)
        WHERE mode = 'first_accept' AND status IN ('accepted', 'in_progress', 'reported');
      CREATE UNIQUE INDEX referral_line_one_choice ON portal.referral_line (referral_id)
        WHERE selected_at IS NOT NULL AND status NOT IN (${terminal});
      CREATE UNIQUE INDEX referral_line_one_an_agency ON portal.referral_line (referral_id, agency_id)
        WHERE status NOT IN (${terminal});
      CREATE UNIQUE INDEX referral_line_receipt ON portal.referral_line (agency_id, receipt_number)
        WHERE receipt_number IS NOT NULL;
      CREATE INDEX referral_line_followed ON portal.referral_line (previous_line_id) WHERE previous_line_id IS NOT NULL;
      CREATE INDEX referral_line_due ON portal.referral_line (due_on)
        WHERE status IN ('sent', 'received', 'reviewing', 'waitlisted') AND due_on IS NOT NULL;

      CREATE TABLE portal.receipt_counter (
        agency_id uuid NOT NULL REFERENCES portal.agency,
        fiscal_year integer NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (agency_id, fiscal_year)
      );
      ALTER TABLE portal.receipt_counter ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.receipt_counter FORCE ROW LEVEL SECURITY;
      CREATE POLICY receipt_counter_own_agency ON portal.receipt_counter TO portal_app
        USING (agency_id = (SELECT sec.case_agency())) WITH CHECK (agency_id = (SELECT sec.case_agency()));
      GRANT SELECT, INSERT, UPDATE (last) ON portal.receipt_counter TO portal_app;

      -- The clock and the rules move lines too; then nobody's name stands there.
      ALTER TABLE portal.referral_event ALTER by_agency_id DROP NOT NULL, ALTER by_account DROP NOT NULL,
        ADD CONSTRAINT referral_event_by CHECK ((by_agency_id IS NULL) = (by_account IS NULL));
    `);

    // The states in which the recipient reads have become more.
    await db.query(`
      DROP POLICY package_section_under_consent ON portal.package_section;
      CREATE POLICY package_section_under_consent ON portal.package_section FOR SELECT TO portal_app
        USING (
          EXISTS (SELECT FROM portal.referral_line l
            WHERE l.referral_id = package_section.referral_id AND l.package_version = package_section.version
              AND l.agency_id = (SELECT sec.case_agency()) AND l.status IN (${readable}))
          AND EXISTS (SELECT FROM portal.live_grant g
            WHERE g.person_id = package_section.person_id AND g.recipient_agency_id = (SELECT sec.case_agency())
              AND g.purpose = package_section.purpose AND g.category = package_section.category));
      DROP POLICY data_key_for_package ON portal.data_key;
      CREATE POLICY data_key_for_package ON portal.data_key FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.referral_line l JOIN portal.live_grant g
            ON g.person_id = l.person_id AND g.recipient_agency_id = l.agency_id
          WHERE l.person_id = data_key.subject_id AND l.agency_id = (SELECT sec.case_agency())
            AND l.status IN (${readable})));

      CREATE OR REPLACE FUNCTION sec.open_lines_with(agency uuid)
      RETURNS TABLE (referral_id uuid, number text, tell_agency_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT DISTINCT r.id, r.number, CASE WHEN l.agency_id = agency THEN l.source_agency_id ELSE l.agency_id END
        FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
        WHERE agency IN (l.agency_id, l.source_agency_id) AND l.status NOT IN ('queued', ${terminal})
      $$;

      -- How all lines of a referral stand, for a party of it: where a referral goes depends on lines that one recipient
      -- does not see. Ids and states, nothing else.
      CREATE FUNCTION sec.lines_of(referral uuid)
      RETURNS TABLE (id uuid, status text, suspended_from text, selected_at timestamptz, "position" integer, closed_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.id, l.status, l.suspended_from, l.selected_at, l.position, l.closed_at
        FROM portal.referral_line l
        WHERE l.referral_id = referral
          AND (session_user = 'portal_worker'
            OR EXISTS (SELECT FROM portal.referral_line p WHERE p.referral_id = referral
              AND (p.source_agency_id = (SELECT sec.case_agency())
                OR (p.agency_id = (SELECT sec.case_agency()) AND p.status <> 'queued'))))
        ORDER BY l.position, l.id
      $$;
      ALTER FUNCTION sec.lines_of(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.lines_of(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.lines_of(uuid) TO portal_app, portal_worker;

      GRANT INSERT ON portal.referral_event, portal.disclosure TO policy_fn;
      GRANT SELECT ON portal.referral_package, portal.live_grant, portal.consent, portal.consent_grant TO policy_fn;
      GRANT UPDATE (status, suspended_from, suspended_for, version, reason, attribution, package_version, sent_at, due_on, closed_at, changed_at)
        ON portal.referral_line TO policy_fn;
      GRANT UPDATE (status, version, updated_at) ON portal.referral TO policy_fn;

      -- One agency has been taken (it has accepted first, or the person chose it): the others are asked no longer.
      CREATE FUNCTION portal.release_siblings(winner uuid)
      RETURNS TABLE (line_id uuid, agency_id uuid, was text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        taken portal.referral_line;
      BEGIN
        SELECT * INTO taken FROM portal.referral_line l WHERE l.id = winner;
        IF taken.id IS NULL OR (SELECT sec.case_agency()) IS NULL
           OR (SELECT sec.case_agency()) NOT IN (taken.agency_id, taken.source_agency_id)
           OR NOT (taken.mode = 'first_accept' AND taken.status = 'accepted'
             OR taken.mode = 'choose' AND taken.selected_at IS NOT NULL
             OR taken.mode = 'sequential' AND taken.status = 'completed') THEN
          RAISE EXCEPTION 'nothing was taken' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN QUERY
          WITH before AS (
            SELECT l.id, l.status FROM portal.referral_line l
            WHERE l.referral_id = taken.referral_id AND l.id <> winner AND l.status NOT IN (${terminal})
            ORDER BY l.id FOR UPDATE
          ), moved AS (
            UPDATE portal.referral_line l
            SET status = 'not_selected', suspended_from = NULL, suspended_for = NULL, version = l.version + 1,
              closed_at = now(), changed_at = now()
            FROM before b WHERE l.id = b.id
            RETURNING l.id, l.agency_id, b.status
          ), told AS (
            INSERT INTO portal.referral_event (id, referral_id, line_id, source_agency_id, agency_id, verb, from_status, to_status)
            SELECT gen_random_uuid(), taken.referral_id, m.id, taken.source_agency_id, m.agency_id, 'not_select', m.status, 'not_selected'
            FROM moved m
          )
          SELECT m.id, m.agency_id, m.status FROM moved m;
      END $$;
      ALTER FUNCTION portal.release_siblings(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.release_siblings(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.release_siblings(uuid) TO portal_app;

      -- The clock: locks a referral as everybody does, and answers how its lines stand.
      CREATE FUNCTION portal.hold_referral(referral uuid)
      RETURNS TABLE (id uuid, number text, mode text, status text, source_agency_id uuid, person_id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(r.person_id::text, 0)) FROM portal.referral r WHERE r.id = referral;
        RETURN QUERY
          SELECT r.id, r.number, r.mode, r.status, r.source_agency_id, r.person_id
          FROM portal.referral r WHERE r.id = referral FOR UPDATE;
        PERFORM l.id FROM portal.referral_line l WHERE l.referral_id = referral ORDER BY l.id FOR UPDATE;
      END $$;
      -- Moves a line without anybody's hand, from the state that the caller has seen under the lock.
      CREATE FUNCTION portal.move_line_by_rule(
        line uuid, verb text, seen text, target text, reason text, attribution text, why_suspended text, outcome text)
      RETURNS TABLE (agency_id uuid) LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        moved portal.referral_line;
      BEGIN
        IF (verb, target) NOT IN (('expire', 'expired'), ('suspend', 'suspended'), ('complete', 'completed'),
             ('cancel', 'cancelled'), ('not_select', 'not_selected')) THEN
          RAISE EXCEPTION 'no rule does this' USING ERRCODE = 'insufficient_privilege';
        END IF;
        UPDATE portal.referral_line l
        SET status = target, version = l.version + 1, changed_at = now(),
          suspended_from = CASE WHEN target = 'suspended' THEN seen END,
          suspended_for = CASE WHEN target = 'suspended' THEN why_suspended END,
          closed_at = CASE WHEN target = 'suspended' THEN l.closed_at ELSE now() END,
          reason = coalesce(move_line_by_rule.reason, l.reason),
          attribution = coalesce(move_line_by_rule.attribution, l.attribution)
        WHERE l.id = line AND l.status = seen AND l.status NOT IN (${terminal})
        RETURNING * INTO moved;
        IF moved.id IS NULL THEN RETURN; END IF;
        INSERT INTO portal.referral_event
          (id, referral_id, line_id, source_agency_id, agency_id, verb, from_status, to_status, reason, attribution)
        VALUES (gen_random_uuid(), moved.referral_id, moved.id, moved.source_agency_id, moved.agency_id,
          move_line_by_rule.verb, seen, target, move_line_by_rule.reason, move_line_by_rule.attribution);
        UPDATE portal.referral r SET status = outcome, version = r.version + 1, updated_at = now()
        WHERE r.id = moved.referral_id;
        RETURN QUERY SELECT moved.agency_id;
      END $$;

      -- A sequential referral asks the next agency, if the person's consent covers all of it at this moment.
      CREATE FUNCTION portal.ask_next(line uuid, outcome text)
      RETURNS TABLE (agency_id uuid) LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        asked portal.referral_line;
        request portal.referral;
        frozen portal.referral_package;
        consents uuid[];
      BEGIN
        SELECT * INTO asked FROM portal.referral_line l WHERE l.id = line AND l.mode = 'sequential' AND l.status = 'queued';
        SELECT * INTO request FROM portal.referral r WHERE r.id = asked.referral_id AND r.status <> 'draft';
        IF request.id IS NULL THEN RETURN; END IF;
        SELECT * INTO frozen FROM portal.referral_package p
          WHERE p.referral_id = request.id ORDER BY p.version DESC LIMIT 1;
        IF EXISTS (SELECT FROM unnest(request.categories) AS needed (category) WHERE NOT EXISTS (
             SELECT FROM portal.live_grant g WHERE g.person_id = request.person_id
               AND g.recipient_agency_id = asked.agency_id AND g.purpose = request.purpose AND g.category = needed.category))
        THEN RETURN; END IF;
        SELECT array_agg(DISTINCT g.consent_id) INTO consents FROM portal.live_grant g
          WHERE g.person_id = request.person_id AND g.recipient_agency_id = asked.agency_id
            AND g.purpose = request.purpose AND g.category = ANY (request.categories);
        UPDATE portal.referral_line l
        SET status = 'sent', package_version = frozen.version, sent_at = now(), changed_at = now(), version = l.version + 1,
          -- The next agency gets as many days as the first one had.
          due_on = sec.today_in_japan() + (request.reply_by - (frozen.frozen_at AT TIME ZONE 'Asia/Tokyo')::date)
        WHERE l.id = line;
        INSERT INTO portal.referral_event
          (id, referral_id, line_id, source_agency_id, agency_id, verb, from_status, to_status)
        VALUES (gen_random_uuid(), request.id, line, asked.source_agency_id, asked.agency_id, 'send', 'queued', 'sent');
        INSERT INTO portal.disclosure (id, person_id, agency_id, recipient_agency_id, consent_ids, purpose, categories,
          method, referral_id, line_id, content_hash, by_account, retain_until)
        VALUES (gen_random_uuid(), request.person_id, asked.source_agency_id, asked.agency_id, consents, request.purpose,
          request.categories, 'sent', request.id, line, frozen.hash, frozen.frozen_by, sec.today_in_japan() + interval '5 years');
        UPDATE portal.referral r SET status = outcome, version = r.version + 1, updated_at = now() WHERE r.id = request.id;
        RETURN QUERY SELECT asked.agency_id;
      END $$;

      -- The open lines on either side of an agency, for the clock.
      CREATE FUNCTION sec.open_line_ids_with(agency uuid) RETURNS TABLE (referral_id uuid, line_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.referral_id, l.id FROM portal.referral_line l
        WHERE agency IN (l.agency_id, l.source_agency_id) AND l.status NOT IN ('queued', 'suspended', ${terminal})
        ORDER BY l.referral_id, l.id
      $$;
      GRANT SELECT ON portal.agency TO policy_fn;
      ALTER FUNCTION portal.hold_referral(uuid) OWNER TO policy_fn;
      ALTER FUNCTION portal.move_line_by_rule(uuid, text, text, text, text, text, text, text) OWNER TO policy_fn;
      ALTER FUNCTION portal.ask_next(uuid, text) OWNER TO policy_fn;
      ALTER FUNCTION sec.open_line_ids_with(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.hold_referral(uuid), portal.ask_next(uuid, text), sec.open_line_ids_with(uuid),
        portal.move_line_by_rule(uuid, text, text, text, text, text, text, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.hold_referral(uuid), portal.ask_next(uuid, text), sec.open_line_ids_with(uuid),
        portal.move_line_by_rule(uuid, text, text, text, text, text, text, text) TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION sec.open_line_ids_with(uuid), portal.ask_next(uuid, text), portal.hold_referral(uuid),
        portal.move_line_by_rule(uuid, text, text, text, text, text, text, text), portal.release_siblings(uuid), sec.lines_of(uuid);
      DELETE FROM portal.referral_event WHERE by_account IS NULL;
      ALTER TABLE portal.referral_event ALTER by_agency_id SET NOT NULL, ALTER by_account SET NOT NULL,
        DROP CONSTRAINT referral_event_by;
      DROP TABLE portal.receipt_counter;
      DROP INDEX portal.referral_line_one_asked, portal.referral_line_one_winner, portal.referral_line_one_choice,
        portal.referral_line_one_an_agency, portal.referral_line_receipt, portal.referral_line_due, portal.referral_line_one_open,
        portal.referral_line_followed;
      ALTER TABLE portal.referral_line DROP CONSTRAINT referral_line_suspended_for_something,
        DROP mode, DROP position, DROP version, DROP due_on, DROP clock_stopped_on, DROP selected_at, DROP suspended_for,
        DROP receipt_number, DROP claimed_by;
      CREATE UNIQUE INDEX referral_line_one_open ON portal.referral_line (referral_id)
        WHERE status NOT IN ('completed', 'declined', 'cancelled', 'failed');
    `);
  }
}
