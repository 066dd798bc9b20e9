import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = 'council_id IN (SELECT sec.kept_councils())';

/** Invitations that are really sent: what went out when, what came of it, and every answer by whatever way it came. */
export class SendInvitations1764000410200 implements MigrationInterface {
  name = 'SendInvitations1764000410200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.invitation
        -- The link by which it is answered without an account; the token itself is derived from id, round and key file.
        ADD token_hash bytea UNIQUE,
        ADD token_round integer NOT NULL DEFAULT 0,
        -- When it was first promised to be sent.
        ADD invited_at timestamptz,
        ADD answered_how text CHECK (answered_how IN ('link', 'member', 'mail', 'secretariat')),
        -- Which version of the meeting was asked about last; an answer to an older one does not count.
        ADD asked_sequence integer NOT NULL DEFAULT 0,
        -- The pair by which replies by mail are put in order (RFC 5546, 2.1.5).
        ADD reply_sequence integer,
        ADD reply_stamp timestamptz;
      GRANT UPDATE (token_hash, token_round, invited_at, answered_how, asked_sequence, reply_sequence, reply_stamp)
        ON portal.invitation TO portal_app, portal_worker;

      -- One mailbox may stand for several seats: it gets one mail. The tag is what its replies come back with.
      CREATE TABLE portal.meeting_mailbox (
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        address text NOT NULL CHECK (address = lower(address)),
        tag text NOT NULL UNIQUE,
        PRIMARY KEY (meeting_id, address),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id)
      );

      CREATE TABLE portal.invitation_dispatch (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        address text NOT NULL CHECK (address = lower(address)),
        kind text NOT NULL CHECK (kind IN ('request', 'update', 'cancel', 'reminder', 'nudge')),
        uid text NOT NULL,
        sequence integer NOT NULL CHECK (sequence >= 0),
        -- What stood in it, so that it is known what somebody was told.
        told jsonb NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')),
        trouble text,
        return_tag text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        -- Nobody where it follows from a change or a day.
        created_by uuid REFERENCES portal.account,
        sent_at timestamptz,
        bounce text CHECK (bounce IN ('hard', 'soft')),
        bounce_status text,
        bounced_at timestamptz,
        UNIQUE (id, meeting_id),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        CHECK ((bounce IS NULL) = (bounced_at IS NULL))
      );
      CREATE INDEX invitation_dispatch_of ON portal.invitation_dispatch (meeting_id, address, created_at);
      CREATE INDEX invitation_dispatch_uid ON portal.invitation_dispatch (uid);
      CREATE TABLE portal.dispatch_line (
        dispatch_id uuid NOT NULL,
        invitation_id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        PRIMARY KEY (dispatch_id, invitation_id),
        FOREIGN KEY (dispatch_id, meeting_id) REFERENCES portal.invitation_dispatch (id, meeting_id),
        FOREIGN KEY (invitation_id, meeting_id) REFERENCES portal.invitation (id, meeting_id)
      );
      CREATE INDEX dispatch_line_of ON portal.dispatch_line (invitation_id);

      -- Every answer, also those that did not count; what counts stands in the invitation.
      CREATE TABLE portal.invitation_answer (
        id uuid PRIMARY KEY,
        invitation_id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        agency_id uuid,
        answer text NOT NULL CHECK (answer IN ('needs_action', 'accepted', 'tentative', 'declined', 'delegated')),
        mode text CHECK (mode IN ('venue', 'web')),
        substitute text NOT NULL DEFAULT '',
        comment text NOT NULL DEFAULT '',
        how text NOT NULL CHECK (how IN ('link', 'member', 'mail', 'secretariat')),
        by_account uuid REFERENCES portal.account,
        -- applied; outdated: to an earlier date, or older than what is known; late: after the meeting.
        outcome text NOT NULL CHECK (outcome IN ('applied', 'outdated', 'late')),
        sequence integer,
        stamp timestamptz,
        answered_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (invitation_id, meeting_id) REFERENCES portal.invitation (id, meeting_id),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id)
      );
      CREATE INDEX invitation_answer_of ON portal.invitation_answer (invitation_id, answered_at);

      -- Addresses to which nothing can be delivered.
      CREATE TABLE portal.bounced_address (
        address text PRIMARY KEY CHECK (address = lower(address)),
        kind text NOT NULL CHECK (kind IN ('hard', 'soft')),
        status text,
        since timestamptz NOT NULL DEFAULT now()
      );

      -- What has changed since those who are invited were told last, and when to tell them: a minute after the last change,
      -- so that two changes behind each other become one mail.
      CREATE TABLE portal.meeting_mailing (
        meeting_id uuid PRIMARY KEY,
        council_id uuid NOT NULL,
        due_at timestamptz,
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id)
      );
      CREATE INDEX meeting_mailing_due ON portal.meeting_mailing (due_at) WHERE due_at IS NOT NULL;
    `);

    await db.query(`
      CREATE FUNCTION sec.note_meeting_change() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        INSERT INTO portal.meeting_mailing AS m (meeting_id, council_id, due_at)
        VALUES (NEW.id, NEW.council_id,
          CASE WHEN NEW.state IN ('cancelled', 'postponed') THEN now() ELSE now() + interval '1 minute' END)
        ON CONFLICT (meeting_id) DO UPDATE SET due_at = excluded.due_at;
        RETURN NULL;
      END $$;
      ALTER FUNCTION sec.note_meeting_change() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.note_meeting_change() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.note_meeting_change() TO portal_app, portal_worker, portal_operator;
      GRANT SELECT, INSERT, UPDATE (due_at) ON portal.meeting_mailing TO policy_fn;
      CREATE TRIGGER meeting_changed AFTER UPDATE ON portal.meeting FOR EACH ROW
        WHEN (NEW.state <> 'draft' AND (
          OLD.state IN ('announced', 'postponed') AND NEW.state IN ('announced', 'postponed', 'cancelled') AND OLD.state <> NEW.state
          OR NEW.state = 'announced' AND OLD.state = 'announced' AND
            (OLD.title, OLD.mode, OLD.start_local, OLD.end_local, OLD.tz, OLD.all_day, OLD.venue, OLD.address, OLD.note)
            IS DISTINCT FROM
            (NEW.title, NEW.mode, NEW.start_local, NEW.end_local, NEW.tz, NEW.all_day, NEW.venue, NEW.address, NEW.note)))
        EXECUTE FUNCTION sec.note_meeting_change();

      -- Which of two ways to a meeting is still open; nothing where it has no limit.
      CREATE FUNCTION portal.places_left(wanted uuid, way text, but uuid) RETURNS integer
      LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT CASE way WHEN 'venue' THEN m.venue_capacity ELSE m.web_capacity END - (
          SELECT count(*)::integer FROM portal.invitation i
          WHERE i.meeting_id = m.id AND i.id <> but AND i.withdrawn_at IS NULL AND i.mode = way
            AND i.answer IN ('accepted', 'delegated'))
        FROM portal.meeting m WHERE m.id = wanted
      $$;

      -- Writes an answer, by whatever way it came: one after the other within a meeting, so that no place is given twice.
      -- Runs with the rights of whoever calls it. Says what stood in the way, or 'done'.
      CREATE FUNCTION portal.put_answer(invited uuid, new_id uuid, said text, way text, instead text, words text, how text,
        by_whom uuid, in_sequence integer, stamped timestamptz) RETURNS text
      LANGUAGE plpgsql SET search_path = '' AS $$
      DECLARE i portal.invitation; m portal.meeting; comes boolean; chosen text;
      BEGIN
        SELECT * INTO i FROM portal.invitation x WHERE x.id = invited;
        IF NOT FOUND THEN RETURN 'unknown'; END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended('meeting ' || i.meeting_id::text, 0));
        SELECT * INTO i FROM portal.invitation x WHERE x.id = invited;
        SELECT * INTO m FROM portal.meeting x WHERE x.id = i.meeting_id;
        IF i.withdrawn_at IS NOT NULL THEN RETURN 'withdrawn'; END IF;
        IF m.state IN ('cancelled', 'postponed') THEN RETURN m.state; END IF;
        IF m.state <> 'announced' AND NOT (how = 'secretariat' AND m.state = 'in_session') THEN RETURN 'over'; END IF;
        IF m.ends_at <= now() AND how <> 'secretariat' THEN RETURN 'over'; END IF;
        comes := said IN ('accepted', 'delegated', 'tentative');
        chosen := CASE WHEN NOT comes THEN NULL WHEN m.mode = 'venue' THEN 'venue'
                       WHEN m.mode = 'hybrid' THEN coalesce(way, i.mode, 'venue') ELSE 'web' END;
        IF said IN ('accepted', 'delegated') AND portal.places_left(m.id, chosen, i.id) <= 0 THEN RETURN 'full'; END IF;
        UPDATE portal.invitation x SET answer = said, mode = chosen, comment = coalesce(words, ''),
          substitute = CASE WHEN said = 'delegated' THEN coalesce(instead, '') ELSE '' END,
          answered_at = now(), answered_how = how, reply_sequence = coalesce(in_sequence, x.reply_sequence),
          reply_stamp = coalesce(stamped, x.reply_stamp), version = x.version + 1
        WHERE x.id = invited;
        INSERT INTO portal.invitation_answer (id, invitation_id, meeting_id, council_id, agency_id, answer, mode, substitute,
          comment, how, by_account, outcome, sequence, stamp)
        VALUES (new_id, i.id, i.meeting_id, i.council_id, i.agency_id, said, chosen,
          CASE WHEN said = 'delegated' THEN coalesce(instead, '') ELSE '' END, coalesce(words, ''), how, by_whom, 'applied',
          in_sequence, stamped);
        RETURN 'done';
      END $$;

      -- What lies behind the link of a mail. The way to it on the web only for whoever has said that they come.
      CREATE FUNCTION portal.invitation_by_token(wanted bytea) RETURNS TABLE (
        id uuid, name text, agency text, council text, secretariat text, title text, number integer, mode text, start_at text,
        end_at text, tz text, all_day boolean, venue text, address text, note text, standing text, answer text, way text,
        substitute text, comment text, answered_at timestamptz, venue_left integer, web_left integer, link text, link_note text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT i.id, i.name, coalesce(a.name, ''), c.name, s.name, m.title, m.number, m.mode,
          to_char(m.start_local, 'YYYY-MM-DD"T"HH24:MI'), to_char(m.end_local, 'YYYY-MM-DD"T"HH24:MI'), m.tz, m.all_day, m.venue,
          m.address, m.note,
          CASE WHEN i.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN m.state IN ('cancelled', 'postponed') THEN m.state
               WHEN m.state <> 'announced' OR m.ends_at <= now() THEN 'over' ELSE 'open' END,
          i.answer, i.mode, i.substitute, i.comment, i.answered_at,
          portal.places_left(m.id, 'venue', i.id), portal.places_left(m.id, 'web', i.id),
          CASE WHEN i.withdrawn_at IS NULL AND m.state IN ('announced', 'in_session') AND i.answer IN ('accepted', 'delegated')
               THEN l.link END,
          CASE WHEN i.withdrawn_at IS NULL AND m.state IN ('announced', 'in_session') AND i.answer IN ('accepted', 'delegated')
               THEN l.note END
        FROM portal.invitation i JOIN portal.meeting m ON m.id = i.meeting_id JOIN portal.council c ON c.id = m.council_id
        JOIN portal.agency s ON s.id = c.secretariat_agency_id
        LEFT JOIN portal.agency a ON a.id = i.agency_id LEFT JOIN portal.meeting_link l ON l.meeting_id = m.id
        WHERE i.token_hash = wanted AND m.state <> 'draft'
      $$;
      CREATE FUNCTION portal.answer_invitation(wanted bytea, new_id uuid, said text, way text, instead text, words text,
        request_id text, ip text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE invited uuid; outcome text;
      BEGIN
        SELECT i.id INTO invited FROM portal.invitation i WHERE i.token_hash = wanted;
        IF NOT FOUND THEN RETURN 'unknown'; END IF;
        outcome := portal.put_answer(invited, new_id, said, way, instead, words, 'link', NULL, NULL, NULL);
        IF outcome = 'done' THEN
          PERFORM audit.append_system('invitation.answer', 'done', NULL, 'invitation', invited,
            jsonb_build_object('answer', said, 'how', 'link'), request_id, ip);
        END IF;
        RETURN outcome;
      END $$;
    `);
    const callers: readonly (readonly [string, string])[] = [
      ['portal.invitation_by_token(bytea)', 'portal_app'],
      ['portal.answer_invitation(bytea, uuid, text, text, text, text, text, text)', 'portal_app'],
    ];
    for (const [name, caller] of callers)
      await db.query(`
        ALTER FUNCTION ${name} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${name} TO ${caller};
      `);
    const put = 'portal.put_answer(uuid, uuid, text, text, text, text, text, uuid, integer, timestamptz)';
    await db.query(`
      REVOKE EXECUTE ON FUNCTION ${put}, portal.places_left(uuid, text, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${put}, portal.places_left(uuid, text, uuid) TO portal_app, portal_worker, policy_fn;
      GRANT SELECT ON portal.council, portal.meeting, portal.meeting_link, portal.agency TO policy_fn;
      GRANT SELECT, UPDATE (answer, mode, comment, substitute, answered_at, answered_how, reply_sequence, reply_stamp, version)
        ON portal.invitation TO policy_fn;
      GRANT INSERT ON portal.invitation_answer TO policy_fn;
    `);

    for (const table of [
      'meeting_mailbox',
      'invitation_dispatch',
      'dispatch_line',
      'invitation_answer',
      'meeting_mailing',
    ])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        CREATE POLICY ${table}_seen ON portal.${table} FOR SELECT TO portal_app USING (${kept});
        CREATE POLICY ${table}_made ON portal.${table} FOR INSERT TO portal_app WITH CHECK (${kept});
        GRANT SELECT, INSERT ON portal.${table} TO portal_app, portal_worker;
      `);
    await db.query(`
      GRANT UPDATE (state, trouble, sent_at, bounce, bounce_status, bounced_at) ON portal.invitation_dispatch TO portal_worker;
      CREATE POLICY invitation_dispatch_dropped ON portal.invitation_dispatch FOR UPDATE TO portal_app USING (${kept}) WITH CHECK (${kept});
      GRANT UPDATE (state) ON portal.invitation_dispatch TO portal_app;
      CREATE POLICY meeting_mailing_kept ON portal.meeting_mailing FOR UPDATE TO portal_app USING (${kept}) WITH CHECK (${kept});
      GRANT UPDATE (due_at) ON portal.meeting_mailing TO portal_app, portal_worker;
      -- Whoever is invited writes and sees the own answers.
      CREATE POLICY invitation_answer_own ON portal.invitation_answer FOR SELECT TO portal_app
        USING (agency_id = (SELECT sec.actor_agency()));
      CREATE POLICY invitation_answer_given ON portal.invitation_answer FOR INSERT TO portal_app
        WITH CHECK (agency_id = (SELECT sec.actor_agency()) AND meeting_id IN (SELECT sec.invited_meetings()));

      ALTER TABLE portal.bounced_address ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.bounced_address FORCE ROW LEVEL SECURITY;
      CREATE POLICY bounced_address_worker ON portal.bounced_address TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.bounced_address TO portal_worker;
      -- Whoever writes to an address may know that nothing arrives there.
      CREATE POLICY bounced_address_seen ON portal.bounced_address FOR SELECT TO portal_app USING (EXISTS (
        SELECT FROM portal.invitation_dispatch d WHERE d.address = bounced_address.address));
      GRANT SELECT ON portal.bounced_address TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER meeting_changed ON portal.meeting;
      DROP FUNCTION portal.answer_invitation(bytea, uuid, text, text, text, text, text, text), portal.invitation_by_token(bytea),
        portal.put_answer(uuid, uuid, text, text, text, text, text, uuid, integer, timestamptz),
        portal.places_left(uuid, text, uuid), sec.note_meeting_change();
      DROP TABLE portal.meeting_mailing, portal.bounced_address, portal.invitation_answer, portal.dispatch_line,
        portal.invitation_dispatch, portal.meeting_mailbox;
      ALTER TABLE portal.invitation DROP token_hash, DROP token_round, DROP invited_at, DROP answered_how, DROP asked_sequence,
        DROP reply_sequence, DROP reply_stamp;
    `);
  }
}
