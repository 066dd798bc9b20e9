import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What can be found by whom: the members' search table grows its facets, and the public gets one of its own. */
export class PublishEntries1764000101000 implements MigrationInterface {
  name = 'PublishEntries1764000101000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.search_doc
        ADD service_nos smallint[] NOT NULL DEFAULT '{}',
        ADD disability_nos smallint[] NOT NULL DEFAULT '{}',
        -- One bit per feature: open on Saturdays, takes visitors, …; the order is that of searchFeatures.
        ADD features integer NOT NULL DEFAULT 0,
        ADD latitude double precision,
        ADD longitude double precision;

      -- The published part of each entry that may be published at all, to search in and to show. Whoever is not signed in
      -- reads nothing else; like portal.search_doc it has no row-level security, which would keep its index from being used.
      CREATE TABLE portal.public_doc (
        LIKE portal.search_doc INCLUDING DEFAULTS,
        PRIMARY KEY (agency_id),
        FOREIGN KEY (agency_id) REFERENCES portal.agency ON DELETE CASCADE,
        on_page boolean NOT NULL,
        in_open_data boolean NOT NULL,
        -- The entry with its public fields alone, as the pages and the open data show it.
        entry jsonb NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        CHECK (on_page OR in_open_data)
      );
      CREATE INDEX public_doc_tokens ON portal.public_doc USING gin (portal.search_tokens(body, facets));
      GRANT SELECT ON portal.public_doc TO portal_app, portal_worker;
      GRANT SELECT ON portal.search_doc TO portal_worker;

      -- Writes the search entries of these agencies anew; those that are not in the lists have none any more. In the name
      -- of a session only for entries that the actor keeps.
      CREATE FUNCTION portal.put_search_docs(ids uuid[], docs jsonb, published jsonb) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF session_user = 'portal_app' AND (SELECT sec.actor_role()) IS DISTINCT FROM 'secretariat'
           AND EXISTS (SELECT FROM unnest(ids) AS i (id) WHERE i.id IS DISTINCT FROM (SELECT sec.actor_agency())) THEN
          RAISE insufficient_privilege USING MESSAGE = 'an agency writes its own search entry only';
        END IF;
        DELETE FROM portal.search_doc WHERE agency_id = ANY (ids);
        INSERT INTO portal.search_doc (agency_id, type_no, area_no, open_until, few_until, none_until, fresh_on, names, kana,
          facets, body, service_nos, disability_nos, features, latitude, longitude)
        SELECT x.agency_id, x.type_no, x.area_no, v.open_until, v.few_until, v.none_until, x.fresh_on, x.names, x.kana,
          x.facets, x.body, x.service_nos, x.disability_nos, x.features, x.latitude, x.longitude
        FROM jsonb_to_recordset(docs) AS x(agency_id uuid, type_no smallint, area_no smallint, fresh_on date, names text,
          kana text, facets integer[], body text, service_nos smallint[], disability_nos smallint[], features integer,
          latitude double precision, longitude double precision)
        LEFT JOIN LATERAL portal.vacancy_spans(x.agency_id) v ON true
        WHERE x.agency_id = ANY (ids);

