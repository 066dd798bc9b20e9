import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = 'council_id IN (SELECT sec.kept_councils())';

/**
 * 次第: what a meeting is about, as a tree. What is for the secretariat alone is seen by nobody else; the rest by whoever sees the
 * meeting, once it is no draft any more: the wall of the meeting itself answers that.
 */
export class CreateAgenda1764000410300 implements MigrationInterface {
  name = 'CreateAgenda1764000410300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.agenda_item (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        parent_id uuid CHECK (parent_id <> id),
        -- Among those of the same parent, from 1.
        position integer NOT NULL CHECK (position > 0),
        -- As printed, 2-1; counted over all items, so that everybody calls an item by the same number whatever is hidden from him.
        number text NOT NULL CHECK (number ~ '^[0-9]+(-[0-9]+){0,2}$'),
        title text NOT NULL CHECK (title <> ''),
        type text NOT NULL CHECK (type IN ('report', 'discussion', 'decision', 'info', 'approval_of_minutes')),
        minutes_planned integer CHECK (minutes_planned BETWEEN 1 AND 600),
        presenter text NOT NULL DEFAULT '',
        text text NOT NULL DEFAULT '',
        -- Never wider than that of its parent.
        visibility text NOT NULL DEFAULT 'members' CHECK (visibility IN ('members', 'secretariat', 'public')),
        -- Where it comes from.
        carried_from_item_id uuid REFERENCES portal.agenda_item ON DELETE SET NULL,
        raised_by_agency_id uuid REFERENCES portal.agency,
        reported_from_meeting_id uuid REFERENCES portal.meeting,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, meeting_id),
        UNIQUE (id, meeting_id, council_id),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        FOREIGN KEY (parent_id, meeting_id) REFERENCES portal.agenda_item (id, meeting_id) ON DELETE CASCADE,
        -- At the end of a change: they swap places.
        UNIQUE NULLS NOT DISTINCT (meeting_id, parent_id, position) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX agenda_item_parent ON portal.agenda_item (parent_id) WHERE parent_id IS NOT NULL;
      CREATE INDEX agenda_item_carried ON portal.agenda_item (carried_from_item_id) WHERE carried_from_item_id IS NOT NULL;

      ALTER TABLE portal.agenda_item ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.agenda_item FORCE ROW LEVEL SECURITY;
      CREATE POLICY agenda_item_seen ON portal.agenda_item FOR SELECT TO portal_app
        USING (${kept} OR (visibility <> 'secretariat'
          AND EXISTS (SELECT FROM portal.meeting m WHERE m.id = agenda_item.meeting_id AND m.state <> 'draft')));
      CREATE POLICY agenda_item_made ON portal.agenda_item FOR INSERT TO portal_app
        WITH CHECK (${kept} AND created_by = (SELECT sec.actor_account()));
      CREATE POLICY agenda_item_kept ON portal.agenda_item FOR UPDATE TO portal_app USING (${kept}) WITH CHECK (${kept});
      -- What was held stays as it was.
      CREATE POLICY agenda_item_removed ON portal.agenda_item FOR DELETE TO portal_app
        USING (${kept} AND EXISTS (SELECT FROM portal.meeting m WHERE m.id = agenda_item.meeting_id
          AND m.state IN ('draft', 'announced', 'postponed')));
      CREATE POLICY agenda_item_worker ON portal.agenda_item TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT ON portal.agenda_item TO portal_worker, policy_fn;
      GRANT SELECT, INSERT, DELETE, UPDATE (parent_id, position, number, title, type, minutes_planned, presenter, text, visibility,
        carried_from_item_id, raised_by_agency_id, reported_from_meeting_id, version, updated_at) ON portal.agenda_item TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.agenda_item');
  }
}
