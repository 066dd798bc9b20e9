import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the search needs to count many facets at once, to say who is open now, and to show a line without a second look. */
export class WidenDirectorySearch1764000130000 implements MigrationInterface {
  name = 'WidenDirectorySearch1764000130000';

  async up(db: QueryRunner): Promise<void> {
    for (const table of ['search_doc', 'public_doc']) {
      await db.query(`
        ALTER TABLE portal.${table}
          -- Stands for everything that is counted but for the area and the free places: many agencies share one.
          ADD profile bigint NOT NULL DEFAULT 0,
          -- Stands for the opening rules of all services; null where nobody knows any.
          ADD opening bigint,
          -- Closed for a time: found, but never open, and last.
          ADD suspended boolean NOT NULL DEFAULT false;
      `);
    }
    await db.query(`
      -- What a profile stands for. Rows are only ever added; two changes at once may add the same, so a key may be there
      -- twice: a unique index would let one wait for the other's whole transaction.
      CREATE TABLE portal.search_profile (
        key bigint NOT NULL,
        type_no smallint NOT NULL,
        service_nos smallint[] NOT NULL,
        disability_nos smallint[] NOT NULL,
        features integer NOT NULL,
        opening bigint
      );
      CREATE INDEX search_profile_key ON portal.search_profile (key);

      -- The opening rules of an agency's services, one list element each; null where a service has none.
      CREATE TABLE portal.opening_pattern (
        key bigint NOT NULL,
        rules jsonb NOT NULL
      );
      CREATE INDEX opening_pattern_key ON portal.opening_pattern (key);

      -- One line of a list, as members and as the public see it.
      CREATE TABLE portal.search_card (
        agency_id uuid NOT NULL REFERENCES portal.agency ON DELETE CASCADE,
        face text NOT NULL CHECK (face IN ('members', 'public')),
        card json NOT NULL,
        PRIMARY KEY (agency_id, face)
      );
    `);
    // None of it is about a person, and all of it is derived: everybody reads, only the function below writes.
    for (const [table, seen] of [
      ['search_profile', 'true'],
      ['opening_pattern', 'true'],
      ['search_card', `face = 'public' OR (SELECT sec.actor_account()) IS NOT NULL`],
    ]) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_seen ON portal.${table} FOR SELECT TO portal_app USING (${seen});
        CREATE POLICY ${table}_worker ON portal.${table} FOR SELECT TO portal_worker, portal_operator USING (true);
        GRANT SELECT ON portal.${table} TO portal_app, portal_worker, portal_operator;
        GRANT SELECT, INSERT, DELETE ON portal.${table} TO policy_fn;
      `);
    }
    await db.query(`
      CREATE FUNCTION portal.profile_key(type_no smallint, service_nos smallint[], disability_nos smallint[], features integer,
        opening bigint) RETURNS bigint
      LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
        SELECT hashtextextended(concat_ws('|', type_no, service_nos::text, disability_nos::text, features, coalesce(opening, 0)), 0)
      $$;
      REVOKE EXECUTE ON FUNCTION portal.profile_key(smallint, smallint[], smallint[], integer, bigint) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.profile_key(smallint, smallint[], smallint[], integer, bigint) TO policy_fn, portal_operator;
    `);
    await db.query(putSearchDocs);
    await db.query(backfill);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.profile_key(smallint, smallint[], smallint[], integer, bigint) CASCADE;
      DROP TABLE portal.search_card, portal.opening_pattern, portal.search_profile;
      ALTER TABLE portal.public_doc DROP profile, DROP opening, DROP suspended;
      ALTER TABLE portal.search_doc DROP profile, DROP opening, DROP suspended;
    `);
  }
}

const columns = `type_no smallint, area_no smallint, fresh_on date, names text, kana text, facets integer[], body text,
  service_nos smallint[], disability_nos smallint[], features integer, latitude double precision, longitude double precision,
  openings jsonb, suspended boolean, card json`;

