import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
const over = `'completed', 'declined', 'redirected', 'cancelled', 'person_declined', 'not_selected', 'expired', 'failed', 'error'`;
const bothSides = '(agency_id = (SELECT sec.case_agency()) OR heard_by_agency = (SELECT sec.case_agency()))';

/**
 * What a connection with one agency's session, or with none, could still learn or touch: answers about others, rows tied to
 * somebody else's case, refusals that nobody looked at. Each is closed where it was open.
 */
export class NarrowLookUps1764000390000 implements MigrationInterface {
  name = 'NarrowLookUps1764000390000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(refusalsForEverybody);
    await db.query(ownAnswers);
    await db.query(siblings);
    await db.query(places);
    await rewrite(db, 'portal.apply_withdrawal(uuid)', 'RETURN NEXT;', nextForParties);
    await db.query(policies);
    await db.query(ties);
    await db.query(explicitGrants);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER DEFAULT PRIVILEGES IN SCHEMA portal GRANT SELECT, UPDATE ON TABLES TO policy_fn;
      DROP INDEX portal.check_up_once;
      CREATE UNIQUE INDEX check_up_once ON portal.check_up (line_id, kind) WHERE kind LIKE 'month%';
      ALTER TABLE portal.cohort_member DROP CONSTRAINT cohort_member_of_cohort;
      ALTER TABLE portal.cohort DROP CONSTRAINT cohort_of_agency;
      ALTER TABLE portal.person_merge_row DROP CONSTRAINT person_merge_row_of_merge;
      ALTER TABLE portal.person_merge_sheet DROP CONSTRAINT person_merge_sheet_of_merge;
      ALTER TABLE portal.person_merge DROP CONSTRAINT person_merge_of_agency;
      ALTER TABLE portal.handover DROP CONSTRAINT handover_of_line, DROP CONSTRAINT handover_about_person;
      ALTER TABLE portal.package_attachment DROP CONSTRAINT package_attachment_of_referral;
      ALTER POLICY entry_own_chain_or_people ON audit.entry
        USING (chain = (SELECT sec.actor_agency()) OR owner_agency_id = ${here});
      ALTER POLICY withdrawal_seen ON portal.withdrawal USING ${bothSides};
      GRANT USAGE ON SEQUENCE portal.intake_number TO portal_app;
      DROP TRIGGER parent_is_known_from_the_first ON portal.referral;
      CREATE OR REPLACE VIEW portal.live_grant WITH (security_invoker = true) AS ${liveGrant('cell_refused_here')};
      DROP FUNCTION sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz);
      ALTER FUNCTION sec.cell_refused_here(uuid, uuid, text, text, text, text, date, timestamptz) RENAME TO cell_refused;
    `);
    // The narrower look-ups and policies stay as they are: whoever made them drops them.
    await rewrite(db, 'portal.apply_withdrawal(uuid)', nextForParties, 'RETURN NEXT;');
  }
}

const nextForParties = `IF sec.case_agency() IN (rests.source_agency_id, rests.agency_id) THEN RETURN NEXT; END IF;`;

/** Changes one place of a long function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, signature: string, before: string, after: string): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as {
    definition: string;
  }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise`);
  await db.query(found.definition.replace(before, after));
}

const liveGrant = (isRefused: string) => `
    SELECT g.person_id, g.agency_id, g.recipient_agency_id, g.purpose, g.category, g.consent_id
    FROM portal.consent_grant g JOIN portal.consent c ON c.id = g.consent_id
    WHERE g.granted AND c.status = 'given' AND sec.today_in_japan() BETWEEN c.valid_from AND c.valid_until
      AND (c.lapses_on IS NULL OR sec.today_in_japan() < c.lapses_on)
      AND c.assent IS DISTINCT FROM 'objects'
      AND NOT sec.${isRefused}(g.person_id, g.recipient_agency_id, g.purpose, g.category, c.given_by, c.assent,
        c.decided_on, c.recorded_at)`;

