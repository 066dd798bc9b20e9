import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deadlines that are watched: reminders in steps, asking people who wait whether they still wish, absences and who stands in. */
export class KeepTheLoop1764000350000 implements MigrationInterface {
  name = 'KeepTheLoop1764000350000';

  async up(db: QueryRunner): Promise<void> {
    const parties = `EXISTS (SELECT FROM portal.referral_line l WHERE l.id = line_id
      AND (l.source_agency_id = (SELECT sec.case_agency()) OR l.agency_id = (SELECT sec.case_agency())))`;
    await db.query(`
      -- How the network watches its deadlines; all in working days in Japan but for the waiting list, in days.
      CREATE TABLE portal.deadline_settings (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        remind_before integer NOT NULL DEFAULT 2 CHECK (remind_before BETWEEN 0 AND 20),
        head_after integer NOT NULL DEFAULT 3 CHECK (head_after BETWEEN 1 AND 40),
        network_after integer NOT NULL DEFAULT 5 CHECK (network_after BETWEEN 1 AND 60),
        expire_after integer NOT NULL DEFAULT 10 CHECK (expire_after BETWEEN 2 AND 120),
        reconfirm_days integer NOT NULL DEFAULT 30 CHECK (reconfirm_days BETWEEN 7 AND 365),
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (head_after < network_after AND network_after < expire_after)
      );
      INSERT INTO portal.deadline_settings DEFAULT VALUES;
      ALTER TABLE portal.deadline_settings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.deadline_settings FORCE ROW LEVEL SECURITY;
      CREATE POLICY deadline_settings_seen ON portal.deadline_settings FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY deadline_settings_kept ON portal.deadline_settings FOR UPDATE TO portal_app
        USING ((SELECT sec.actor_role()) = 'secretariat') WITH CHECK ((SELECT sec.actor_role()) = 'secretariat');
      CREATE POLICY deadline_settings_followed ON portal.deadline_settings FOR SELECT TO portal_worker USING (true);
      GRANT SELECT, UPDATE (remind_before, head_after, network_after, expire_after, reconfirm_days, version, updated_at)
        ON portal.deadline_settings TO portal_app;
      GRANT SELECT ON portal.deadline_settings TO portal_worker, policy_fn;

      -- What was said about a deadline, once for each day that it was set to: a new deadline begins anew.
      CREATE TABLE portal.line_reminder (
        line_id uuid NOT NULL REFERENCES portal.referral_line,
        due_on date NOT NULL,
        step text NOT NULL CHECK (step IN ('soon', 'late', 'head', 'network', 'reconfirm')),
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (line_id, due_on, step)
      );
      ALTER TABLE portal.line_reminder ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.line_reminder FORCE ROW LEVEL SECURITY;
      CREATE POLICY line_reminder_seen_by_parties ON portal.line_reminder FOR SELECT TO portal_app USING (${parties});
      CREATE POLICY line_reminder_left_by_worker ON portal.line_reminder TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT ON portal.line_reminder TO portal_app, policy_fn;
      GRANT SELECT, INSERT ON portal.line_reminder TO portal_worker;

      -- When whoever waits for a place is asked again whether they still wish.
      ALTER TABLE portal.referral_line ADD reconfirm_on date;
      GRANT UPDATE (reconfirm_on) ON portal.referral_line TO portal_app;
      CREATE INDEX referral_line_reconfirm ON portal.referral_line (reconfirm_on) WHERE status = 'waitlisted';
      DROP INDEX portal.referral_line_due;
      CREATE INDEX referral_line_due ON portal.referral_line (due_on)
        WHERE status IN ('sent', 'received', 'reviewing') AND due_on IS NOT NULL;
      CREATE INDEX referral_line_claimed ON portal.referral_line (agency_id, claimed_by) WHERE claimed_by IS NOT NULL;

      -- The lines whose deadline is near or past, with what was said already: ids, days and numbers.
      CREATE FUNCTION sec.lines_due(until date)
      RETURNS TABLE (line_id uuid, referral_id uuid, number text, agency_id uuid, source_agency_id uuid, due_on date, said text[],
        network_on date)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.id, r.id, r.number, l.agency_id, l.source_agency_id, l.due_on,
          coalesce((SELECT array_agg(s.step) FROM portal.line_reminder s WHERE s.line_id = l.id AND s.due_on = l.due_on), '{}'),
          (SELECT (s.at AT TIME ZONE 'Asia/Tokyo')::date FROM portal.line_reminder s
           WHERE s.line_id = l.id AND s.due_on = l.due_on AND s.step = 'network')
        FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
        WHERE l.status IN ('sent', 'received', 'reviewing') AND l.due_on <= until AND l.clock_stopped_on IS NULL
        ORDER BY l.due_on, l.id
      $$;
      CREATE FUNCTION sec.lines_to_reconfirm(today date)
      RETURNS TABLE (line_id uuid, referral_id uuid, number text, agency_id uuid, source_agency_id uuid, due_on date)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.id, r.id, r.number, l.agency_id, l.source_agency_id, l.reconfirm_on
        FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
        WHERE l.status = 'waitlisted' AND l.reconfirm_on <= today
          AND NOT EXISTS (SELECT FROM portal.line_reminder s
            WHERE s.line_id = l.id AND s.due_on = l.reconfirm_on AND s.step = 'reconfirm')
        ORDER BY l.reconfirm_on, l.id
      $$;
      -- 滞留: what the network's secretariat may know of a referral that nobody answers. No person, no content.
      CREATE FUNCTION sec.stalled_lines()
      RETURNS TABLE (line_id uuid, number text, type text, status text, agency_id uuid, agency text, source_agency_id uuid,
        source_agency text, due_on date, sent_at timestamptz, said text[])
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.id, r.number, r.type, l.status, l.agency_id, a.name, l.source_agency_id, s.name, l.due_on, l.sent_at,
          coalesce((SELECT array_agg(m.step) FROM portal.line_reminder m WHERE m.line_id = l.id AND m.due_on = l.due_on), '{}')
        FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
        JOIN portal.agency a ON a.id = l.agency_id JOIN portal.agency s ON s.id = l.source_agency_id
        WHERE l.status IN ('sent', 'received', 'reviewing') AND l.due_on < sec.today_in_japan() AND l.clock_stopped_on IS NULL
          AND ((SELECT sec.actor_role()) = 'secretariat'
            OR (SELECT sec.case_agency()) IN (l.agency_id, l.source_agency_id))
        ORDER BY l.due_on, l.id LIMIT 1000
      $$;
      ALTER FUNCTION sec.lines_due(date) OWNER TO policy_fn;
      ALTER FUNCTION sec.lines_to_reconfirm(date) OWNER TO policy_fn;
      ALTER FUNCTION sec.stalled_lines() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.lines_due(date), sec.lines_to_reconfirm(date), sec.stalled_lines() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.lines_due(date), sec.lines_to_reconfirm(date) TO portal_worker;
      GRANT EXECUTE ON FUNCTION sec.stalled_lines() TO portal_app;

      -- Who is away from when to when, and who looks after what they have taken.
      CREATE TABLE portal.absence (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        account_id uuid NOT NULL REFERENCES portal.account,
        deputy_id uuid NOT NULL REFERENCES portal.account,
        from_on date NOT NULL,
        until_on date NOT NULL,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (from_on <= until_on),
        CHECK (account_id <> deputy_id)
      );
      CREATE INDEX absence_agency ON portal.absence (agency_id, until_on);
      ALTER TABLE portal.absence ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.absence FORCE ROW LEVEL SECURITY;
      CREATE POLICY absence_own_agency ON portal.absence TO portal_app
        USING (agency_id = (SELECT sec.case_agency())) WITH CHECK (agency_id = (SELECT sec.case_agency()));
      GRANT SELECT, INSERT, DELETE ON portal.absence TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.absence;
      DROP FUNCTION sec.stalled_lines(), sec.lines_to_reconfirm(date), sec.lines_due(date);
      DROP INDEX portal.referral_line_claimed, portal.referral_line_reconfirm;
      ALTER TABLE portal.referral_line DROP reconfirm_on;
      DROP TABLE portal.line_reminder, portal.deadline_settings;
    `);
  }
}
