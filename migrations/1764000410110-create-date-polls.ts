import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = 'council_id IN (SELECT sec.kept_councils())';

/** 日程調整 ○△×: which days are offered, who is asked, and what they say, with or without an account. */
export class CreateDatePolls1764000410110 implements MigrationInterface {
  name = 'CreateDatePolls1764000410110';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.year_plan_slot ADD UNIQUE (id, council_id);

      CREATE TABLE portal.date_poll (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL REFERENCES portal.council,
        -- The slot of a year plan for which a day is looked for.
        slot_id uuid,
        title text NOT NULL CHECK (title <> ''),
        note text NOT NULL DEFAULT '',
        mode text NOT NULL DEFAULT 'venue' CHECK (mode IN ('venue', 'web', 'hybrid')),
        venue text NOT NULL DEFAULT '',
        -- The last day on which one may answer.
        deadline_on date NOT NULL,
        -- Whether one sees what others said only after one's own answer.
        hides_votes boolean NOT NULL DEFAULT false,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'picked', 'cancelled')),
        closed_at timestamptz,
        -- The deadline before which everybody who was silent has been reminded by itself.
        reminded_for date,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, council_id),
        FOREIGN KEY (slot_id, council_id) REFERENCES portal.year_plan_slot (id, council_id)
      );
      CREATE INDEX date_poll_of ON portal.date_poll (council_id, created_at);
      CREATE INDEX date_poll_open ON portal.date_poll (deadline_on) WHERE state = 'open';
      -- One poll at a time looks for the day of a slot.
      CREATE UNIQUE INDEX date_poll_slot ON portal.date_poll (slot_id) WHERE state IN ('open', 'closed');

      CREATE TABLE portal.poll_option (
        id uuid PRIMARY KEY,
        poll_id uuid NOT NULL,
        council_id uuid NOT NULL,
        -- What the clock on the wall shows there.
        start_local timestamp NOT NULL,
        end_local timestamp NOT NULL CHECK (end_local > start_local),
        all_day boolean NOT NULL DEFAULT false,
        -- No longer offered; what was said about it stays, and comes back with it.
        withdrawn_at timestamptz,
        meeting_id uuid UNIQUE,
        UNIQUE (id, poll_id),
        UNIQUE (poll_id, start_local, end_local),
        FOREIGN KEY (poll_id, council_id) REFERENCES portal.date_poll (id, council_id),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id)
      );

      CREATE TABLE portal.poll_invitee (
        id uuid PRIMARY KEY,
        poll_id uuid NOT NULL,
        council_id uuid NOT NULL,
        seat_id uuid REFERENCES portal.council_seat,
        agency_id uuid REFERENCES portal.agency,
        name text NOT NULL CHECK (name <> ''),
        email text CHECK (email <> ''),
        -- Without whom no day is set.
        is_required boolean NOT NULL DEFAULT false,
        -- The how manieth link; with the next one the one before is dead.
        link_no integer NOT NULL DEFAULT 1,
        token_hash bytea UNIQUE,
        sent_at timestamptz,
        trouble text,
        reminded_at timestamptz,
        answered_at timestamptz,
        comment text NOT NULL DEFAULT '',
        withdrawn_at timestamptz,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, poll_id),
        FOREIGN KEY (poll_id, council_id) REFERENCES portal.date_poll (id, council_id)
      );
      CREATE UNIQUE INDEX poll_invitee_seat ON portal.poll_invitee (poll_id, seat_id) WHERE seat_id IS NOT NULL;
      CREATE UNIQUE INDEX poll_invitee_guest ON portal.poll_invitee (poll_id, lower(email), name) WHERE seat_id IS NULL;
      CREATE INDEX poll_invitee_agency ON portal.poll_invitee (agency_id, poll_id) WHERE agency_id IS NOT NULL;

      CREATE TABLE portal.poll_vote (
        option_id uuid NOT NULL,
        invitee_id uuid NOT NULL,
        poll_id uuid NOT NULL,
        council_id uuid NOT NULL,
        answer text NOT NULL CHECK (answer IN ('yes', 'if_needed', 'no')),
        voted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (option_id, invitee_id),
        FOREIGN KEY (option_id, poll_id) REFERENCES portal.poll_option (id, poll_id),
        FOREIGN KEY (invitee_id, poll_id) REFERENCES portal.poll_invitee (id, poll_id),
        FOREIGN KEY (poll_id, council_id) REFERENCES portal.date_poll (id, council_id)
      );
      CREATE INDEX poll_vote_of ON portal.poll_vote (poll_id);

      GRANT SELECT ON portal.date_poll, portal.poll_option, portal.poll_invitee, portal.poll_vote TO policy_fn;
      GRANT UPDATE (version) ON portal.date_poll TO policy_fn;
      GRANT UPDATE (answered_at, comment) ON portal.poll_invitee TO policy_fn;
      GRANT INSERT, UPDATE (answer, voted_at) ON portal.poll_vote TO policy_fn;

      -- The polls in which somebody of the actor's agency is asked; those whose answers it may see by now.
      CREATE FUNCTION sec.invited_polls() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT i.poll_id FROM portal.poll_invitee i
        WHERE i.agency_id = (SELECT sec.actor_agency()) AND i.withdrawn_at IS NULL
      $$;
      CREATE FUNCTION sec.shown_polls() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT i.poll_id FROM portal.poll_invitee i JOIN portal.date_poll p ON p.id = i.poll_id
        WHERE i.agency_id = (SELECT sec.actor_agency()) AND i.withdrawn_at IS NULL
          AND (NOT p.hides_votes OR i.answered_at IS NOT NULL OR p.state = 'picked')
      $$;
      CREATE FUNCTION sec.own_invitees() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT i.id FROM portal.poll_invitee i
        WHERE i.agency_id = (SELECT sec.actor_agency()) AND i.withdrawn_at IS NULL
      $$;

      -- Whether a poll can still be answered, and if not, why.
      CREATE FUNCTION sec.poll_standing(poll portal.date_poll) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT CASE WHEN poll.state = 'open' AND poll.deadline_on < sec.today_in_japan() THEN 'closed' ELSE poll.state END
      $$;

      -- Writes down what somebody says. The poll is held, so that a day is picked before it or after it, never in between.
      CREATE FUNCTION sec.put_votes(asked uuid, choices jsonb, words text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE who portal.poll_invitee; poll portal.date_poll; standing text;
      BEGIN
        SELECT p.* INTO poll FROM portal.date_poll p
        WHERE p.id = (SELECT i.poll_id FROM portal.poll_invitee i WHERE i.id = asked) FOR SHARE;
        IF NOT FOUND THEN RETURN 'unknown'; END IF;
        SELECT i.* INTO who FROM portal.poll_invitee i WHERE i.id = asked FOR UPDATE;
        IF who.withdrawn_at IS NOT NULL THEN RETURN 'unknown'; END IF;
        standing := sec.poll_standing(poll);
        IF standing <> 'open' THEN RETURN standing; END IF;
        INSERT INTO portal.poll_vote AS v (option_id, invitee_id, poll_id, council_id, answer)
        SELECT o.id, asked, poll.id, poll.council_id, c.value
        FROM jsonb_each_text(choices) c JOIN portal.poll_option o ON o.id::text = c.key
        WHERE o.poll_id = poll.id AND o.withdrawn_at IS NULL AND c.value IN ('yes', 'if_needed', 'no')
        ON CONFLICT (option_id, invitee_id) DO UPDATE SET answer = excluded.answer, voted_at = now();
        UPDATE portal.poll_invitee i SET answered_at = now(), comment = words WHERE i.id = asked;
        RETURN 'done';
      END $$;

      -- The answer of somebody who is signed in: for the own agency, or by the secretariat for whoever has phoned.
      CREATE FUNCTION portal.vote_as_member(asked uuid, choices jsonb, words text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM portal.poll_invitee i WHERE i.id = asked AND i.withdrawn_at IS NULL
                       AND (i.agency_id = (SELECT sec.actor_agency()) OR i.council_id IN (SELECT sec.kept_councils())))
        THEN RETURN 'unknown'; END IF;
        RETURN sec.put_votes(asked, choices, words);
      END $$;

      -- The answer by the link of a mail.
      CREATE FUNCTION portal.vote_by_link(wanted bytea, choices jsonb, words text, request_id text, ip text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE asked uuid; outcome text;
      BEGIN
        SELECT i.id INTO asked FROM portal.poll_invitee i WHERE i.token_hash = wanted AND i.withdrawn_at IS NULL;
        IF NOT FOUND THEN RETURN 'unknown'; END IF;
        outcome := sec.put_votes(asked, choices, words);
        IF outcome = 'done' THEN
          PERFORM audit.append_system('date_poll.vote', 'done', NULL, 'poll_invitee', asked, '{}', request_id, ip);
        END IF;
        RETURN outcome;
      END $$;

      -- The poll behind a link, as its page shows it: what others said in numbers alone.
      CREATE FUNCTION portal.poll_by_link(wanted bytea) RETURNS TABLE (
        id uuid, title text, council text, secretariat text, note text, venue text, deadline_on date, standing text, name text,
        comment text, answered_at timestamptz, shows_votes boolean, options jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT i.id, p.title, c.name, a.name, p.note, p.venue, p.deadline_on, sec.poll_standing(p), i.name, i.comment, i.answered_at,
          s.shown, (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
              'id', o.id, 'start', to_char(o.start_local, 'YYYY-MM-DD"T"HH24:MI'), 'end', to_char(o.end_local, 'YYYY-MM-DD"T"HH24:MI'),
              'allDay', o.all_day, 'isPicked', o.meeting_id IS NOT NULL,
              'answer', (SELECT v.answer FROM portal.poll_vote v WHERE v.option_id = o.id AND v.invitee_id = i.id),
              'yes', CASE WHEN s.shown THEN n.yes ELSE 0 END, 'ifNeeded', CASE WHEN s.shown THEN n.if_needed ELSE 0 END,
              'no', CASE WHEN s.shown THEN n.no ELSE 0 END) ORDER BY o.start_local, o.end_local), '[]')
            FROM portal.poll_option o CROSS JOIN LATERAL (
              SELECT count(*) FILTER (WHERE v.answer = 'yes') AS yes, count(*) FILTER (WHERE v.answer = 'if_needed') AS if_needed,
                count(*) FILTER (WHERE v.answer = 'no') AS no
              FROM portal.poll_vote v JOIN portal.poll_invitee w ON w.id = v.invitee_id AND w.withdrawn_at IS NULL
              WHERE v.option_id = o.id) n
            WHERE o.poll_id = p.id AND o.withdrawn_at IS NULL)
        FROM portal.poll_invitee i JOIN portal.date_poll p ON p.id = i.poll_id
        JOIN portal.council c ON c.id = p.council_id JOIN portal.agency a ON a.id = c.secretariat_agency_id
        CROSS JOIN LATERAL (SELECT NOT p.hides_votes OR i.answered_at IS NOT NULL OR p.state = 'picked' AS shown) s
        WHERE i.token_hash = wanted AND i.withdrawn_at IS NULL
      $$;
    `);
    const callers: readonly (readonly [string, string])[] = [
      ['sec.invited_polls()', 'portal_app'],
      ['sec.shown_polls()', 'portal_app'],
      ['sec.own_invitees()', 'portal_app'],
      ['sec.put_votes(uuid, jsonb, text)', 'policy_fn'],
      ['portal.vote_as_member(uuid, jsonb, text)', 'portal_app'],
      ['portal.vote_by_link(bytea, jsonb, text, text, text)', 'portal_app'],
      ['portal.poll_by_link(bytea)', 'portal_app'],
    ];
    for (const [name, caller] of callers)
      await db.query(`
        ALTER FUNCTION ${name} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${name} TO ${caller};
      `);
    await db.query(`
      REVOKE EXECUTE ON FUNCTION sec.poll_standing(portal.date_poll) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.poll_standing(portal.date_poll) TO policy_fn, portal_worker;
      GRANT EXECUTE ON FUNCTION sec.kept_councils(), sec.today_in_japan(), sec.actor_agency() TO policy_fn;
    `);

    for (const table of ['date_poll', 'poll_option', 'poll_invitee', 'poll_vote'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT ON portal.${table} TO portal_worker;
      `);
    for (const table of ['date_poll', 'poll_option', 'poll_invitee'])
      await db.query(`
        CREATE POLICY ${table}_made ON portal.${table} FOR INSERT TO portal_app WITH CHECK (${kept});
        CREATE POLICY ${table}_kept ON portal.${table} FOR UPDATE TO portal_app USING (${kept}) WITH CHECK (${kept});
        CREATE POLICY ${table}_seen ON portal.${table} FOR SELECT TO portal_app
          USING (${kept} OR ${table === 'date_poll' ? 'id' : 'poll_id'} IN (SELECT sec.invited_polls()));
        GRANT INSERT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      CREATE POLICY poll_vote_seen ON portal.poll_vote FOR SELECT TO portal_app
        USING (${kept} OR invitee_id IN (SELECT sec.own_invitees()) OR poll_id IN (SELECT sec.shown_polls()));
      GRANT SELECT ON portal.date_poll, portal.poll_option, portal.poll_vote TO portal_app;
      -- Not the hash of the link.
      GRANT SELECT (id, poll_id, council_id, seat_id, agency_id, name, email, is_required, link_no, sent_at, trouble, reminded_at,
        answered_at, comment, withdrawn_at, created_by, created_at) ON portal.poll_invitee TO portal_app;
      GRANT UPDATE (title, note, mode, venue, deadline_on, hides_votes, state, closed_at, reminded_for, version, updated_at)
        ON portal.date_poll TO portal_app;
      GRANT UPDATE (withdrawn_at, meeting_id) ON portal.poll_option TO portal_app;
      GRANT UPDATE (name, email, is_required, link_no, token_hash, sent_at, trouble, reminded_at, withdrawn_at)
        ON portal.poll_invitee TO portal_app;
      GRANT UPDATE (state, closed_at, reminded_for, version, updated_at) ON portal.date_poll TO portal_worker;
      GRANT UPDATE (sent_at, trouble, reminded_at) ON portal.poll_invitee TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.poll_by_link(bytea), portal.vote_by_link(bytea, jsonb, text, text, text),
        portal.vote_as_member(uuid, jsonb, text), sec.put_votes(uuid, jsonb, text), sec.poll_standing(portal.date_poll);
      DROP TABLE portal.poll_vote, portal.poll_invitee, portal.poll_option, portal.date_poll CASCADE;
      DROP FUNCTION sec.invited_polls(), sec.shown_polls(), sec.own_invitees();
      ALTER TABLE portal.year_plan_slot DROP CONSTRAINT year_plan_slot_id_council_id_key;
    `);
  }
}