// Whoever reads in nobody's name (the clock, a sealed link) or in another's (a withdrawal that a recipient hears) belongs to
// no side of the refusal, and so none was found. Those ask as the owner of the look-ups, who sees all of them.
const refusalsForEverybody = `
  ALTER FUNCTION sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz) RENAME TO cell_refused_here;
  CREATE FUNCTION sec.cell_refused(person uuid, recipient uuid, for_purpose text, of_category text,
    by_whom text, said text, decided date, recorded timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE COST 100 SET search_path = '' AS $$
  BEGIN
    IF current_user <> 'policy_fn' THEN
      RETURN sec.cell_refused_here(person, recipient, for_purpose, of_category, by_whom, said, decided, recorded);
    END IF;
    RETURN EXISTS (
      SELECT FROM portal.consent_grant g JOIN portal.consent r ON r.id = g.consent_id
      WHERE NOT g.granted AND g.held_by IS NULL AND g.person_id = person AND g.recipient_agency_id = recipient
        AND g.purpose = for_purpose AND g.category = of_category AND r.status <> 'error'
        AND ((r.decided_on, r.recorded_at) > (decided, recorded)
          OR (by_whom = 'representative' AND r.given_by = 'person' AND said IS DISTINCT FROM 'agrees')));
  END $$;
  REVOKE EXECUTE ON FUNCTION sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz) TO portal_app, policy_fn;
  CREATE OR REPLACE VIEW portal.live_grant WITH (security_invoker = true) AS ${liveGrant('cell_refused')};
`;

// Each of these is asked about the own agency only, so it answers about no other.
const ownAnswers = `
  CREATE OR REPLACE FUNCTION sec.has_other_manager(agency uuid, than uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM portal.membership m JOIN portal.account a ON a.id = m.account_id AND a.status = 'active'
      WHERE m.agency_id = agency AND agency = (SELECT sec.actor_agency())
        AND m.role = 'manager' AND m.ended_at IS NULL AND m.account_id <> than)
  $$;
  CREATE OR REPLACE FUNCTION sec.handed_over_before(line uuid, agency uuid, at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM portal.handover h
      WHERE h.line_id = line AND h.source_agency_id = agency AND agency = (SELECT sec.case_agency())
        AND at >= ((coalesce(h.overlap_until, h.moves_on - 1) + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'))
  $$;
  CREATE OR REPLACE FUNCTION sec.session_places(sessions uuid[]) RETURNS TABLE (session_id uuid, taken integer, waiting integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT b.session_id, count(*) FILTER (WHERE b.state = 'booked')::int, count(*) FILTER (WHERE b.state = 'waiting')::int
    FROM portal.intake_booking b WHERE b.session_id = ANY (sessions) AND (SELECT sec.actor_account()) IS NOT NULL
    GROUP BY b.session_id
  $$;
`;

// Who else was asked is the source's to know. The others are told from here, and only the source reads who they are.
const siblings = `
  CREATE OR REPLACE FUNCTION portal.release_siblings(winner uuid)
  RETURNS TABLE (line_id uuid, agency_id uuid, was text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  #variable_conflict use_column
  DECLARE
    taken portal.referral_line;
    mine uuid := (SELECT sec.case_agency());
  BEGIN
    SELECT * INTO taken FROM portal.referral_line l WHERE l.id = winner;
    IF taken.id IS NULL OR mine IS NULL OR mine NOT IN (taken.agency_id, taken.source_agency_id)
       OR NOT (taken.mode = 'first_accept' AND taken.status = 'accepted'
         OR taken.mode = 'choose' AND taken.selected_at IS NOT NULL
         OR taken.mode = 'sequential' AND taken.status = 'completed') THEN
      RAISE EXCEPTION 'nothing was taken' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
      WITH before AS (
        SELECT l.id, l.status FROM portal.referral_line l
        WHERE l.referral_id = taken.referral_id AND l.id <> winner AND l.status NOT IN (${over})
        ORDER BY l.id FOR UPDATE
      ), moved AS (
        UPDATE portal.referral_line l
        SET status = 'not_selected', suspended_from = NULL, suspended_for = NULL, version = l.version + 1,
          closed_at = now(), changed_at = now()
        FROM before b WHERE l.id = b.id
        RETURNING l.id, l.agency_id, b.status
      ), written AS (
        INSERT INTO portal.referral_event (id, referral_id, line_id, source_agency_id, agency_id, verb, from_status, to_status)
        SELECT gen_random_uuid(), taken.referral_id, m.id, taken.source_agency_id, m.agency_id, 'not_select', m.status, 'not_selected'
        FROM moved m
      ), told AS (
        INSERT INTO portal.outbox (id, type, payload)
        SELECT gen_random_uuid(), 'referral.not_selected', jsonb_build_object('referralId', taken.referral_id, 'lineId', m.id,
          'number', r.number, 'byAgencyId', taken.source_agency_id, 'tellAgencyId', m.agency_id)
        FROM moved m JOIN portal.referral r ON r.id = taken.referral_id WHERE m.status <> 'queued'
      )
      SELECT m.id, m.agency_id, m.status FROM moved m WHERE mine = taken.source_agency_id;
  END $$;
`;

