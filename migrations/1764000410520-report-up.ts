import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = (column: string) => `${column} IN (SELECT sec.kept_councils())`;

/**
 * 親会への報告: what a council tells the one above about a meeting, where it is put on the agenda, and what comes back. The council
 * above sees nothing of the meeting itself: the report carries all that is told.
 */
export class ReportUp1764000410520 implements MigrationInterface {
  name = 'ReportUp1764000410520';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.report_up (
        id uuid PRIMARY KEY,
        version_id uuid NOT NULL UNIQUE,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        parent_council_id uuid NOT NULL REFERENCES portal.council CHECK (parent_council_id <> council_id),
        -- In the words of the day on which it was written.
        council_name text NOT NULL,
        meeting_title text NOT NULL,
        held_on date NOT NULL,
        text text NOT NULL CHECK (text <> ''),
        -- The chosen decisions: id, label, title, text.
        decisions jsonb NOT NULL DEFAULT '[]',
        state text NOT NULL DEFAULT 'prepared' CHECK (state IN ('prepared', 'sent', 'tabled', 'answered')),
        sent_at timestamptz CHECK ((state = 'prepared') = (sent_at IS NULL)),
        tabled_meeting_id uuid REFERENCES portal.meeting,
        tabled_item_id uuid REFERENCES portal.agenda_item ON DELETE SET NULL,
        tabled_in text NOT NULL DEFAULT '',
        answer text NOT NULL DEFAULT '',
        answered_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (version_id, meeting_id, council_id) REFERENCES portal.minutes_version (id, meeting_id, council_id),
        CHECK ((state IN ('tabled', 'answered')) = (tabled_meeting_id IS NOT NULL)),
        CHECK ((state = 'answered') = (answered_at IS NOT NULL)),
        CHECK ((state = 'answered') = (answer <> ''))
      );
      CREATE INDEX report_up_from ON portal.report_up (council_id, created_at);
      CREATE INDEX report_up_to ON portal.report_up (parent_council_id, sent_at);

      -- Whoever answers a report does not write it.
      CREATE FUNCTION portal.keep_report_up() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.state <> 'prepared' AND (NEW.text, NEW.decisions, NEW.sent_at) IS DISTINCT FROM (OLD.text, OLD.decisions, OLD.sent_at) THEN
          RAISE EXCEPTION 'a report that was sent does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.keep_report_up() FROM PUBLIC;
      CREATE TRIGGER report_up_kept BEFORE UPDATE ON portal.report_up FOR EACH ROW EXECUTE FUNCTION portal.keep_report_up();

      ALTER TABLE portal.report_up ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.report_up FORCE ROW LEVEL SECURITY;
      CREATE POLICY report_up_worker ON portal.report_up FOR SELECT TO portal_worker USING (true);
      CREATE POLICY report_up_seen ON portal.report_up FOR SELECT TO portal_app USING (${kept('council_id')}
        OR (state <> 'prepared' AND (${kept('parent_council_id')} OR council_id IN (SELECT sec.seated_councils()))));
      CREATE POLICY report_up_prepared ON portal.report_up FOR INSERT TO portal_app
        WITH CHECK (${kept('council_id')} AND state = 'prepared' AND created_by = (SELECT sec.actor_account()));
      CREATE POLICY report_up_sent ON portal.report_up FOR UPDATE TO portal_app
        USING (${kept('council_id')} AND state = 'prepared') WITH CHECK (${kept('council_id')} AND state IN ('prepared', 'sent'));
      CREATE POLICY report_up_answered ON portal.report_up FOR UPDATE TO portal_app
        USING (${kept('parent_council_id')} AND state IN ('sent', 'tabled'))
        WITH CHECK (${kept('parent_council_id')} AND state IN ('tabled', 'answered'));
      GRANT SELECT ON portal.report_up TO portal_worker;
      GRANT SELECT, INSERT, UPDATE (text, decisions, state, sent_at, tabled_meeting_id, tabled_item_id, tabled_in, answer, answered_at,
        version) ON portal.report_up TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.report_up');
    await db.query('DROP FUNCTION portal.keep_report_up()');
  }
}
