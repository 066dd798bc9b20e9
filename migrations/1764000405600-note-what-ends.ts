import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The calendar ends consents, and the scanner stops files: both are written down and told to whom they concern. */
export class NoteWhatEnds1764000405600 implements MigrationInterface {
  name = 'NoteWhatEnds1764000405600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Into the chain of the agency that keeps the consent, in nobody's name; once each. After a long standstill, too, but
      -- what ended before anybody wrote such things down is not made up for.
      CREATE FUNCTION sec.note_ended_consents() RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        ended record;
        e audit.entry;
        noted integer := 0;
      BEGIN
        FOR ended IN
          SELECT c.id, c.person_id, c.agency_id, what.action
          FROM portal.consent c CROSS JOIN LATERAL (
            SELECT CASE WHEN c.lapses_on IS NOT NULL AND c.lapses_on <= c.valid_until THEN 'consent.lapse' ELSE 'consent.expire' END
              AS action) what
          WHERE c.status = 'given'
            AND least(c.valid_until + 1, c.lapses_on) BETWEEN sec.today_in_japan() - 90 AND sec.today_in_japan()
            AND NOT EXISTS (SELECT FROM audit.entry n
              WHERE n.owner_agency_id = c.agency_id AND n.at > now() - interval '400 days' AND n.object_id = c.id
                AND n.action = what.action AND n.subject_id = c.person_id)
          ORDER BY c.agency_id, c.id
        LOOP
          e := NULL;
          e.chain := ended.agency_id; e.action := ended.action; e.outcome := 'done'; e.object_type := 'consent';
          e.object_id := ended.id; e.subject_id := ended.person_id; e.owner_agency_id := ended.agency_id; e.details := '{}';
          PERFORM audit.add(e);
          noted := noted + 1;
        END LOOP;
        RETURN noted;
      END $$;
      GRANT SELECT (id, person_id, agency_id, status, valid_until, lapses_on) ON portal.consent TO policy_fn;

      -- Who sent a file, and about whom, for the clock: whoever is not there any more leaves it to the desk.
      CREATE FUNCTION sec.uploader_of(upload uuid)
      RETURNS TABLE (account_id uuid, agency_id uuid, person_id uuid, is_evidence boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT (SELECT m.account_id FROM portal.membership m
            WHERE m.account_id = u.created_by AND m.agency_id = u.agency_id AND m.ended_at IS NULL LIMIT 1),
          u.agency_id, u.person_id, u.is_evidence
        FROM (
          SELECT a.created_by, a.agency_id, a.person_id, false AS is_evidence FROM portal.attachment a
          WHERE a.id = upload AND a.removed_at IS NULL
          UNION ALL
          SELECT e.created_by, e.agency_id, e.person_id, true FROM portal.consent_evidence e WHERE e.id = upload) u
      $$;
      GRANT SELECT (id, created_by, agency_id, person_id) ON portal.consent_evidence TO policy_fn;
      ALTER FUNCTION sec.note_ended_consents() OWNER TO policy_fn;
      ALTER FUNCTION sec.uploader_of(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.note_ended_consents(), sec.uploader_of(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.note_ended_consents(), sec.uploader_of(uuid) TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION sec.uploader_of(uuid), sec.note_ended_consents()');
  }
}
