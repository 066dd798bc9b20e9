import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = '(SELECT sec.actor_agency())';
const actor = '(SELECT sec.actor_account())';
const kept = 'council_id IN (SELECT sec.kept_councils())';
/** Whoever approves minutes has to see all of them. */
const runs = `(${kept} OR council_id IN (SELECT sec.chaired_councils()))`;
const inside = `(council_id IN (SELECT sec.seated_councils()) OR meeting_id IN (SELECT sec.invited_meetings()))`;

/**
 * 議事録: versions of the minutes of a meeting, from the draft through circulation and approval to publication. What has been
 * circulated never changes any more; a change is a new version, and the old one stays.
 */
export class CreateMinutes1764000410500 implements MigrationInterface {
  name = 'CreateMinutes1764000410500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION sec.chaired_councils() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT s.council_id FROM portal.council_seat s WHERE s.agency_id = (SELECT sec.actor_agency())
          AND s.role IN ('chair', 'vice_chair') AND sec.today_in_japan() BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')
      $$;
      ALTER FUNCTION sec.chaired_councils() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.chaired_councils() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.chaired_councils() TO portal_app;

      CREATE TABLE portal.minutes_version (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        no integer NOT NULL CHECK (no > 0),
        -- What was approved is changed by a numbered amendment alone.
        kind text NOT NULL CHECK (kind IN ('minutes', 'amendment')),
        state text NOT NULL DEFAULT 'draft'
          CHECK (state IN ('draft', 'circulated', 'replaced', 'approved', 'published', 'superseded')),
        base_version_id uuid REFERENCES portal.minutes_version,
        reason text NOT NULL DEFAULT '',
        decided_meeting_id uuid REFERENCES portal.meeting,
        -- As they were called when it was written: agencies and people get other names.
        council_name text NOT NULL,
        title text NOT NULL,
        held_at text NOT NULL,
        place text NOT NULL,
        attendees text NOT NULL DEFAULT '',
        attending_agency_ids uuid[] NOT NULL DEFAULT '{}',
        -- What was given to whom, as it stood when the version was circulated.
        actions jsonb NOT NULL DEFAULT '[]',
        sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        circulated_at timestamptz,
        deadline_on date,
        approved_at timestamptz,
        approved_how text CHECK (approved_how IN ('chair', 'silence', 'next_meeting')),
        approved_by text NOT NULL DEFAULT '',
        approved_meeting_id uuid REFERENCES portal.meeting,
        override_reason text NOT NULL DEFAULT '',
        published_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        UNIQUE (meeting_id, no),
        UNIQUE (id, meeting_id, council_id),
        CHECK ((kind = 'amendment') = (reason <> '')),
        CHECK ((state = 'draft') = (sha256 IS NULL)),
        CHECK ((sha256 IS NULL) = (circulated_at IS NULL)),
        CHECK ((state IN ('approved', 'published', 'superseded')) = (approved_at IS NOT NULL)),
        CHECK ((approved_at IS NULL) = (approved_how IS NULL))
      );
      -- One is being worked on at a time, and one holds.
      CREATE UNIQUE INDEX minutes_version_open ON portal.minutes_version (meeting_id) WHERE state IN ('draft', 'circulated');
      CREATE UNIQUE INDEX minutes_version_valid ON portal.minutes_version (meeting_id) WHERE state IN ('approved', 'published');
      CREATE INDEX minutes_version_due ON portal.minutes_version (deadline_on) WHERE state = 'circulated';