// Whoever gives a place back does not read who waited for it: the one that moves up is told from here.
const places = `
  CREATE OR REPLACE FUNCTION portal.fill_slots(session uuid)
  RETURNS TABLE (booking_id uuid, source_agency_id uuid, referral_id uuid, line_id uuid, number text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  #variable_conflict use_column
  DECLARE
    s portal.intake_session;
    mine uuid := (SELECT sec.case_agency());
    free integer;
    next portal.intake_booking;
  BEGIN
    SELECT * INTO s FROM portal.intake_session x WHERE x.id = session FOR UPDATE;
    IF s.id IS NULL OR s.state <> 'planned' OR s.starts_at <= now()
       OR NOT (session_user = 'portal_worker' OR s.agency_id = mine
         OR EXISTS (SELECT FROM portal.intake_booking b WHERE b.session_id = s.id AND b.source_agency_id = mine)) THEN
      RETURN;
    END IF;
    LOOP
      SELECT min(n) INTO free FROM generate_series(1, s.slots) AS n
        WHERE NOT EXISTS (SELECT FROM portal.intake_booking b WHERE b.session_id = s.id AND b.state = 'booked' AND b.slot = n);
      SELECT * INTO next FROM portal.intake_booking b WHERE b.session_id = s.id AND b.state = 'waiting'
        ORDER BY b.booked_at, b.id LIMIT 1;
      EXIT WHEN free IS NULL OR next.id IS NULL;
      UPDATE portal.intake_booking b SET state = 'booked', slot = free WHERE b.id = next.id;
      INSERT INTO portal.outbox (id, type, payload)
      SELECT gen_random_uuid(), 'referral.slot_moved_up', jsonb_build_object('referralId', r.id, 'lineId', next.line_id,
        'number', r.number, 'byAgencyId', s.agency_id, 'tellAgencyId', next.source_agency_id)
      FROM portal.referral r WHERE r.id = next.referral_id;
      IF session_user = 'portal_worker' OR mine IN (s.agency_id, next.source_agency_id) THEN
        RETURN QUERY SELECT next.id, next.source_agency_id, next.referral_id, next.line_id, r.number
          FROM portal.referral r WHERE r.id = next.referral_id;
      END IF;
    END LOOP;
  END $$;
`;

const policies = `
  -- What a withdrawal met names the person's other agencies: it is the owner's to read, whoever heard it.
  ALTER POLICY withdrawal_seen ON portal.withdrawal USING (agency_id = ${here});

  -- A refusal is looked up and tells whose person it was; who was refused does not read that from the own chain.
  ALTER POLICY entry_own_chain_or_people ON audit.entry
    USING (owner_agency_id = ${here} OR (chain = (SELECT sec.actor_agency())
      AND (outcome <> 'denied' OR owner_agency_id IS NULL OR owner_agency_id = chain)));

  -- An opening begins unreviewed and unescalated, with a day for its review that is near.
  DROP POLICY emergency_opened ON portal.emergency_opening;
  CREATE POLICY emergency_opened ON portal.emergency_opening FOR INSERT TO portal_app
    WITH CHECK (agency_id = ${here} AND account_id = (SELECT sec.actor_account())
      AND opened_at = now() AND ended_at IS NULL AND reviewed_by IS NULL AND reviewed_at IS NULL AND escalated_at IS NULL
      AND review_due_on <= sec.today_in_japan() + 31
      AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = emergency_opening.line_id
        AND l.agency_id = ${here} AND l.status NOT IN ('queued', 'error')
        AND l.package_version = emergency_opening.package_version)
      AND NOT EXISTS (SELECT FROM portal.misdirection m WHERE m.line_id = emergency_opening.line_id));

  -- With a hand-over the former agency stops reading, so it begins with no day that has passed, and only where one was asked for.
  DROP POLICY handover_agreed_by_recipient ON portal.handover;
  CREATE POLICY handover_agreed_by_recipient ON portal.handover FOR INSERT TO portal_app
    WITH CHECK (agency_id = ${here} AND agreed_by_agency = ${here} AND agreed_by = (SELECT sec.actor_account())
      AND moves_on >= sec.today_in_japan()
      AND EXISTS (SELECT FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
        WHERE l.id = line_id AND l.agency_id = ${here} AND l.source_agency_id = handover.source_agency_id
          AND l.status IN ('accepted', 'in_progress', 'reported') AND r.type IN ('handover', 'retention_end', 'graduate')));
  ALTER POLICY handover_moved_by_recipient ON portal.handover
    WITH CHECK (agency_id = ${here} AND agreed_by_agency = ${here} AND agreed_by = (SELECT sec.actor_account())
      AND moves_on >= sec.today_in_japan());

  REVOKE USAGE ON SEQUENCE portal.intake_number FROM portal_app;

  -- A parent is looked at when a referral is drafted, too.
  CREATE OR REPLACE FUNCTION portal.keep_parent() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    IF NEW.parent_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.parent_id IS DISTINCT FROM NEW.parent_id)
       AND ((TG_OP = 'UPDATE' AND OLD.status <> 'draft')
         OR NOT EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = NEW.parent_id AND l.status <> 'queued'
           AND (SELECT sec.case_agency()) IN (l.source_agency_id, l.agency_id))) THEN
      RAISE EXCEPTION 'not a parent' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER parent_is_known_from_the_first BEFORE INSERT ON portal.referral
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION portal.keep_parent();
`;