/** The same function as before, with what has come to the search entries. */
const putSearchDocs = `
  CREATE OR REPLACE FUNCTION portal.put_search_docs(ids uuid[], docs jsonb, published jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  BEGIN
    IF session_user = 'portal_app' AND (SELECT sec.actor_role()) IS DISTINCT FROM 'secretariat'
       AND EXISTS (SELECT FROM unnest(ids) AS i (id) WHERE i.id IS DISTINCT FROM (SELECT sec.actor_agency())) THEN
      RAISE insufficient_privilege USING MESSAGE = 'an agency writes its own search entry only';
    END IF;

    INSERT INTO portal.opening_pattern (key, rules)
    SELECT DISTINCT ON (o.key) o.key, x.openings
    FROM jsonb_to_recordset(docs || published) AS x(openings jsonb), hashtextextended(x.openings::text, 0) AS o (key)
    WHERE jsonb_typeof(x.openings) = 'array'
      AND NOT EXISTS (SELECT FROM portal.opening_pattern p WHERE p.key = o.key)
    ORDER BY o.key;
    INSERT INTO portal.search_profile (key, type_no, service_nos, disability_nos, features, opening)
    SELECT DISTINCT ON (k.key) k.key, x.type_no, x.service_nos, x.disability_nos, x.features, o.key
    FROM jsonb_to_recordset(docs || published) AS x(${columns}),
      hashtextextended(nullif(x.openings, 'null')::text, 0) AS o (key),
      portal.profile_key(x.type_no, x.service_nos, x.disability_nos, x.features, o.key) AS k (key)
    WHERE NOT EXISTS (SELECT FROM portal.search_profile p WHERE p.key = k.key)
    ORDER BY k.key;

    DELETE FROM portal.search_doc WHERE agency_id = ANY (ids);
    DELETE FROM portal.search_card WHERE agency_id = ANY (ids);
    INSERT INTO portal.search_card (agency_id, face, card)
    SELECT x.agency_id, 'members', x.card FROM jsonb_to_recordset(docs) AS x(agency_id uuid, card json) WHERE x.agency_id = ANY (ids)
    UNION ALL
    SELECT x.agency_id, 'public', x.card FROM jsonb_to_recordset(published) AS x(agency_id uuid, card json)
    WHERE x.agency_id = ANY (ids);
    INSERT INTO portal.search_doc (agency_id, type_no, area_no, open_until, few_until, none_until, fresh_on, names, kana,
      facets, body, service_nos, disability_nos, features, latitude, longitude, suspended, opening, profile)
    SELECT x.agency_id, x.type_no, x.area_no, v.open_until, v.few_until, v.none_until, x.fresh_on, x.names, x.kana,
      x.facets, x.body, x.service_nos, x.disability_nos, x.features, x.latitude, x.longitude, x.suspended, o.key,
      portal.profile_key(x.type_no, x.service_nos, x.disability_nos, x.features, o.key)
    FROM jsonb_to_recordset(docs) AS x(agency_id uuid, ${columns})
    CROSS JOIN LATERAL hashtextextended(nullif(x.openings, 'null')::text, 0) AS o (key)
    LEFT JOIN LATERAL portal.vacancy_spans(x.agency_id) v ON true
    WHERE x.agency_id = ANY (ids);

    -- An entry that looks the same to the public keeps the moment at which it last changed.
    DELETE FROM portal.public_doc p WHERE p.agency_id = ANY (ids) AND NOT EXISTS (
      SELECT FROM jsonb_to_recordset(published) AS x(agency_id uuid) WHERE x.agency_id = p.agency_id);
    INSERT INTO portal.public_doc AS p (agency_id, type_no, area_no, open_until, few_until, none_until, fresh_on, names,
      kana, facets, body, service_nos, disability_nos, features, latitude, longitude, suspended, opening, profile, on_page,
      in_open_data, entry)
    SELECT x.agency_id, x.type_no, x.area_no, v.open_until, v.few_until, v.none_until, x.fresh_on, x.names, x.kana,
      x.facets, x.body, x.service_nos, x.disability_nos, x.features, x.latitude, x.longitude, x.suspended, o.key,
      portal.profile_key(x.type_no, x.service_nos, x.disability_nos, x.features, o.key), x.on_page, x.in_open_data, x.entry
    FROM jsonb_to_recordset(published) AS x(agency_id uuid, ${columns}, on_page boolean, in_open_data boolean, entry jsonb)
    CROSS JOIN LATERAL hashtextextended(nullif(x.openings, 'null')::text, 0) AS o (key)
    LEFT JOIN LATERAL portal.vacancy_spans(x.agency_id) v ON true
    WHERE x.agency_id = ANY (ids)
    ON CONFLICT (agency_id) DO UPDATE SET
      type_no = excluded.type_no, area_no = excluded.area_no, open_until = excluded.open_until,
      few_until = excluded.few_until, none_until = excluded.none_until, fresh_on = excluded.fresh_on,
      names = excluded.names, kana = excluded.kana, facets = excluded.facets, body = excluded.body,
      service_nos = excluded.service_nos, disability_nos = excluded.disability_nos, features = excluded.features,
      latitude = excluded.latitude, longitude = excluded.longitude, suspended = excluded.suspended,
      opening = excluded.opening, profile = excluded.profile, on_page = excluded.on_page,
      in_open_data = excluded.in_open_data, entry = excluded.entry,
      changed_at = CASE WHEN p.entry = excluded.entry AND p.in_open_data = excluded.in_open_data
                        THEN p.changed_at ELSE now() END;
  END $$`;

/** Entries that are there already; what is missing in their lines comes with their next change. */
const backfill = `
  UPDATE portal.search_doc d SET suspended = (SELECT a.status = 'suspended' FROM portal.agency a WHERE a.id = d.agency_id),
    profile = portal.profile_key(d.type_no, d.service_nos, d.disability_nos, d.features, NULL);
  UPDATE portal.public_doc d SET suspended = (SELECT a.status = 'suspended' FROM portal.agency a WHERE a.id = d.agency_id),
    profile = portal.profile_key(d.type_no, d.service_nos, d.disability_nos, d.features, NULL);
  INSERT INTO portal.search_profile (key, type_no, service_nos, disability_nos, features)
  SELECT DISTINCT profile, type_no, service_nos, disability_nos, features FROM portal.search_doc
  UNION SELECT DISTINCT profile, type_no, service_nos, disability_nos, features FROM portal.public_doc;
  INSERT INTO portal.search_card (agency_id, face, card)
  SELECT a.id, f.face, json_build_object('name', a.name, 'kana', a.kana, 'status', a.status, 'isMember', a.is_member,
    'address', CASE WHEN NOT a.address_hidden AND (a.visibility->>'address') IS NULL THEN a.address END,
    'phone', CASE WHEN (a.visibility->>'phone') IS NULL THEN a.phone END, 'latitude', NULL, 'longitude', NULL,
    'services', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'kind', s.kind_code, 'name', s.name, 'capacity',
      s.capacity) ORDER BY s.id), '[]') FROM portal.service s WHERE s.agency_id = a.id AND s.ended_on IS NULL))
  FROM portal.agency a, (VALUES ('members'), ('public')) AS f (face)
  WHERE (f.face = 'members' AND EXISTS (SELECT FROM portal.search_doc d WHERE d.agency_id = a.id))
     OR (f.face = 'public' AND EXISTS (SELECT FROM portal.public_doc d WHERE d.agency_id = a.id))`;
