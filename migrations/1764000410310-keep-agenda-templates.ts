import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = 'council_id IN (SELECT sec.kept_councils())';
const own = '(SELECT sec.actor_agency())';

/** What stands on every agenda of a council, what often does, and what agencies ask to have put there. */
export class KeepAgendaTemplates1764000410310 implements MigrationInterface {
  name = 'KeepAgendaTemplates1764000410310';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Minutes from the beginning of the meeting; unknown behind an item whose length is. Counted over all items like the number, so
      -- that whoever does not see one of them still reads the right time.
      ALTER TABLE portal.agenda_item ADD begins_after integer CHECK (begins_after >= 0);
      GRANT UPDATE (begins_after) ON portal.agenda_item TO portal_app;

      CREATE TABLE portal.agenda_template (
        id uuid PRIMARY KEY,
        council_id uuid NOT NULL REFERENCES portal.council,
        name text NOT NULL CHECK (name <> ''),
        -- Whether each new meeting begins with it.
        is_standing boolean NOT NULL DEFAULT false,
        -- [{title, type, minutes, presenter, text, visibility, level}] in order; level counts from 1.
        items jsonb NOT NULL CHECK (jsonb_typeof(items) = 'array'),
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (council_id, name)
      );
      CREATE UNIQUE INDEX agenda_template_standing ON portal.agenda_template (council_id) WHERE is_standing;

      CREATE TABLE portal.agenda_proposal (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        title text NOT NULL CHECK (title <> ''),
        type text NOT NULL CHECK (type IN ('report', 'discussion', 'decision', 'info')),
        minutes_wanted integer CHECK (minutes_wanted BETWEEN 1 AND 600),
        presenter text NOT NULL DEFAULT '',
        text text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'taken', 'declined', 'withdrawn')),
        reason text NOT NULL DEFAULT '',
        item_id uuid REFERENCES portal.agenda_item ON DELETE SET NULL,
        answered_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        CHECK ((state = 'declined') = (reason <> '')),
        CHECK (item_id IS NULL OR state = 'taken')
      );
      CREATE INDEX agenda_proposal_of ON portal.agenda_proposal (meeting_id, created_at);
      CREATE INDEX agenda_proposal_agency ON portal.agenda_proposal (agency_id);
    `);
    for (const table of ['agenda_template', 'agenda_proposal'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT ON portal.${table} TO portal_worker;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      CREATE POLICY agenda_template_kept ON portal.agenda_template TO portal_app USING (${kept}) WITH CHECK (${kept});
      GRANT DELETE, UPDATE (name, is_standing, items) ON portal.agenda_template TO portal_app;

      CREATE POLICY agenda_proposal_seen ON portal.agenda_proposal FOR SELECT TO portal_app
        USING (${kept} OR agency_id = ${own});
      CREATE POLICY agenda_proposal_made ON portal.agenda_proposal FOR INSERT TO portal_app WITH CHECK (
        agency_id = ${own} AND council_id IN (SELECT sec.seated_councils()) AND created_by = (SELECT sec.actor_account())
        AND state = 'waiting'
        AND EXISTS (SELECT FROM portal.meeting m WHERE m.id = agenda_proposal.meeting_id AND m.state IN ('announced', 'postponed')));
      CREATE POLICY agenda_proposal_answered ON portal.agenda_proposal FOR UPDATE TO portal_app
        USING (${kept} AND state = 'waiting') WITH CHECK (${kept} AND state IN ('taken', 'declined'));
      CREATE POLICY agenda_proposal_withdrawn ON portal.agenda_proposal FOR UPDATE TO portal_app
        USING (agency_id = ${own} AND state = 'waiting') WITH CHECK (agency_id = ${own} AND state = 'withdrawn');
      GRANT UPDATE (state, reason, item_id, answered_at, version) ON portal.agenda_proposal TO portal_app;

      -- Whoever plans a meeting, and by whatever way: its agenda begins with what stands on every one of its council. Where nothing
      -- is said about that, it is the approval of the last minutes, once there has been a meeting before.
      CREATE FUNCTION portal.begin_agenda() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        standing jsonb;
        has_last boolean;
      BEGIN
        SELECT t.items INTO standing FROM portal.agenda_template t WHERE t.council_id = NEW.council_id AND t.is_standing;
        has_last := EXISTS (SELECT FROM portal.meeting m
            WHERE m.council_id = NEW.council_id AND m.id <> NEW.id AND m.state <> 'cancelled')
          OR EXISTS (SELECT FROM portal.council c WHERE c.id = NEW.council_id AND c.held_before > 0);
        IF standing IS NULL THEN
          standing := '[{"title": "前回議事録の承認", "type": "approval_of_minutes", "minutes": 5}]';
        END IF;
        INSERT INTO portal.agenda_item (id, meeting_id, council_id, position, number, begins_after, title, type, minutes_planned,
          presenter, text, visibility, created_by)
        SELECT gen_random_uuid(), NEW.id, NEW.council_id, row_number() OVER (ORDER BY s.at), row_number() OVER (ORDER BY s.at),
          CASE WHEN count(*) FILTER (WHERE s.item ->> 'minutes' IS NULL) OVER before = 0
            THEN coalesce(sum((s.item ->> 'minutes')::integer) OVER before, 0) END,
          s.item ->> 'title', s.item ->> 'type', (s.item ->> 'minutes')::integer, coalesce(s.item ->> 'presenter', ''),
          coalesce(s.item ->> 'text', ''), coalesce(s.item ->> 'visibility', 'members'), NEW.created_by
        FROM jsonb_array_elements(standing) WITH ORDINALITY s (item, at)
        WHERE (has_last OR s.item ->> 'type' <> 'approval_of_minutes') AND coalesce((s.item ->> 'level')::integer, 1) = 1
        WINDOW before AS (ORDER BY s.at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
        RETURN NEW;
      END $$;
      ALTER FUNCTION portal.begin_agenda() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.begin_agenda() FROM PUBLIC;
      GRANT SELECT ON portal.agenda_template TO policy_fn;
      GRANT INSERT ON portal.agenda_item TO policy_fn;
      CREATE TRIGGER meeting_begins_agenda AFTER INSERT ON portal.meeting FOR EACH ROW EXECUTE FUNCTION portal.begin_agenda();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER meeting_begins_agenda ON portal.meeting;
      DROP FUNCTION portal.begin_agenda();
      DROP TABLE portal.agenda_proposal, portal.agenda_template;
      ALTER TABLE portal.agenda_item DROP begins_after;
    `);
  }
}
