import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
const over = `'completed', 'declined', 'redirected', 'cancelled', 'person_declined', 'not_selected', 'expired', 'failed', 'error'`;

/** 面談・ガイダンスの回: sessions with numbered places, and who has taken which. */
export class BookSessions1764000372000 implements MigrationInterface {
  name = 'BookSessions1764000372000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.intake_session (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        title text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        place text NOT NULL DEFAULT '',
        note text NOT NULL DEFAULT '',
        slots integer NOT NULL DEFAULT 6 CHECK (slots BETWEEN 1 AND 40),
        state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CHECK (starts_at < ends_at)
      );
      CREATE INDEX intake_session_starts ON portal.intake_session (starts_at);
      CREATE INDEX intake_session_agency ON portal.intake_session (agency_id, starts_at);
      CREATE TABLE portal.intake_booking (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES portal.intake_session,
        agency_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        referral_id uuid NOT NULL REFERENCES portal.referral,
        line_id uuid NOT NULL REFERENCES portal.referral_line,
        person_id uuid NOT NULL,
        slot integer,
        state text NOT NULL CHECK (state IN ('booked', 'waiting', 'cancelled')),
        booked_by uuid NOT NULL REFERENCES portal.account,
        booked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK ((state = 'booked') = (slot IS NOT NULL))
      );
      -- Whatever the application does, a place is given once, and a referral has one place in a session.
      CREATE UNIQUE INDEX intake_booking_slot ON portal.intake_booking (session_id, slot) WHERE state = 'booked';
      CREATE UNIQUE INDEX intake_booking_line ON portal.intake_booking (session_id, line_id) WHERE state <> 'cancelled';
      CREATE INDEX intake_booking_of_line ON portal.intake_booking (line_id);

      ALTER TABLE portal.intake_session ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.intake_session FORCE ROW LEVEL SECURITY;
      CREATE POLICY intake_session_seen ON portal.intake_session FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY intake_session_planned ON portal.intake_session FOR INSERT TO portal_app WITH CHECK (agency_id = ${here});
      CREATE POLICY intake_session_kept ON portal.intake_session FOR UPDATE TO portal_app
        USING (agency_id = ${here}) WITH CHECK (agency_id = ${here});
      GRANT SELECT, INSERT, UPDATE (title, starts_at, ends_at, place, note, slots, state, version, changed_at)
        ON portal.intake_session TO portal_app;
      ALTER TABLE portal.intake_booking ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.intake_booking FORCE ROW LEVEL SECURITY;
      -- Bookings are written by the functions below alone.
      CREATE POLICY intake_booking_seen_by_parties ON portal.intake_booking FOR SELECT TO portal_app
        USING (${here} IN (agency_id, source_agency_id));
      GRANT SELECT ON portal.intake_booking TO portal_app;
      GRANT SELECT, INSERT, UPDATE ON portal.intake_booking TO policy_fn;
      GRANT SELECT, UPDATE ON portal.intake_session TO policy_fn;

      -- How many places are taken and how many wait, for whoever looks for one: numbers alone.
      CREATE FUNCTION sec.session_places(sessions uuid[]) RETURNS TABLE (session_id uuid, taken integer, waiting integer)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT b.session_id, count(*) FILTER (WHERE b.state = 'booked')::int, count(*) FILTER (WHERE b.state = 'waiting')::int
        FROM portal.intake_booking b WHERE b.session_id = ANY (sessions) GROUP BY b.session_id
      $$;

      -- Takes the lowest free place for a referral of one's own, or the end of the waiting list. One after the other: the
      -- session's row is the lock.
      CREATE FUNCTION portal.book_slot(booking uuid, session uuid, line uuid) RETURNS TABLE (outcome text, slot integer)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        s portal.intake_session;
        l portal.referral_line;
        free integer;
      BEGIN
        SELECT * INTO s FROM portal.intake_session x WHERE x.id = session FOR UPDATE;
        SELECT * INTO l FROM portal.referral_line x WHERE x.id = line AND x.source_agency_id = ${here} AND x.agency_id = s.agency_id
          AND x.status NOT IN ('queued', 'suspended', ${over});
        IF s.id IS NULL OR l.id IS NULL THEN
          RETURN QUERY SELECT 'unknown', NULL::integer; RETURN;
        END IF;
        IF s.state <> 'planned' OR s.starts_at <= now() THEN
          RETURN QUERY SELECT 'closed', NULL::integer; RETURN;
        END IF;
        IF EXISTS (SELECT FROM portal.intake_booking b WHERE b.session_id = s.id AND b.line_id = l.id AND b.state <> 'cancelled') THEN
          RETURN QUERY SELECT 'taken_before', NULL::integer; RETURN;
        END IF;
        SELECT min(n) INTO free FROM generate_series(1, s.slots) AS n
          WHERE NOT EXISTS (SELECT FROM portal.intake_booking b WHERE b.session_id = s.id AND b.state = 'booked' AND b.slot = n);
        INSERT INTO portal.intake_booking (id, session_id, agency_id, source_agency_id, referral_id, line_id, person_id, slot, state, booked_by)
        VALUES (booking, s.id, s.agency_id, l.source_agency_id, l.referral_id, l.id, l.person_id, free,
          CASE WHEN free IS NULL THEN 'waiting' ELSE 'booked' END, (SELECT sec.actor_account()));
        RETURN QUERY SELECT CASE WHEN free IS NULL THEN 'waiting' ELSE 'booked' END, free;
      END $$;

      -- Gives free places to whoever waits longest; answers who moved up.
      CREATE FUNCTION portal.fill_slots(session uuid)
      RETURNS TABLE (booking_id uuid, source_agency_id uuid, referral_id uuid, line_id uuid, number text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        s portal.intake_session;
        free integer;
        next portal.intake_booking;
      BEGIN
        SELECT * INTO s FROM portal.intake_session x WHERE x.id = session FOR UPDATE;
        IF s.id IS NULL OR s.state <> 'planned' OR s.starts_at <= now()
           OR NOT (session_user = 'portal_worker' OR s.agency_id = ${here}
             OR EXISTS (SELECT FROM portal.intake_booking b WHERE b.session_id = s.id AND b.source_agency_id = ${here})) THEN
          RETURN;
        END IF;
        LOOP
          SELECT min(n) INTO free FROM generate_series(1, s.slots) AS n
            WHERE NOT EXISTS (SELECT FROM portal.intake_booking b WHERE b.session_id = s.id AND b.state = 'booked' AND b.slot = n);
          SELECT * INTO next FROM portal.intake_booking b WHERE b.session_id = s.id AND b.state = 'waiting'
            ORDER BY b.booked_at, b.id LIMIT 1;
          EXIT WHEN free IS NULL OR next.id IS NULL;
          UPDATE portal.intake_booking b SET state = 'booked', slot = free WHERE b.id = next.id;
          RETURN QUERY SELECT next.id, next.source_agency_id, next.referral_id, next.line_id, r.number
            FROM portal.referral r WHERE r.id = next.referral_id;
        END LOOP;
      END $$;

      -- Gives a place back, by either side.
      CREATE FUNCTION portal.leave_slot(booking uuid) RETURNS TABLE (session_id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      BEGIN
        PERFORM s.id FROM portal.intake_session s JOIN portal.intake_booking b ON b.session_id = s.id WHERE b.id = booking
          AND ${here} IN (b.agency_id, b.source_agency_id) FOR UPDATE OF s;
        RETURN QUERY UPDATE portal.intake_booking b SET state = 'cancelled', slot = NULL
          WHERE b.id = booking AND b.state <> 'cancelled' AND ${here} IN (b.agency_id, b.source_agency_id)
          RETURNING b.session_id;
      END $$;

      -- Places of referrals that have ended are free again; answers the sessions in which somebody may move up.
      CREATE FUNCTION portal.free_ended_slots() RETURNS TABLE (session_id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      BEGIN
        -- In the order in which everybody locks: the session, then what is booked in it.
        PERFORM s.id FROM portal.intake_session s WHERE s.state = 'planned' AND s.starts_at > now()
          AND EXISTS (SELECT FROM portal.intake_booking b JOIN portal.referral_line l ON l.id = b.line_id
            WHERE b.session_id = s.id AND b.state <> 'cancelled' AND l.status IN ('suspended', ${over})) ORDER BY s.id FOR UPDATE;
        RETURN QUERY
          WITH freed AS (
            UPDATE portal.intake_booking b SET state = 'cancelled', slot = NULL
            FROM portal.referral_line l, portal.intake_session s
            WHERE l.id = b.line_id AND s.id = b.session_id AND s.state = 'planned' AND s.starts_at > now()
              AND b.state <> 'cancelled' AND l.status IN ('suspended', ${over})
            RETURNING b.session_id)
          SELECT DISTINCT f.session_id FROM freed f;
      END $$;

      ALTER FUNCTION sec.session_places(uuid[]) OWNER TO policy_fn;
      ALTER FUNCTION portal.book_slot(uuid, uuid, uuid) OWNER TO policy_fn;
      ALTER FUNCTION portal.fill_slots(uuid) OWNER TO policy_fn;
      ALTER FUNCTION portal.leave_slot(uuid) OWNER TO policy_fn;
      ALTER FUNCTION portal.free_ended_slots() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.session_places(uuid[]), portal.book_slot(uuid, uuid, uuid), portal.fill_slots(uuid),
        portal.leave_slot(uuid), portal.free_ended_slots() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.session_places(uuid[]), portal.book_slot(uuid, uuid, uuid), portal.fill_slots(uuid),
        portal.leave_slot(uuid) TO portal_app;
      GRANT EXECUTE ON FUNCTION portal.fill_slots(uuid), portal.free_ended_slots() TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.free_ended_slots(), portal.leave_slot(uuid), portal.fill_slots(uuid),
        portal.book_slot(uuid, uuid, uuid), sec.session_places(uuid[]);
      DROP TABLE portal.intake_booking, portal.intake_session;
    `);
  }
}