      CREATE TABLE portal.minutes_item (
        id uuid PRIMARY KEY,
        version_id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        -- The same through all versions.
        root_id uuid NOT NULL,
        agenda_item_id uuid REFERENCES portal.agenda_item,
        position integer NOT NULL,
        number text NOT NULL DEFAULT '',
        title text NOT NULL,
        type text NOT NULL CHECK (type IN ('report', 'discussion', 'decision', 'info', 'approval_of_minutes')),
        visibility text NOT NULL CHECK (visibility IN ('members', 'secretariat', 'public')),
        discussion text NOT NULL DEFAULT '',
        decision text NOT NULL DEFAULT '',
        effective_on date,
        version integer NOT NULL DEFAULT 1,
        edited_by text NOT NULL DEFAULT '',
        edited_at timestamptz,
        FOREIGN KEY (version_id, meeting_id, council_id) REFERENCES portal.minutes_version (id, meeting_id, council_id),
        UNIQUE (version_id, root_id)
      );
      CREATE UNIQUE INDEX minutes_item_agenda ON portal.minutes_item (version_id, agenda_item_id) WHERE agenda_item_id IS NOT NULL;

      -- To whom a version was sent: who had the chance to say something.
      CREATE TABLE portal.minutes_recipient (
        version_id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        agency text NOT NULL,
        names text NOT NULL,
        PRIMARY KEY (version_id, agency_id),
        FOREIGN KEY (version_id, meeting_id, council_id) REFERENCES portal.minutes_version (id, meeting_id, council_id)
      );

