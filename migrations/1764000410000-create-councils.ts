import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = '(SELECT sec.actor_agency())';

/** Who sees a meeting: its council's secretariat, and once it is announced whoever sits there or is invited. */
const seenMeeting = (council: string, state: string) =>
  `(${council} IN (SELECT sec.kept_councils()) OR (${state} <> 'draft' AND ${council} IN (SELECT sec.seated_councils())))`;

/** 会議体: councils, whose seats agencies hold and people fill, the plan of their year, and their meetings. */
export class CreateCouncils1764000410000 implements MigrationInterface {
  name = 'CreateCouncils1764000410000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.council (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (name <> ''),
        -- How numbers and subjects of mails call it.
        short_name text NOT NULL CHECK (short_name <> ''),
        kind text NOT NULL CHECK (kind IN ('council', 'subcommittee', 'working_group', 'liaison', 'study_group', 'steering')),
        parent_id uuid REFERENCES portal.council CHECK (parent_id <> id),
        secretariat_agency_id uuid NOT NULL REFERENCES portal.agency,
        purpose text NOT NULL DEFAULT '',
        -- Of the seats that count: whether a meeting may decide.
        quorum text NOT NULL DEFAULT 'none' CHECK (quorum IN ('none', 'half', 'two_thirds', 'count')),
        quorum_count integer CHECK (quorum_count BETWEEN 1 AND 500),
        -- Days between the notice and the meeting.
        notice_days integer NOT NULL DEFAULT 14 CHECK (notice_days BETWEEN 0 AND 90),
        approval text NOT NULL DEFAULT 'silence' CHECK (approval IN ('chair', 'silence', 'next_meeting')),
        -- Days in which minutes are looked through; with silence they are approved after that.
        review_days integer NOT NULL DEFAULT 14 CHECK (review_days BETWEEN 1 AND 90),
        -- Meetings that were held before the portal knew the council.
        held_before integer NOT NULL DEFAULT 0 CHECK (held_before BETWEEN 0 AND 9999),
        dissolved_on date,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((quorum = 'count') = (quorum_count IS NOT NULL))
      );
      CREATE INDEX council_parent ON portal.council (parent_id);
      CREATE INDEX council_secretariat ON portal.council (secretariat_agency_id);

      -- Councils get renamed; what was written under the old name keeps it.
      CREATE TABLE portal.council_former_name (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL REFERENCES portal.council,
        name text NOT NULL,
        until timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX council_former_name_of ON portal.council_former_name (council_id, until);

      -- A seat belongs to an agency; the person who fills it may change.
      CREATE TABLE portal.council_seat (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL REFERENCES portal.council,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        role text NOT NULL CHECK (role IN ('chair', 'vice_chair', 'member', 'secretariat', 'observer')),
        from_on date NOT NULL,
        -- The last day.
        until_on date CHECK (until_on >= from_on),
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, council_id, agency_id)
      );
      CREATE INDEX council_seat_of ON portal.council_seat (council_id, from_on);
      CREATE INDEX council_seat_agency ON portal.council_seat (agency_id, council_id);

      CREATE TABLE portal.seat_holder (
        id uuid PRIMARY KEY,
        seat_id uuid NOT NULL,
        council_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        account_id uuid REFERENCES portal.account,
        name text NOT NULL CHECK (name <> ''),
        -- 役職.
        post text NOT NULL DEFAULT '',
        email text CHECK (email <> ''),
        from_on date NOT NULL,
        until_on date CHECK (until_on >= from_on),
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (seat_id, council_id, agency_id) REFERENCES portal.council_seat (id, council_id, agency_id)
      );
      -- One person at a time.
      CREATE UNIQUE INDEX seat_holder_now ON portal.seat_holder (seat_id) WHERE until_on IS NULL;
      CREATE INDEX seat_holder_of ON portal.seat_holder (seat_id, from_on);
      CREATE INDEX seat_holder_account ON portal.seat_holder (account_id) WHERE account_id IS NOT NULL;

      -- 年間計画: how many meetings a fiscal year is to have, and about what.
      CREATE TABLE portal.year_plan (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL REFERENCES portal.council,
        -- The year in which it begins, on 1 April.
        fiscal_year integer NOT NULL CHECK (fiscal_year BETWEEN 2000 AND 2100),
        planned_count integer NOT NULL CHECK (planned_count BETWEEN 0 AND 60),
        note text NOT NULL DEFAULT '',
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (council_id, fiscal_year),
        UNIQUE (id, council_id)
      );

      CREATE TABLE portal.meeting (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL REFERENCES portal.council,
        -- 第N回 of all, and of the fiscal year; given when it is announced and never given again.
        number integer CHECK (number > 0),
        year_number integer CHECK (year_number > 0),
        title text NOT NULL CHECK (title <> ''),
        mode text NOT NULL CHECK (mode IN ('venue', 'web', 'hybrid', 'on_demand')),
        -- What the clock on the wall shows there.
        start_local timestamp NOT NULL,
        end_local timestamp NOT NULL,
        tz text NOT NULL DEFAULT 'Asia/Tokyo',
        all_day boolean NOT NULL DEFAULT false,
        starts_at timestamptz NOT NULL GENERATED ALWAYS AS (start_local AT TIME ZONE tz) STORED,
        ends_at timestamptz NOT NULL GENERATED ALWAYS AS (end_local AT TIME ZONE tz) STORED,
        -- That of the day on which it begins, also where it ends after midnight.
        fiscal_year integer NOT NULL GENERATED ALWAYS AS (extract(year FROM start_local - interval '3 months')::integer) STORED,
        actual_start timestamptz,
        actual_end timestamptz CHECK (actual_end >= actual_start),
        venue text NOT NULL DEFAULT '',
        address text NOT NULL DEFAULT '',
        venue_capacity integer CHECK (venue_capacity BETWEEN 1 AND 100000),
        web_capacity integer CHECK (web_capacity BETWEEN 1 AND 100000),
        on_demand_from date,
        on_demand_until date CHECK (on_demand_until >= on_demand_from),
        note text NOT NULL DEFAULT '',
        is_public boolean NOT NULL DEFAULT false,
        state text NOT NULL DEFAULT 'draft'
          CHECK (state IN ('draft', 'announced', 'postponed', 'in_session', 'held', 'closed', 'cancelled')),
        reason text NOT NULL DEFAULT '',
        ical_uid text NOT NULL UNIQUE,
        ical_sequence integer NOT NULL DEFAULT 0,
        -- Of the date that a postponement has taken out of the calendars.
        replaces_uid text,
        -- 事務局会議: the meeting of the council that this one prepares.
        prepares_id uuid REFERENCES portal.meeting CHECK (prepares_id <> id),
        series_id uuid,
        announced_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, council_id),
        UNIQUE (council_id, number),
        -- At the end of a change: a meeting that moves to another year takes its number there.
        UNIQUE (council_id, fiscal_year, year_number) DEFERRABLE INITIALLY DEFERRED,
        CHECK (end_local > start_local),
        -- 夜の会議は翌朝まで; whatever is longer is a mistake, or has a window.
        CHECK (mode = 'on_demand' OR end_local <= start_local + interval '5 days'),
        CHECK ((mode = 'on_demand') <= (on_demand_from IS NOT NULL)),
        CHECK (state = 'draft' OR state = 'cancelled' OR number IS NOT NULL)
      );
      CREATE INDEX meeting_of ON portal.meeting (council_id, starts_at);
      CREATE INDEX meeting_begins ON portal.meeting (starts_at);
      CREATE INDEX meeting_series ON portal.meeting (series_id, starts_at) WHERE series_id IS NOT NULL;
      CREATE INDEX meeting_prepares ON portal.meeting (prepares_id) WHERE prepares_id IS NOT NULL;

      CREATE TABLE portal.year_plan_slot (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL,
        council_id uuid NOT NULL,
        position integer NOT NULL CHECK (position > 0),
        month integer CHECK (month BETWEEN 1 AND 12),
        theme text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT 'unscheduled' CHECK (state IN ('unscheduled', 'polling', 'scheduled', 'held', 'dropped')),
        reason text NOT NULL DEFAULT '',
        meeting_id uuid UNIQUE,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (plan_id, council_id) REFERENCES portal.year_plan (id, council_id),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        UNIQUE (plan_id, position) DEFERRABLE INITIALLY DEFERRED,
        CHECK ((state IN ('scheduled', 'held')) = (meeting_id IS NOT NULL)),
        CHECK ((state = 'dropped') = (reason <> ''))
      );

      -- Where it is held on the web: for those alone who have said that they come.
      CREATE TABLE portal.meeting_link (
        meeting_id uuid PRIMARY KEY,
        council_id uuid NOT NULL,
        link text NOT NULL DEFAULT '',
        note text NOT NULL DEFAULT '',
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id)
      );

      -- Who is asked to come: a seat, or somebody beside the council.
      CREATE TABLE portal.invitation (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        seat_id uuid REFERENCES portal.council_seat,
        agency_id uuid REFERENCES portal.agency,
        account_id uuid REFERENCES portal.account,
        name text NOT NULL CHECK (name <> ''),
        post text NOT NULL DEFAULT '',
        email text CHECK (email <> ''),
        role text NOT NULL CHECK (role IN ('required', 'optional', 'observer')),
        answer text NOT NULL DEFAULT 'needs_action'
          CHECK (answer IN ('needs_action', 'accepted', 'tentative', 'declined', 'delegated')),
        mode text CHECK (mode IN ('venue', 'web')),
        substitute text NOT NULL DEFAULT '',
        comment text NOT NULL DEFAULT '',
        answered_at timestamptz,
        withdrawn_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, meeting_id),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id)
      );
      CREATE UNIQUE INDEX invitation_seat ON portal.invitation (meeting_id, seat_id) WHERE seat_id IS NOT NULL;
      CREATE UNIQUE INDEX invitation_guest ON portal.invitation (meeting_id, lower(email), name)
        WHERE seat_id IS NULL AND withdrawn_at IS NULL;
      CREATE INDEX invitation_agency ON portal.invitation (agency_id, meeting_id) WHERE agency_id IS NOT NULL;

      -- The councils that the actor's agency keeps; those in which it has a seat today; the meetings to which it is invited.
      CREATE FUNCTION sec.kept_councils() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT c.id FROM portal.council c WHERE c.secretariat_agency_id = (SELECT sec.actor_agency())
      $$;
      CREATE FUNCTION sec.seated_councils() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT s.council_id FROM portal.council_seat s WHERE s.agency_id = (SELECT sec.actor_agency())
          AND sec.today_in_japan() BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')
      $$;
      CREATE FUNCTION sec.invited_meetings() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT i.meeting_id FROM portal.invitation i
        JOIN portal.meeting m ON m.id = i.meeting_id AND m.state <> 'draft'
        WHERE i.agency_id = (SELECT sec.actor_agency()) AND i.withdrawn_at IS NULL
      $$;
      -- Those to which somebody of the actor's agency comes.
      CREATE FUNCTION sec.confirmed_meetings() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT i.meeting_id FROM portal.invitation i
        JOIN portal.meeting m ON m.id = i.meeting_id AND m.state IN ('announced', 'in_session', 'held', 'closed')
        WHERE i.agency_id = (SELECT sec.actor_agency()) AND i.withdrawn_at IS NULL AND i.answer IN ('accepted', 'delegated')
      $$;
      -- How many seats a council has today, for whoever sees the council and not its seats.
      CREATE FUNCTION sec.seats_of(council uuid) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT count(*)::integer FROM portal.council_seat s WHERE s.council_id = council
          AND (SELECT sec.actor_agency()) IS NOT NULL
          AND sec.today_in_japan() BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')
      $$;
    `);
    for (const name of [
      'kept_councils()',
      'seated_councils()',
      'invited_meetings()',
      'confirmed_meetings()',
      'seats_of(uuid)',
    ])
      await db.query(`
        ALTER FUNCTION sec.${name} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION sec.${name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION sec.${name} TO portal_app;
      `);
    await db.query(`
      GRANT SELECT ON portal.council, portal.council_seat, portal.meeting, portal.invitation TO policy_fn;
    `);

    const tables = [
      'council',
      'council_former_name',
      'council_seat',
      'seat_holder',
      'year_plan',
      'year_plan_slot',
      'meeting',
      'meeting_link',
      'invitation',
    ];
    for (const table of tables)
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT ON portal.${table} TO portal_worker;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);

    // That a council exists is known in the network; who sits there, those know who do.
    await db.query(`
      CREATE POLICY council_known ON portal.council FOR SELECT TO portal_app USING (${own} IS NOT NULL);
      CREATE POLICY council_founded ON portal.council FOR INSERT TO portal_app WITH CHECK (
        created_by = (SELECT sec.actor_account())
        AND ((SELECT sec.actor_role()) = 'secretariat' OR secretariat_agency_id = ${own}));
      CREATE POLICY council_kept ON portal.council FOR UPDATE TO portal_app
        USING (secretariat_agency_id = ${own} OR (SELECT sec.actor_role()) = 'secretariat') WITH CHECK (${own} IS NOT NULL);
      GRANT UPDATE (name, short_name, kind, parent_id, secretariat_agency_id, purpose, quorum, quorum_count, notice_days,
        approval, review_days, held_before, dissolved_on, version, updated_at) ON portal.council TO portal_app;

      CREATE POLICY council_former_name_known ON portal.council_former_name FOR SELECT TO portal_app USING (${own} IS NOT NULL);
      CREATE POLICY council_former_name_noted ON portal.council_former_name FOR INSERT TO portal_app
        WITH CHECK (council_id IN (SELECT sec.kept_councils()) OR (SELECT sec.actor_role()) = 'secretariat');

      CREATE POLICY meeting_seen ON portal.meeting FOR SELECT TO portal_app
        USING (${seenMeeting('council_id', 'state')} OR id IN (SELECT sec.invited_meetings()));
      GRANT UPDATE (number, year_number, title, mode, start_local, end_local, tz, all_day, actual_start, actual_end, venue, address,
        venue_capacity, web_capacity, on_demand_from, on_demand_until, note, is_public, state, reason, ical_uid,
        ical_sequence, replaces_uid, prepares_id, series_id, announced_at, version, updated_at) ON portal.meeting TO portal_app;

      CREATE POLICY meeting_link_seen ON portal.meeting_link FOR SELECT TO portal_app
        USING (council_id IN (SELECT sec.kept_councils()) OR meeting_id IN (SELECT sec.confirmed_meetings()));
      GRANT UPDATE (link, note) ON portal.meeting_link TO portal_app;

      CREATE POLICY invitation_seen ON portal.invitation FOR SELECT TO portal_app
        USING (council_id IN (SELECT sec.kept_councils()) OR meeting_id IN (SELECT sec.invited_meetings()));
      GRANT UPDATE (name, post, email, role, answer, mode, substitute, comment, answered_at, withdrawn_at, account_id, version)
        ON portal.invitation TO portal_app;
      GRANT UPDATE (answer, mode, substitute, comment, answered_at, version) ON portal.invitation TO portal_worker;
      -- The own agency answers for whomever it sends.
      CREATE POLICY invitation_answered ON portal.invitation FOR UPDATE TO portal_app
        USING (agency_id = ${own} AND meeting_id IN (SELECT sec.invited_meetings())) WITH CHECK (agency_id = ${own});

      GRANT UPDATE (role, until_on, version) ON portal.council_seat TO portal_app;
      GRANT UPDATE (name, post, email, account_id, until_on) ON portal.seat_holder TO portal_app;
      GRANT UPDATE (planned_count, note, version) ON portal.year_plan TO portal_app;
      GRANT UPDATE (position, month, theme, state, reason, meeting_id, version) ON portal.year_plan_slot TO portal_app;
    `);
    for (const table of ['council_seat', 'seat_holder', 'year_plan', 'year_plan_slot'])
      await db.query(`
        CREATE POLICY ${table}_seen ON portal.${table} FOR SELECT TO portal_app
          USING (council_id IN (SELECT sec.kept_councils()) OR council_id IN (SELECT sec.seated_councils()));
      `);
    for (const table of [
      'council_seat',
      'seat_holder',
      'year_plan',
      'year_plan_slot',
      'meeting',
      'meeting_link',
      'invitation',
    ])
      await db.query(`
        CREATE POLICY ${table}_made ON portal.${table} FOR INSERT TO portal_app
          WITH CHECK (council_id IN (SELECT sec.kept_councils()));
        CREATE POLICY ${table}_kept ON portal.${table} FOR UPDATE TO portal_app
          USING (council_id IN (SELECT sec.kept_councils())) WITH CHECK (council_id IN (SELECT sec.kept_councils()));
      `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.invitation, portal.year_plan_slot, portal.meeting_link, portal.meeting, portal.year_plan, portal.seat_holder,
        portal.council_seat, portal.council_former_name, portal.council CASCADE;
      DROP FUNCTION sec.kept_councils(), sec.seated_councils(), sec.invited_meetings(), sec.confirmed_meetings(),
        sec.seats_of(uuid);
    `);
  }
}
