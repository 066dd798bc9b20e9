import type { MigrationInterface, QueryRunner } from 'typeorm';

const over = `'completed', 'declined', 'redirected', 'cancelled', 'person_declined', 'not_selected', 'expired', 'failed', 'error'`;

/** How often and for what a closed package may be opened in an emergency, and that the review is the owner's alone. */
export class LimitEmergencies1764000397000 implements MigrationInterface {
  name = 'LimitEmergencies1764000397000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Which limit the one who asks has reached on a line of their agency; NULL when they may open it.
      CREATE FUNCTION sec.emergency_limit(line uuid) RETURNS text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT CASE
          WHEN l.status IN (${over}) AND coalesce(l.closed_at, l.changed_at) < now() - interval '90 days' THEN 'over'
          WHEN EXISTS (SELECT FROM portal.emergency_opening o WHERE o.line_id = l.id AND o.account_id = (SELECT sec.actor_account())
            AND o.ended_at IS NULL AND o.ends_at > now()) THEN 'open'
          WHEN (SELECT sec.actor_role()) IS DISTINCT FROM 'manager' AND EXISTS (SELECT FROM portal.emergency_opening o
            WHERE o.line_id = l.id AND o.agency_id = l.agency_id AND o.finding = 'not_justified') THEN 'manager'
          WHEN (SELECT count(*) FROM portal.emergency_opening o WHERE o.account_id = (SELECT sec.actor_account())
            AND o.opened_at > now() - interval '24 hours') >= 5 THEN 'often' END
        FROM portal.referral_line l WHERE l.id = line AND l.agency_id = (SELECT sec.case_agency())
      $$;
      ALTER FUNCTION sec.emergency_limit(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.emergency_limit(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.emergency_limit(uuid) TO portal_app;

      CREATE FUNCTION portal.limit_emergency() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        -- One after the other, so that two at once do not both find the place free.
        PERFORM pg_advisory_xact_lock(hashtextextended('emergency ' || NEW.account_id, 0));
        IF sec.emergency_limit(NEW.line_id) IS NOT NULL THEN
          RAISE EXCEPTION 'no more openings here' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.limit_emergency() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.limit_emergency() TO portal_app;
      CREATE TRIGGER emergency_is_limited BEFORE INSERT ON portal.emergency_opening
        FOR EACH ROW EXECUTE FUNCTION portal.limit_emergency();

      CREATE OR REPLACE FUNCTION portal.guard_emergency() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      DECLARE
        reviews boolean := (OLD.reviewed_by, OLD.reviewed_at, OLD.finding, OLD.finding_note)
          IS DISTINCT FROM (NEW.reviewed_by, NEW.reviewed_at, NEW.finding, NEW.finding_note);
        ends boolean := OLD.ended_at IS DISTINCT FROM NEW.ended_at;
      BEGIN
        IF reviews AND (OLD.source_agency_id IS DISTINCT FROM sec.case_agency()
             OR sec.actor_role() IS DISTINCT FROM 'manager' OR NEW.reviewed_by IS DISTINCT FROM sec.actor_account()
             OR OLD.reviewed_at IS NOT NULL OR NEW.reviewed_at IS NULL OR NEW.finding IS NULL) THEN
          RAISE EXCEPTION 'the owner reviews, once and whole' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF ends AND OLD.account_id IS DISTINCT FROM sec.actor_account() THEN
          RAISE EXCEPTION 'whoever opened it ends it' USING ERRCODE = 'insufficient_privilege';
        END IF;
        -- A count that runs by itself would turn every review away as too late.
        IF NEW.version <> OLD.version AND NOT (NEW.version = OLD.version + 1 AND (reviews OR ends)) THEN
          RAISE EXCEPTION 'the version counts what was done' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      DROP TRIGGER emergency_is_guarded ON portal.emergency_opening;
      CREATE TRIGGER emergency_is_guarded BEFORE UPDATE ON portal.emergency_opening
        FOR EACH ROW EXECUTE FUNCTION portal.guard_emergency();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The stricter guard stays: whoever made it drops it.
      DROP TRIGGER emergency_is_limited ON portal.emergency_opening;
      DROP FUNCTION portal.limit_emergency(), sec.emergency_limit(uuid);
    `);
  }
}