      CREATE TABLE portal.minutes_review (
        id uuid PRIMARY KEY,
        version_id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        account_id uuid NOT NULL REFERENCES portal.account,
        agency text NOT NULL,
        name text NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('ok', 'change_requested', 'objection')),
        comment text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT now(),
        resolved_at timestamptz,
        resolution text NOT NULL DEFAULT '',
        FOREIGN KEY (version_id, meeting_id, council_id) REFERENCES portal.minutes_version (id, meeting_id, council_id),
        UNIQUE (version_id, agency_id, account_id),
        CHECK (verdict = 'ok' OR comment <> ''),
        CHECK ((resolved_at IS NULL) = (resolution = ''))
      );

      -- 決定事項: numbered in its council and fiscal year; a decision that is amended keeps its number.
      CREATE TABLE portal.decision (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        version_id uuid NOT NULL,
        root_id uuid NOT NULL,
        fiscal_year integer NOT NULL,
        number integer NOT NULL CHECK (number > 0),
        revision integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
        -- 令和8-就労部会-3, as it was called then.
        label text NOT NULL,
        title text NOT NULL,
        text text NOT NULL CHECK (text <> ''),
        visibility text NOT NULL CHECK (visibility IN ('members', 'secretariat', 'public')),
        decided_on date NOT NULL,
        effective_on date,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (version_id, meeting_id, council_id) REFERENCES portal.minutes_version (id, meeting_id, council_id),
        UNIQUE (council_id, fiscal_year, number, revision),
        UNIQUE (root_id, revision)
      );

      CREATE FUNCTION portal.keep_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_TABLE_NAME = 'minutes_item' THEN
          IF EXISTS (SELECT FROM portal.minutes_version v WHERE v.id = coalesce(OLD.version_id, NEW.version_id) AND v.state <> 'draft') THEN
            RAISE EXCEPTION 'minutes that were circulated do not change' USING ERRCODE = 'restrict_violation';
          END IF;
        ELSIF OLD.state <> 'draft' AND (NEW.no, NEW.kind, NEW.base_version_id, NEW.reason, NEW.council_name, NEW.title, NEW.held_at,
            NEW.place, NEW.attendees, NEW.attending_agency_ids, NEW.actions, NEW.sha256, NEW.circulated_at)
          IS DISTINCT FROM (OLD.no, OLD.kind, OLD.base_version_id, OLD.reason, OLD.council_name, OLD.title, OLD.held_at,
            OLD.place, OLD.attendees, OLD.attending_agency_ids, OLD.actions, OLD.sha256, OLD.circulated_at) THEN
          RAISE EXCEPTION 'minutes that were circulated do not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
      CREATE TRIGGER minutes_item_kept BEFORE INSERT OR UPDATE OR DELETE ON portal.minutes_item
        FOR EACH ROW EXECUTE FUNCTION portal.keep_minutes();
      CREATE TRIGGER minutes_version_kept BEFORE UPDATE ON portal.minutes_version
        FOR EACH ROW EXECUTE FUNCTION portal.keep_minutes();
    `);
    for (const table of [
      'minutes_version',
      'minutes_item',
      'minutes_recipient',
      'minutes_review',
      'decision',
    ])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT ON portal.${table} TO portal_worker;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      CREATE POLICY minutes_version_seen ON portal.minutes_version FOR SELECT TO portal_app
        USING (${kept} OR (state <> 'draft' AND ${inside}));
      CREATE POLICY minutes_version_begun ON portal.minutes_version FOR INSERT TO portal_app
        WITH CHECK (${kept} AND created_by = ${actor});
      CREATE POLICY minutes_version_kept ON portal.minutes_version FOR UPDATE TO portal_app USING (${runs}) WITH CHECK (${runs});
      GRANT UPDATE (state, place, attendees, attending_agency_ids, actions, sha256, circulated_at, deadline_on, approved_at, approved_how, approved_by,
        approved_meeting_id, override_reason, published_at, version) ON portal.minutes_version TO portal_app;
      GRANT UPDATE (state, approved_at, approved_how, version) ON portal.minutes_version TO portal_worker;

      CREATE POLICY minutes_item_seen ON portal.minutes_item FOR SELECT TO portal_app USING (
        ${kept} OR ((visibility <> 'secretariat' OR council_id IN (SELECT sec.chaired_councils()))
          AND version_id IN (SELECT id FROM portal.minutes_version)));
      CREATE POLICY minutes_item_written ON portal.minutes_item FOR INSERT TO portal_app WITH CHECK (${kept});
      CREATE POLICY minutes_item_kept ON portal.minutes_item FOR UPDATE TO portal_app USING (${kept}) WITH CHECK (${kept});
      GRANT UPDATE (discussion, decision, effective_on, version, edited_by, edited_at) ON portal.minutes_item TO portal_app;

      CREATE POLICY minutes_recipient_seen ON portal.minutes_recipient FOR SELECT TO portal_app
        USING (${runs} OR agency_id = ${own});
      CREATE POLICY minutes_recipient_noted ON portal.minutes_recipient FOR INSERT TO portal_app WITH CHECK (${kept});

      CREATE POLICY minutes_review_seen ON portal.minutes_review FOR SELECT TO portal_app USING (${runs} OR agency_id = ${own});
      CREATE POLICY minutes_review_given ON portal.minutes_review FOR INSERT TO portal_app WITH CHECK (
        agency_id = ${own} AND account_id = ${actor}
        AND EXISTS (SELECT FROM portal.minutes_recipient r WHERE r.version_id = minutes_review.version_id AND r.agency_id = ${own}));
      CREATE POLICY minutes_review_changed ON portal.minutes_review FOR UPDATE TO portal_app
        USING (account_id = ${actor} AND agency_id = ${own}) WITH CHECK (account_id = ${actor} AND agency_id = ${own});
      CREATE POLICY minutes_review_resolved ON portal.minutes_review FOR UPDATE TO portal_app USING (${kept}) WITH CHECK (${kept});
      GRANT UPDATE (verdict, comment, at, resolved_at, resolution) ON portal.minutes_review TO portal_app;

      CREATE POLICY decision_seen ON portal.decision FOR SELECT TO portal_app USING (
        ${kept} OR council_id IN (SELECT sec.chaired_councils()) OR (visibility <> 'secretariat' AND ${inside}));
      CREATE POLICY decision_numbered ON portal.decision FOR INSERT TO portal_app WITH CHECK (${runs});
      GRANT INSERT ON portal.decision TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.decision, portal.minutes_review, portal.minutes_recipient, portal.minutes_item, portal.minutes_version;
      DROP FUNCTION portal.keep_minutes(), sec.chaired_councils();
    `);
  }
}
