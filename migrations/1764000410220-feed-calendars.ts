import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Feeds: calendars that a program fetches by a secret address, again and again, until it is revoked. */
export class FeedCalendars1764000410220 implements MigrationInterface {
  name = 'FeedCalendars1764000410220';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.calendar_feed (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES portal.account,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        -- Of one council; without it, of everything that the agency is invited to.
        council_id uuid REFERENCES portal.council,
        token_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz
      );
      CREATE UNIQUE INDEX calendar_feed_own ON portal.calendar_feed
        (account_id, agency_id, coalesce(council_id, '00000000-0000-0000-0000-000000000000')) WHERE revoked_at IS NULL;
      ALTER TABLE portal.calendar_feed ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.calendar_feed FORCE ROW LEVEL SECURITY;
      CREATE POLICY calendar_feed_own ON portal.calendar_feed TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.actor_agency()))
        WITH CHECK (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.actor_agency()));
      GRANT SELECT, INSERT ON portal.calendar_feed TO portal_app;
      GRANT UPDATE (revoked_at) ON portal.calendar_feed TO portal_app;

      -- Whose feed it is, while they still belong to the agency.
      CREATE FUNCTION portal.feed_by_token(wanted bytea) RETURNS TABLE (id uuid, council_id uuid, council text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT f.id, f.council_id, c.name FROM portal.calendar_feed f
        JOIN portal.account a ON a.id = f.account_id AND a.status = 'active'
        JOIN portal.membership m ON m.account_id = f.account_id AND m.agency_id = f.agency_id AND m.ended_at IS NULL
        LEFT JOIN portal.council c ON c.id = f.council_id
        WHERE f.token_hash = wanted AND f.revoked_at IS NULL
      $$;
      -- The meetings of a feed: of councils that the agency keeps or sits in, and to which it is invited. The way to one on the
      -- web only where somebody of the agency has said to come.
      CREATE FUNCTION portal.feed_meetings(wanted bytea) RETURNS TABLE (
        id uuid, council text, title text, number integer, mode text, starts_at timestamptz, ends_at timestamptz, first_day text,
        last_day text, all_day boolean, venue text, address text, state text, uid text, sequence integer, updated_at timestamptz,
        link text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        WITH feed AS (
          SELECT f.agency_id, f.council_id FROM portal.calendar_feed f
          WHERE f.token_hash = wanted AND EXISTS (SELECT FROM portal.feed_by_token(wanted))
        )
        SELECT m.id, c.name, m.title, m.number, m.mode, m.starts_at, m.ends_at, to_char(m.start_local, 'YYYY-MM-DD'),
          to_char(m.end_local - interval '1 minute', 'YYYY-MM-DD'), m.all_day, m.venue, m.address, m.state, m.ical_uid,
          m.ical_sequence, m.updated_at,
          CASE WHEN m.state IN ('announced', 'in_session') AND (c.secretariat_agency_id = feed.agency_id OR EXISTS (
            SELECT FROM portal.invitation i WHERE i.meeting_id = m.id AND i.agency_id = feed.agency_id
              AND i.withdrawn_at IS NULL AND i.answer IN ('accepted', 'delegated'))) THEN l.link END
        FROM feed JOIN portal.meeting m ON true JOIN portal.council c ON c.id = m.council_id
        LEFT JOIN portal.meeting_link l ON l.meeting_id = m.id
        WHERE (feed.council_id IS NULL OR m.council_id = feed.council_id) AND m.state NOT IN ('draft', 'postponed')
          AND m.number IS NOT NULL AND m.starts_at > now() - interval '400 days'
          AND (c.secretariat_agency_id = feed.agency_id
            OR EXISTS (SELECT FROM portal.council_seat s WHERE s.council_id = c.id AND s.agency_id = feed.agency_id
              AND sec.today_in_japan() BETWEEN s.from_on AND coalesce(s.until_on, 'infinity'))
            OR EXISTS (SELECT FROM portal.invitation i WHERE i.meeting_id = m.id AND i.agency_id = feed.agency_id
              AND i.withdrawn_at IS NULL))
        ORDER BY m.starts_at, m.id LIMIT 500
      $$;
      GRANT SELECT ON portal.calendar_feed, portal.council_seat, portal.meeting_link TO policy_fn;
    `);
    for (const name of ['portal.feed_by_token(bytea)', 'portal.feed_meetings(bytea)'])
      await db.query(`
        ALTER FUNCTION ${name} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${name} TO portal_app;
      `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.feed_meetings(bytea), portal.feed_by_token(bytea);
      DROP TABLE portal.calendar_feed;
    `);
  }
}
