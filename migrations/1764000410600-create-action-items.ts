import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = '(SELECT sec.actor_agency())';
const kept = '(SELECT sec.kept_councils())';
const seated = '(SELECT sec.seated_councils())';
/** The secretariat of the council that has it, and of those that had it. */
const keeps = `(council_id IN ${kept} OR former_council_ids && ARRAY${kept})`;

/** 対応事項: one row for the whole life of an item; what happens to it is added as events, at meetings and between them. */
export class CreateActionItems1764000410600 implements MigrationInterface {
  name = 'CreateActionItems1764000410600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.action_item (
        id uuid PRIMARY KEY,
        -- Where it is followed up now.
        council_id uuid NOT NULL REFERENCES portal.council,
        -- Where it was before it was moved, the first one first.
        former_council_ids uuid[] NOT NULL DEFAULT '{}',
        -- At which meeting it was raised; it keeps it when the item moves to another council.
        meeting_id uuid REFERENCES portal.meeting,
        task text NOT NULL CHECK (task <> ''),
        owner_agency_id uuid REFERENCES portal.agency,
        owner_name text NOT NULL DEFAULT '',
        due_on date,
        priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('high', 'normal', 'low')),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'in_progress', 'done', 'cancelled')),
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (owner_agency_id IS NOT NULL OR owner_name <> ''),
        CHECK ((state IN ('done', 'cancelled')) = (closed_at IS NOT NULL)),
        CHECK (council_id <> ALL (former_council_ids))
      );
      CREATE INDEX action_item_of ON portal.action_item (council_id, due_on);
      CREATE INDEX action_item_owner ON portal.action_item (owner_agency_id, due_on) WHERE owner_agency_id IS NOT NULL;
      CREATE INDEX action_item_meeting ON portal.action_item (meeting_id) WHERE meeting_id IS NOT NULL;
      CREATE INDEX action_item_due ON portal.action_item (due_on) WHERE closed_at IS NULL;

      CREATE TABLE portal.action_event (
        id uuid PRIMARY KEY,
        action_item_id uuid NOT NULL REFERENCES portal.action_item,
        -- The council that had it then.
        council_id uuid NOT NULL REFERENCES portal.council,
        meeting_id uuid,
        kind text NOT NULL CHECK (kind IN ('raise', 'note', 'state', 'change', 'carry', 'move')),
        from_state text,
        to_state text,
        note text NOT NULL DEFAULT '',
        agency_id uuid NOT NULL REFERENCES portal.agency,
        account_id uuid NOT NULL REFERENCES portal.account,
        at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        CHECK ((kind = 'state') = (from_state IS NOT NULL AND to_state IS NOT NULL)),
        CHECK (kind <> 'carry' OR meeting_id IS NOT NULL)
      );
      CREATE INDEX action_event_of ON portal.action_event (action_item_id, at);
      CREATE UNIQUE INDEX action_event_carry ON portal.action_event (meeting_id, action_item_id) WHERE kind = 'carry';

      ALTER TABLE portal.action_item ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.action_item FORCE ROW LEVEL SECURITY;
      ALTER TABLE portal.action_event ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.action_event FORCE ROW LEVEL SECURITY;

      CREATE POLICY action_item_worker ON portal.action_item FOR SELECT TO portal_worker USING (true);
      CREATE POLICY action_item_seen ON portal.action_item FOR SELECT TO portal_app USING (
        owner_agency_id = ${own} OR ${keeps} OR council_id IN ${seated} OR former_council_ids && ARRAY${seated});
      CREATE POLICY action_item_raised ON portal.action_item FOR INSERT TO portal_app
        WITH CHECK (council_id IN ${kept} AND created_by = (SELECT sec.actor_account()));
      CREATE POLICY action_item_kept ON portal.action_item FOR UPDATE TO portal_app USING (${keeps}) WITH CHECK (${keeps});
      CREATE POLICY action_item_done ON portal.action_item FOR UPDATE TO portal_app
        USING (owner_agency_id = ${own}) WITH CHECK (owner_agency_id = ${own});

      CREATE POLICY action_event_seen ON portal.action_event FOR SELECT TO portal_app
        USING (action_item_id IN (SELECT id FROM portal.action_item));
      CREATE POLICY action_event_added ON portal.action_event FOR INSERT TO portal_app WITH CHECK (
        agency_id = ${own} AND account_id = (SELECT sec.actor_account()) AND action_item_id IN (
          SELECT id FROM portal.action_item WHERE owner_agency_id = ${own} OR ${keeps}));

      GRANT SELECT ON portal.action_item TO portal_worker;
      GRANT SELECT, INSERT ON portal.action_item, portal.action_event TO portal_app;
      GRANT UPDATE (council_id, former_council_ids, task, owner_agency_id, owner_name, due_on, priority, state, closed_at, version,
        updated_at) ON portal.action_item TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.action_event, portal.action_item');
  }
}
