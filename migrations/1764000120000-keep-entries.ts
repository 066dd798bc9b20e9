import type { MigrationInterface, QueryRunner } from 'typeorm';

const keeps = `(agency_id = (SELECT sec.actor_agency()) OR (SELECT sec.actor_role()) = 'secretariat')`;

/** What agencies need to keep their entries themselves: order, removal, pictures and leaflets, announced changes. */
export class KeepEntries1764000120000 implements MigrationInterface {
  name = 'KeepEntries1764000120000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.service ADD sort smallint NOT NULL DEFAULT 0;
      GRANT UPDATE (sort) ON portal.service TO portal_app;

      -- A service that goes takes along what was told about its free places.
      ALTER TABLE portal.vacancy DROP CONSTRAINT vacancy_service_id_agency_id_fkey,
        ADD CONSTRAINT vacancy_service_id_agency_id_fkey FOREIGN KEY (service_id, agency_id)
          REFERENCES portal.service (id, agency_id) ON UPDATE CASCADE ON DELETE CASCADE;
      CREATE POLICY service_removed_by_keeper ON portal.service FOR DELETE TO portal_app USING (${keeps});
      GRANT DELETE ON portal.service TO portal_app;

      -- Everybody may know what an agency has announced for a later day.
      CREATE POLICY entry_change_announced ON portal.entry_change FOR SELECT TO portal_app
        USING (state = 'planned' AND kind = 'status' AND (SELECT sec.actor_account()) IS NOT NULL);
    `);

    await db.query(`
      -- Photographs and leaflets of an agency. What a file is was decided by its first octets.
      CREATE TABLE portal.agency_file (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        content_type text NOT NULL CHECK (content_type IN ('application/pdf', 'image/png', 'image/jpeg')),
        -- What the picture shows, or what the leaflet is called.
        words text NOT NULL CHECK (words <> ''),
        octets integer NOT NULL CHECK (octets > 0),
        width smallint,
        height smallint,
        visibility text NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'members', 'own')),
        sort smallint NOT NULL DEFAULT 0,
        body bytea NOT NULL,
        created_by uuid REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX agency_file_agency ON portal.agency_file (agency_id, sort);
      ALTER TABLE portal.agency_file ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.agency_file FORCE ROW LEVEL SECURITY;
      CREATE POLICY agency_file_seen_by_signed_in ON portal.agency_file FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL AND (visibility <> 'own' OR ${keeps}));
      CREATE POLICY agency_file_added_by_keeper ON portal.agency_file FOR INSERT TO portal_app WITH CHECK (${keeps});
      CREATE POLICY agency_file_changed_by_keeper ON portal.agency_file FOR UPDATE TO portal_app
        USING (${keeps}) WITH CHECK (${keeps});
      CREATE POLICY agency_file_removed_by_keeper ON portal.agency_file FOR DELETE TO portal_app USING (${keeps});
      CREATE POLICY agency_file_operator ON portal.agency_file TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, DELETE, UPDATE (agency_id, words, visibility, sort) ON portal.agency_file TO portal_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.agency_file TO portal_operator;

      -- The files that go with a published entry, for whoever is not signed in.
      CREATE FUNCTION portal.public_files(agency uuid)
      RETURNS TABLE (id uuid, content_type text, words text, octets integer, width smallint, height smallint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT f.id, f.content_type, f.words, f.octets, f.width, f.height
        FROM portal.agency_file f JOIN portal.public_doc d ON d.agency_id = f.agency_id AND d.on_page
        WHERE f.agency_id = agency AND f.visibility = 'public' ORDER BY f.sort, f.id
      $$;
      CREATE FUNCTION portal.public_file(file uuid) RETURNS TABLE (content_type text, words text, body bytea)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT f.content_type, f.words, f.body
        FROM portal.agency_file f JOIN portal.public_doc d ON d.agency_id = f.agency_id AND d.on_page
        WHERE f.id = file AND f.visibility = 'public'
      $$;
      GRANT SELECT ON portal.agency_file TO policy_fn;
      ALTER FUNCTION portal.public_files(uuid) OWNER TO policy_fn;
      ALTER FUNCTION portal.public_file(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.public_files(uuid), portal.public_file(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.public_files(uuid), portal.public_file(uuid) TO portal_app;
    `);

    await db.query(`
      -- Whoever is closed, even for a time, has no place free, whatever was told before.
      CREATE OR REPLACE FUNCTION portal.vacancy_spans(agency uuid)
      RETURNS TABLE (open_until date, few_until date, none_until date, as_of date)
      LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT max(coalesce(good_until, 'infinity')) FILTER (WHERE v.state = 'open' AND a.status = 'active'),
               max(coalesce(good_until, 'infinity')) FILTER (WHERE v.state = 'few' AND a.status = 'active'),
               max(coalesce(good_until, 'infinity')) FILTER (WHERE v.state = 'none' AND a.status = 'active'),
               max(v.as_of)
        FROM portal.vacancy v JOIN portal.agency a ON a.id = v.agency_id WHERE v.agency_id = agency
      $$;
      CREATE OR REPLACE FUNCTION portal.public_vacancies(agencies uuid[])
      RETURNS TABLE (agency_id uuid, service_id uuid, state text, available integer, as_of date, good_until date)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT v.agency_id, v.service_id, v.state, v.available, v.as_of, v.good_until
        FROM portal.vacancy v
        JOIN portal.public_doc d ON d.agency_id = v.agency_id
        JOIN portal.agency a ON a.id = v.agency_id AND a.status = 'active'
        WHERE v.agency_id = ANY (agencies)
      $$;
      GRANT SELECT ON portal.agency TO policy_fn;

      -- Lines that are not over yet, on either side of an agency, and whom to tell of it. The worker learns no more.
      CREATE FUNCTION sec.open_lines_with(agency uuid) RETURNS TABLE (referral_id uuid, number text, tell_agency_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT DISTINCT r.id, r.number, CASE WHEN l.agency_id = agency THEN l.source_agency_id ELSE l.agency_id END
        FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
        WHERE agency IN (l.agency_id, l.source_agency_id)
          AND l.status IN ('sent', 'received', 'reviewing', 'accepted', 'in_progress', 'reported', 'suspended')
      $$;
      GRANT SELECT ON portal.referral, portal.referral_line TO policy_fn;
      ALTER FUNCTION sec.open_lines_with(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.open_lines_with(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.open_lines_with(uuid) TO portal_worker;

      -- Everybody who works for the secretariat, with the agency in whose name they do.
      CREATE FUNCTION sec.secretariat_desk() RETURNS TABLE (account_id uuid, agency_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT m.account_id, m.agency_id
        FROM portal.membership m JOIN portal.account a ON a.id = m.account_id AND a.status = 'active'
        WHERE m.ended_at IS NULL AND m.role = 'secretariat' ORDER BY 1
      $$;
      ALTER FUNCTION sec.secretariat_desk() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.secretariat_desk() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.secretariat_desk() TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION sec.secretariat_desk(), sec.open_lines_with(uuid), portal.public_file(uuid), portal.public_files(uuid);
      DROP TABLE portal.agency_file;
      CREATE OR REPLACE FUNCTION portal.vacancy_spans(agency uuid)
      RETURNS TABLE (open_until date, few_until date, none_until date, as_of date)
      LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'open'),
               max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'few'),
               max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'none'),
               max(v.as_of)
        FROM portal.vacancy v WHERE v.agency_id = agency
      $$;
      CREATE OR REPLACE FUNCTION portal.public_vacancies(agencies uuid[])
      RETURNS TABLE (agency_id uuid, service_id uuid, state text, available integer, as_of date, good_until date)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT v.agency_id, v.service_id, v.state, v.available, v.as_of, v.good_until
        FROM portal.vacancy v JOIN portal.public_doc d ON d.agency_id = v.agency_id
        WHERE v.agency_id = ANY (agencies)
      $$;
      REVOKE SELECT ON portal.agency, portal.referral, portal.referral_line FROM policy_fn;
      DROP POLICY entry_change_announced ON portal.entry_change;
      DROP POLICY service_removed_by_keeper ON portal.service;
      REVOKE DELETE ON portal.service FROM portal_app;
      ALTER TABLE portal.vacancy DROP CONSTRAINT vacancy_service_id_agency_id_fkey,
        ADD CONSTRAINT vacancy_service_id_agency_id_fkey FOREIGN KEY (service_id, agency_id)
          REFERENCES portal.service (id, agency_id);
      ALTER TABLE portal.service DROP sort;
    `);
  }
}