        -- An entry that looks the same to the public keeps the moment at which it last changed.
        DELETE FROM portal.public_doc p WHERE p.agency_id = ANY (ids) AND NOT EXISTS (
          SELECT FROM jsonb_to_recordset(published) AS x(agency_id uuid) WHERE x.agency_id = p.agency_id);
        INSERT INTO portal.public_doc AS p (agency_id, type_no, area_no, open_until, few_until, none_until, fresh_on, names,
          kana, facets, body, service_nos, disability_nos, features, latitude, longitude, on_page, in_open_data, entry)
        SELECT x.agency_id, x.type_no, x.area_no, v.open_until, v.few_until, v.none_until, x.fresh_on, x.names, x.kana,
          x.facets, x.body, x.service_nos, x.disability_nos, x.features, x.latitude, x.longitude, x.on_page,
          x.in_open_data, x.entry
        FROM jsonb_to_recordset(published) AS x(agency_id uuid, type_no smallint, area_no smallint, fresh_on date,
          names text, kana text, facets integer[], body text, service_nos smallint[], disability_nos smallint[],
          features integer, latitude double precision, longitude double precision, on_page boolean, in_open_data boolean,
          entry jsonb)
        LEFT JOIN LATERAL portal.vacancy_spans(x.agency_id) v ON true
        WHERE x.agency_id = ANY (ids)
        ON CONFLICT (agency_id) DO UPDATE SET
          type_no = excluded.type_no, area_no = excluded.area_no, open_until = excluded.open_until,
          few_until = excluded.few_until, none_until = excluded.none_until, fresh_on = excluded.fresh_on,
          names = excluded.names, kana = excluded.kana, facets = excluded.facets, body = excluded.body,
          service_nos = excluded.service_nos, disability_nos = excluded.disability_nos, features = excluded.features,
          latitude = excluded.latitude, longitude = excluded.longitude, on_page = excluded.on_page,
          in_open_data = excluded.in_open_data, entry = excluded.entry,
          changed_at = CASE WHEN p.entry = excluded.entry AND p.in_open_data = excluded.in_open_data
                            THEN p.changed_at ELSE now() END;
      END $$;

      -- Until which day each state of a free place holds good, over all services of an agency.
      CREATE FUNCTION portal.vacancy_spans(agency uuid)
      RETURNS TABLE (open_until date, few_until date, none_until date, as_of date)
      LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'open'),
               max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'few'),
               max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'none'),
               max(v.as_of)
        FROM portal.vacancy v WHERE v.agency_id = agency
      $$;
      CREATE OR REPLACE FUNCTION portal.vacancy_to_search() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        UPDATE portal.search_doc d
        SET open_until = v.open_until, few_until = v.few_until, none_until = v.none_until,
            fresh_on = greatest(d.fresh_on, v.as_of)
        FROM portal.vacancy_spans(NEW.agency_id) v WHERE d.agency_id = NEW.agency_id;
        UPDATE portal.public_doc d
        SET open_until = v.open_until, few_until = v.few_until, none_until = v.none_until,
            fresh_on = greatest(d.fresh_on, v.as_of), changed_at = now()
        FROM portal.vacancy_spans(NEW.agency_id) v WHERE d.agency_id = NEW.agency_id;
        RETURN NULL;
      END $$;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.search_doc, portal.public_doc TO policy_fn;
      ALTER FUNCTION portal.put_search_docs(uuid[], jsonb, jsonb) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.put_search_docs(uuid[], jsonb, jsonb) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.put_search_docs(uuid[], jsonb, jsonb) TO portal_app, portal_worker, portal_operator;
      REVOKE EXECUTE ON FUNCTION portal.vacancy_spans(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.vacancy_spans(uuid) TO policy_fn, portal_operator, portal_worker, portal_app;
      GRANT EXECUTE ON FUNCTION portal.search_tokens(text, integer[]) TO portal_worker;

      -- Free places as the public sees them: what is told, never by whom.
      CREATE FUNCTION portal.public_vacancies(agencies uuid[])
      RETURNS TABLE (agency_id uuid, service_id uuid, state text, available integer, as_of date, good_until date)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT v.agency_id, v.service_id, v.state, v.available, v.as_of, v.good_until
        FROM portal.vacancy v JOIN portal.public_doc d ON d.agency_id = v.agency_id
        WHERE v.agency_id = ANY (agencies)
      $$;
      ALTER FUNCTION portal.public_vacancies(uuid[]) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.public_vacancies(uuid[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.public_vacancies(uuid[]) TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.public_vacancies(uuid[]);
      CREATE OR REPLACE FUNCTION portal.vacancy_to_search() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        UPDATE portal.search_doc d
        SET open_until = v.open_until, few_until = v.few_until, none_until = v.none_until,
            fresh_on = greatest(d.fresh_on, v.as_of)
        FROM portal.vacancy_spans(NEW.agency_id) v WHERE d.agency_id = NEW.agency_id;
        RETURN NULL;
      END $$;
      DROP FUNCTION portal.put_search_docs(uuid[], jsonb, jsonb);
      DROP TABLE portal.public_doc;
      ALTER TABLE portal.search_doc DROP service_nos, DROP disability_nos, DROP features, DROP latitude, DROP longitude;
    `);
  }
}
