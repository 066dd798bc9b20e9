import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
const over = 'coalesce(h.overlap_until, h.moves_on - 1)';

/** 定着確認 goes where the person goes: after the overlap of a hand-over the new main agency asks, with rows of its own. */
export class MoveCheckUps1764000407000 implements MigrationInterface {
  name = 'MoveCheckUps1764000407000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The new agency has no record of the person here: its row is about the line alone.
      ALTER TABLE portal.check_up ALTER COLUMN person_id DROP NOT NULL,
        DROP CONSTRAINT check_up_state_check,
        ADD CONSTRAINT check_up_state_check CHECK (state IN ('open', 'done', 'dropped', 'moved')),
        ADD CONSTRAINT check_up_of_somebody CHECK (person_id IS NOT NULL OR line_id IS NOT NULL);
      CREATE INDEX check_up_line ON portal.check_up (line_id) WHERE state = 'open';
      -- Knowing the id of another agency's line is not enough to hang a check on it.
      CREATE POLICY check_up_of_own_line ON portal.check_up AS RESTRICTIVE FOR INSERT TO portal_app
        WITH CHECK (line_id IS NULL OR EXISTS (SELECT FROM portal.referral_line l
          WHERE l.id = line_id AND ${here} IN (l.agency_id, l.source_agency_id)));
      GRANT UPDATE (state, version) ON portal.check_up TO policy_fn;
    `);
    await db.query(planning(true));
    await db.query(reminding(true));
    await db.query(`
      -- Moves what is still to be asked once the overlap is over; answers the agencies that have something new.
      CREATE FUNCTION portal.move_check_ups(today date) RETURNS TABLE (agency_id uuid, moved integer)
      LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
        WITH due AS (
          SELECT c.id, h.agency_id AS takes FROM portal.check_up c
          JOIN portal.handover h ON h.line_id = c.line_id AND h.source_agency_id = c.agency_id
          JOIN portal.referral_line l ON l.id = c.line_id
          WHERE c.state = 'open' AND ${over} < today AND l.status IN ('in_progress', 'reported', 'completed')
          ORDER BY c.id FOR UPDATE OF c
        ), gone AS (
          UPDATE portal.check_up c SET state = 'moved', version = c.version + 1 FROM due d WHERE c.id = d.id
          RETURNING c.kind, c.due_on, c.referral_id, c.line_id, d.takes
        ), come AS (
          INSERT INTO portal.check_up (id, agency_id, referral_id, line_id, kind, due_on)
          SELECT gen_random_uuid(), g.takes, g.referral_id, g.line_id, g.kind, g.due_on FROM gone g
          ON CONFLICT DO NOTHING RETURNING check_up.agency_id
        )
        SELECT c.agency_id, count(*)::int FROM come c GROUP BY c.agency_id
      $$;
      ALTER FUNCTION portal.move_check_ups(date) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.move_check_ups(date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.move_check_ups(date) TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(planning(false));
    await db.query(reminding(false));
    await db.query(`
      DROP FUNCTION portal.move_check_ups(date);
      DELETE FROM portal.check_up WHERE person_id IS NULL;
      UPDATE portal.check_up SET state = 'open' WHERE state = 'moved';
      DROP POLICY check_up_of_own_line ON portal.check_up;
      DROP INDEX portal.check_up_line;
      ALTER TABLE portal.check_up DROP CONSTRAINT check_up_of_somebody,
        DROP CONSTRAINT check_up_state_check,
        ADD CONSTRAINT check_up_state_check CHECK (state IN ('open', 'done', 'dropped')),
        ALTER COLUMN person_id SET NOT NULL;
      REVOKE UPDATE (state, version) ON portal.check_up FROM policy_fn;
    `);
  }
}

/** Whoever was registered, employed or stayed at work is asked how they are, by whoever is in charge by then. */
function planning(moves: boolean): string {
  const handed = moves
    ? `EXISTS (SELECT FROM portal.handover h WHERE h.line_id = NEW.id AND ${over} < sec.today_in_japan())`
    : 'false';
  return `
    CREATE OR REPLACE FUNCTION portal.plan_check_ups() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    DECLARE
      handed boolean := ${handed};
    BEGIN
      IF (SELECT r.result FROM portal.referral_report r WHERE r.line_id = NEW.id ORDER BY r.created_at DESC, r.id DESC LIMIT 1)
           IN ('registered', 'employed', 'retained') THEN
        INSERT INTO portal.check_up (id, agency_id, person_id, referral_id, line_id, kind, due_on)
        SELECT gen_random_uuid(), CASE WHEN handed THEN NEW.agency_id ELSE NEW.source_agency_id END,
          CASE WHEN handed THEN NULL ELSE NEW.person_id END, NEW.referral_id, NEW.id, 'month_' || m,
          (sec.today_in_japan() + make_interval(months => m))::date
        FROM unnest(ARRAY[1, 3, 6, 12]) AS m
        ON CONFLICT DO NOTHING;
      END IF;
      RETURN NULL;
    END $$;
  `;
}

/** What is due is said once a week until somebody has done it; nobody is asked after the dead. */
function reminding(moves: boolean): string {
  const elsewhere = moves
    ? `OR (c.person_id IS NULL AND NOT EXISTS (SELECT FROM portal.referral_line l JOIN portal.person p ON p.id = l.person_id
         WHERE l.id = c.line_id AND p.status = 'died'))`
    : '';
  return `
    CREATE OR REPLACE FUNCTION portal.remind_check_ups(today date) RETURNS TABLE (agency_id uuid, due integer)
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
      WITH said AS (
        UPDATE portal.check_up c SET reminded_on = today
        WHERE c.state = 'open' AND c.due_on <= today AND (c.reminded_on IS NULL OR c.reminded_on <= today - 7)
          AND (EXISTS (SELECT FROM portal.person p WHERE p.id = c.person_id AND p.status = 'open') ${elsewhere})
        RETURNING c.agency_id
      )
      SELECT s.agency_id, count(*)::int FROM said s GROUP BY s.agency_id
    $$;
  `;
}
