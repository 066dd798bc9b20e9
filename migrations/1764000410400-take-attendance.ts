import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 出欠: who was there, for which agency, how, and for how long; and the way in which people say so themselves. */
export class TakeAttendance1764000410400 implements MigrationInterface {
  name = 'TakeAttendance1764000410400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.attendance (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        -- A seat of the council; without one it is somebody beside it.
        seat_id uuid REFERENCES portal.council_seat,
        agency_id uuid REFERENCES portal.agency,
        -- As they were called on the day.
        name text NOT NULL CHECK (name <> '' AND length(name) <= 60),
        post text NOT NULL DEFAULT '',
        capacity text NOT NULL CHECK (capacity IN ('self', 'substitute', 'observer', 'guest', 'staff')),
        -- 代理出席: for whom.
        substitute_for text NOT NULL DEFAULT '' CHECK ((substitute_for <> '') <= (capacity = 'substitute')),
        how text CHECK (how IN ('venue', 'web', 'on_demand')),
        status text NOT NULL CHECK (status IN ('present', 'late', 'left_early', 'excused', 'absent')),
        -- Times of day at the place; whoever was there from the beginning to the end has none.
        came_at time,
        left_at time,
        reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
        source text NOT NULL CHECK (source IN ('secretariat', 'check_in', 'self')),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        recorded_by uuid REFERENCES portal.account,
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        -- Whoever was there was there in one way.
        CHECK ((status IN ('present', 'late', 'left_early')) = (how IS NOT NULL))
      );
      CREATE UNIQUE INDEX attendance_seat ON portal.attendance (meeting_id, seat_id) WHERE seat_id IS NOT NULL;
      CREATE UNIQUE INDEX attendance_guest ON portal.attendance (meeting_id, agency_id, name) NULLS NOT DISTINCT WHERE seat_id IS NULL;
      CREATE INDEX attendance_agency ON portal.attendance (agency_id, meeting_id) WHERE agency_id IS NOT NULL;

      -- The list of one meeting: its version, whether it is finished, and the word by which people at the place say that they are there.
      CREATE TABLE portal.attendance_list (
        meeting_id uuid PRIMARY KEY,
        council_id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        closed_at timestamptz,
        closed_by uuid REFERENCES portal.account,
        -- Six digits that are read out or hang on the wall; valid while the meeting is in session.
        check_in_code text CHECK (check_in_code ~ '^\\d{6}$'),
        -- 再生回数 of a recording: counted apart, neither persons nor participants.
        views integer CHECK (views >= 0),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id)
      );

      -- Where the own agency sits, whoever of it comes.
      CREATE FUNCTION sec.may_check_in(meeting uuid, seat uuid, code text) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT EXISTS (SELECT FROM portal.meeting m
          JOIN portal.council_seat s ON s.council_id = m.council_id AND s.id = seat
            AND s.agency_id = (SELECT sec.actor_agency())
          JOIN portal.attendance_list l ON l.meeting_id = m.id AND l.closed_at IS NULL AND l.check_in_code = code
          WHERE m.id = meeting AND m.state = 'in_session')
      $$;
      ALTER FUNCTION sec.may_check_in(uuid, uuid, text) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.may_check_in(uuid, uuid, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.may_check_in(uuid, uuid, text) TO portal_app;
      GRANT SELECT ON portal.attendance, portal.attendance_list TO policy_fn;

      -- Whoever sits there writes down that they are there, if they know the word of the day.
      CREATE FUNCTION portal.check_in(new_id uuid, meeting uuid, seat uuid, code text, called text, how text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE holder text; post text;
      BEGIN
        IF NOT sec.may_check_in(meeting, seat, code) THEN RETURN 'refused'; END IF;
        SELECT h.name, h.post INTO holder, post FROM portal.seat_holder h WHERE h.seat_id = seat AND h.until_on IS NULL;
        INSERT INTO portal.attendance AS a (id, meeting_id, council_id, seat_id, agency_id, name, post, capacity, substitute_for,
          how, status, came_at, source, recorded_by)
        SELECT new_id, m.id, m.council_id, s.id, s.agency_id, called, CASE WHEN called = holder THEN coalesce(post, '') ELSE '' END,
          CASE WHEN called IS DISTINCT FROM holder AND holder IS NOT NULL THEN 'substitute' ELSE 'self' END,
          CASE WHEN called IS DISTINCT FROM holder THEN coalesce(holder, '') ELSE '' END,
          check_in.how,
          CASE WHEN now() > m.starts_at + interval '10 minutes' THEN 'late' ELSE 'present' END,
          CASE WHEN now() > m.starts_at + interval '10 minutes' THEN date_trunc('minute', now() AT TIME ZONE m.tz)::time END,
          'check_in', (SELECT sec.actor_account())
        FROM portal.meeting m, portal.council_seat s WHERE m.id = meeting AND s.id = seat
        ON CONFLICT (meeting_id, seat_id) WHERE seat_id IS NOT NULL DO UPDATE
          SET name = excluded.name, post = excluded.post, capacity = excluded.capacity, substitute_for = excluded.substitute_for,
            how = excluded.how, status = excluded.status, came_at = excluded.came_at, source = 'check_in', recorded_at = now(),
            recorded_by = excluded.recorded_by
          -- What the secretariat has written down stays.
          WHERE a.source <> 'secretariat' OR a.status = 'absent';
        RETURN 'done';
      END $$;
      ALTER FUNCTION portal.check_in(uuid, uuid, uuid, text, text, text) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.check_in(uuid, uuid, uuid, text, text, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.check_in(uuid, uuid, uuid, text, text, text) TO portal_app;
      GRANT SELECT ON portal.seat_holder TO policy_fn;
      GRANT INSERT, UPDATE (name, post, capacity, substitute_for, how, status, came_at, source, recorded_at, recorded_by)
        ON portal.attendance TO policy_fn;

      -- What is finished is not written on.
      CREATE FUNCTION portal.keep_attendance() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF EXISTS (SELECT FROM portal.attendance_list l
            WHERE l.meeting_id = coalesce(NEW.meeting_id, OLD.meeting_id) AND l.closed_at IS NOT NULL) THEN
          RAISE EXCEPTION 'the attendance is closed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.keep_attendance() FROM PUBLIC;
      CREATE TRIGGER attendance_kept BEFORE INSERT OR UPDATE OR DELETE ON portal.attendance
        FOR EACH ROW EXECUTE FUNCTION portal.keep_attendance();
    `);
    for (const table of ['attendance', 'attendance_list'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} FOR SELECT TO portal_worker USING (true);
        CREATE POLICY ${table}_made ON portal.${table} FOR INSERT TO portal_app WITH CHECK (council_id IN (SELECT sec.kept_councils()));
        CREATE POLICY ${table}_kept ON portal.${table} FOR UPDATE TO portal_app
          USING (council_id IN (SELECT sec.kept_councils())) WITH CHECK (council_id IN (SELECT sec.kept_councils()));
        GRANT SELECT ON portal.${table} TO portal_worker;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    // Who was there, those know who sit there; the word of the day is the secretariat's to give.
    await db.query(`
      CREATE POLICY attendance_seen ON portal.attendance FOR SELECT TO portal_app
        USING (council_id IN (SELECT sec.kept_councils()) OR council_id IN (SELECT sec.seated_councils()));
      CREATE POLICY attendance_struck ON portal.attendance FOR DELETE TO portal_app
        USING (council_id IN (SELECT sec.kept_councils()));
      CREATE POLICY attendance_list_seen ON portal.attendance_list FOR SELECT TO portal_app
        USING (council_id IN (SELECT sec.kept_councils()));
      GRANT UPDATE (name, post, capacity, substitute_for, how, status, came_at, left_at, reason, source, recorded_at, recorded_by),
        DELETE ON portal.attendance TO portal_app;
      GRANT UPDATE (version, closed_at, closed_by, check_in_code, views) ON portal.attendance_list TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.check_in(uuid, uuid, uuid, text, text, text), sec.may_check_in(uuid, uuid, text);
      DROP TABLE portal.attendance_list, portal.attendance;
      DROP FUNCTION portal.keep_attendance();
      REVOKE SELECT ON portal.seat_holder FROM policy_fn;
    `);
  }
}