// A row belongs to what it names, whoever writes it: knowing the id of another agency's case is not enough to hang something on it.
const ties = `
  ALTER TABLE portal.package_attachment ADD CONSTRAINT package_attachment_of_referral
    FOREIGN KEY (referral_id, source_agency_id, person_id) REFERENCES portal.referral (id, source_agency_id, person_id)
    DEFERRABLE INITIALLY IMMEDIATE;
  ALTER TABLE portal.handover
    ADD CONSTRAINT handover_of_line FOREIGN KEY (line_id, referral_id, source_agency_id, agency_id)
      REFERENCES portal.referral_line (id, referral_id, source_agency_id, agency_id),
    ADD CONSTRAINT handover_about_person FOREIGN KEY (referral_id, source_agency_id, person_id)
      REFERENCES portal.referral (id, source_agency_id, person_id) DEFERRABLE INITIALLY IMMEDIATE;
  ALTER TABLE portal.person_merge ADD CONSTRAINT person_merge_of_agency UNIQUE (id, agency_id);
  ALTER TABLE portal.person_merge_sheet ADD CONSTRAINT person_merge_sheet_of_merge
    FOREIGN KEY (merge_id, agency_id) REFERENCES portal.person_merge (id, agency_id);
  ALTER TABLE portal.person_merge_row ADD CONSTRAINT person_merge_row_of_merge
    FOREIGN KEY (merge_id, agency_id) REFERENCES portal.person_merge (id, agency_id);
  ALTER TABLE portal.cohort ADD CONSTRAINT cohort_of_agency UNIQUE (id, agency_id);
  ALTER TABLE portal.cohort_member ADD CONSTRAINT cohort_member_of_cohort
    FOREIGN KEY (cohort_id, agency_id) REFERENCES portal.cohort (id, agency_id);
  -- Another agency that knows the line cannot take the place of the source's plan.
  DROP INDEX portal.check_up_once;
  CREATE UNIQUE INDEX check_up_once ON portal.check_up (line_id, agency_id, kind) WHERE kind LIKE 'month%';
`;

// The owner of the look-ups may do with a table what a look-up needs, and what it needs is said with the table.
const explicitGrants = `
  ALTER DEFAULT PRIVILEGES IN SCHEMA portal REVOKE SELECT, UPDATE ON TABLES FROM policy_fn;
  REVOKE SELECT, UPDATE ON portal.referral_particulars, portal.check_up_setting, portal.cohort, portal.reading_reason FROM policy_fn;
  REVOKE UPDATE ON portal.record_setting, portal.person_request, portal.legal_hold, portal.person_tombstone, portal.support_term,
    portal.term_proposal, portal.check_up, portal.intake_booking, portal.handover, portal.cohort_member FROM policy_fn;
  -- What follows a person when two records become one.
  GRANT SELECT, UPDATE (person_id) ON portal.person_request, portal.legal_hold, portal.person_tombstone, portal.support_term,
    portal.check_up, portal.intake_booking, portal.handover, portal.cohort_member TO policy_fn;
  GRANT UPDATE (reminded_on) ON portal.check_up TO policy_fn;
  GRANT UPDATE (state, slot) ON portal.intake_booking TO policy_fn;
`;
