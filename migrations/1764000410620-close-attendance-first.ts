import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = '(SELECT sec.actor_agency())';
const kept = '(SELECT sec.kept_councils())';
const seated = '(SELECT sec.seated_councils())';
const keeps = `(council_id IN ${kept} OR former_council_ids && ARRAY${kept})`;
const sits = `(council_id IN ${seated} OR former_council_ids && ARRAY${seated})`;

/**
 * Minutes are approved once it is settled who was there; and what was given to somebody under an item for the secretariat alone is
 * shown to no more people than the item.
 */
export class CloseAttendanceFirst1764000410620 implements MigrationInterface {
  name = 'CloseAttendanceFirst1764000410620';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The list itself holds the word of the day: whoever approves minutes learns only whether it is finished.
      CREATE FUNCTION sec.attendance_is_open(meeting uuid) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT EXISTS (SELECT FROM portal.meeting m WHERE m.id = attendance_is_open.meeting
          AND (session_user = 'portal_worker' OR m.council_id IN (SELECT sec.kept_councils())
            OR m.council_id IN (SELECT sec.chaired_councils()))
          AND NOT EXISTS (SELECT FROM portal.attendance_list l WHERE l.meeting_id = m.id AND l.closed_at IS NOT NULL)
          AND (EXISTS (SELECT FROM portal.attendance_list l WHERE l.meeting_id = m.id)
            OR EXISTS (SELECT FROM portal.council_seat s WHERE s.council_id = m.council_id
              AND m.start_local::date BETWEEN s.from_on AND coalesce(s.until_on, 'infinity'))))
      $$;
      CREATE FUNCTION sec.is_closed_item(item uuid) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT (SELECT sec.actor_agency()) IS NOT NULL
          AND EXISTS (SELECT FROM portal.agenda_item i WHERE i.id = item AND i.visibility = 'secretariat')
      $$;
    `);
    for (const [name, roles] of [
      ['attendance_is_open(uuid)', 'portal_app, portal_worker'],
      ['is_closed_item(uuid)', 'portal_app'],
    ])
      await db.query(`
        ALTER FUNCTION sec.${name} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION sec.${name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION sec.${name} TO ${roles};
      `);
    await db.query(`
      DROP POLICY action_item_seen ON portal.action_item;
      CREATE POLICY action_item_seen ON portal.action_item FOR SELECT TO portal_app USING (
        owner_agency_id = ${own} OR ${keeps} OR council_id IN (SELECT sec.chaired_councils())
        OR (${sits} AND (agenda_item_id IS NULL OR NOT sec.is_closed_item(agenda_item_id))));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY action_item_seen ON portal.action_item;
      CREATE POLICY action_item_seen ON portal.action_item FOR SELECT TO portal_app USING (
        owner_agency_id = ${own} OR ${keeps} OR ${sits});
      DROP FUNCTION sec.is_closed_item(uuid), sec.attendance_is_open(uuid);
    `);
  }
}
