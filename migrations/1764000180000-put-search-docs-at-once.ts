import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A whole list becomes findable in a fraction of the time: its JSON is taken apart once, and its open data are listed together. */
export class PutSearchDocsAtOnce1764000180000 implements MigrationInterface {
  name = 'PutSearchDocsAtOnce1764000180000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT UPDATE ON portal.search_card TO policy_fn;
      -- Without a setting of its own it becomes part of the statement that asks it: every name in it has its schema.
      ALTER FUNCTION portal.vacancy_spans(uuid) RESET search_path;
    `);
    await db.query(putSearchDocs);
    await db.query(termsOfEntries);
    await db.query(listOpenItems);
    await db.query(retirePages);
  }

  async down(): Promise<void> {
    // What stands in the tables is the same: the functions before had it from the same values, only slower.
  }
}

const columns = `type_no, area_no, open_until, few_until, none_until, fresh_on, names, kana, facets, body, service_nos,
  disability_nos, features, latitude, longitude, suspended, opening, profile`;
const anew = columns.split(/,\s+/).map((column) => `${column} = excluded.${column}`);

const putSearchDocs = `
  CREATE OR REPLACE FUNCTION portal.put_search_docs(ids uuid[], docs jsonb, published jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  BEGIN
    IF session_user = 'portal_app' AND (SELECT sec.actor_role()) IS DISTINCT FROM 'secretariat'
       AND EXISTS (SELECT FROM unnest(ids) AS i (id) WHERE i.id IS DISTINCT FROM (SELECT sec.actor_agency())) THEN
      RAISE insufficient_privilege USING MESSAGE = 'an agency writes its own search entry only';
    END IF;

    -- Whoever is not in a list is not found any more. Before anything is written: a published service is listed once.
    DELETE FROM portal.search_doc WHERE agency_id = ANY (ids)
      AND agency_id NOT IN (SELECT (d ->> 'agency_id')::uuid FROM jsonb_array_elements(docs) AS l (d));
    DELETE FROM portal.search_card WHERE agency_id = ANY (ids) AND face = 'members'
      AND agency_id NOT IN (SELECT (d ->> 'agency_id')::uuid FROM jsonb_array_elements(docs) AS l (d));
    DELETE FROM portal.public_doc WHERE agency_id = ANY (ids)
      AND agency_id NOT IN (SELECT (d ->> 'agency_id')::uuid FROM jsonb_array_elements(published) AS l (d));
    DELETE FROM portal.search_card WHERE agency_id = ANY (ids) AND face = 'public'
      AND agency_id NOT IN (SELECT (d ->> 'agency_id')::uuid FROM jsonb_array_elements(published) AS l (d));

    -- One search entry may stand for both faces: members and the public mostly see the same.
    WITH given AS MATERIALIZED (
      SELECT x.*, v.open_until, v.few_until, v.none_until, o.key AS opening,
        portal.profile_key(x.type_no, x.service_nos, x.disability_nos, x.features, o.key) AS profile
      FROM jsonb_to_recordset(docs) AS x(agency_id uuid, faces text[], type_no smallint, area_no smallint, fresh_on date,
        names text, kana text, facets integer[], body text, service_nos smallint[], disability_nos smallint[],
        features integer, latitude double precision, longitude double precision, openings jsonb, suspended boolean, card json)
      CROSS JOIN LATERAL hashtextextended(nullif(x.openings, 'null')::text, 0) AS o (key)
      LEFT JOIN LATERAL portal.vacancy_spans(x.agency_id) v ON true
      WHERE x.agency_id = ANY (ids)
    ), patterns AS (
      INSERT INTO portal.opening_pattern (key, rules)
      SELECT DISTINCT ON (g.opening) g.opening, g.openings FROM given g
      WHERE jsonb_typeof(g.openings) = 'array'
        AND NOT EXISTS (SELECT FROM portal.opening_pattern p WHERE p.key = g.opening)
      ORDER BY g.opening
    ), profiles AS (
      INSERT INTO portal.search_profile (key, type_no, service_nos, disability_nos, features, opening)
      SELECT DISTINCT ON (g.profile) g.profile, g.type_no, g.service_nos, g.disability_nos, g.features, g.opening FROM given g
      WHERE NOT EXISTS (SELECT FROM portal.search_profile p WHERE p.key = g.profile)
      ORDER BY g.profile
    ), cards AS (
      INSERT INTO portal.search_card (agency_id, face, card)
      SELECT g.agency_id, f.face, g.card FROM given g, unnest(g.faces) AS f (face)
      ON CONFLICT (agency_id, face) DO UPDATE SET card = excluded.card
    ), members AS (
      INSERT INTO portal.search_doc (agency_id, ${columns})
      SELECT g.agency_id, ${columns.replace(/\b(?=[a-z])/g, 'g.')} FROM given g WHERE 'members' = ANY (g.faces)
      ON CONFLICT (agency_id) DO UPDATE SET ${anew.join(', ')}
    )
    INSERT INTO portal.public_doc AS p (agency_id, ${columns}, on_page, in_open_data, entry)
    SELECT g.agency_id, ${columns.replace(/\b(?=[a-z])/g, 'g.')}, x.on_page, x.in_open_data, x.entry
    FROM given g
    JOIN jsonb_to_recordset(published) AS x(agency_id uuid, on_page boolean, in_open_data boolean, entry jsonb)
      ON x.agency_id = g.agency_id
    WHERE 'public' = ANY (g.faces)
    ON CONFLICT (agency_id) DO UPDATE SET ${anew.join(', ')},
      on_page = excluded.on_page, in_open_data = excluded.in_open_data, entry = excluded.entry,
      -- An entry that looks the same to the public keeps the moment at which it last changed.
      changed_at = CASE WHEN p.entry = excluded.entry AND p.in_open_data = excluded.in_open_data
                        THEN p.changed_at ELSE now() END;
  END $$`;

/** What an entry can be narrowed by; "any of a kind" only where there is one. Most lists are empty: they are not opened at all. */
const termsOfEntries = `
  CREATE OR REPLACE FUNCTION portal.terms_of_agency(entry jsonb) RETURNS text[]
  LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
  DECLARE
    terms text[] := ARRAY['type', 'type:' || (entry ->> 'type')];
    fields text[] := array_remove(ARRAY[
      CASE WHEN entry ->> 'kana' <> '' THEN 'field:kana' END,
      CASE WHEN entry ->> 'legalName' <> '' THEN 'field:legal_name' END,
      CASE WHEN entry ->> 'plainDescription' <> '' THEN 'field:plain_description' END,
      CASE WHEN entry -> 'aliases' ->> 0 <> '' THEN 'field:alias' END,
      CASE WHEN entry -> 'formerNames' ->> 0 <> '' THEN 'field:former_name' END], NULL);
  BEGIN
    IF entry ->> 'area' IS NOT NULL THEN
      terms := terms || ARRAY['area', 'area:' || (entry ->> 'area')];
    END IF;
    IF entry -> 'areasInCharge' <> '[]' THEN
      terms := terms || ARRAY(SELECT 'covers:' || code FROM jsonb_array_elements_text(entry -> 'areasInCharge') a (code));
    END IF;
    IF entry -> 'barrierFree' <> '[]' THEN
      terms := terms || 'access'::text
        || ARRAY(SELECT 'access:' || code FROM jsonb_array_elements_text(entry -> 'barrierFree') a (code));
    END IF;
    IF fields <> '{}' THEN
      terms := terms || 'field'::text || fields;
    END IF;
    RETURN terms;
  END $$;
  CREATE OR REPLACE FUNCTION portal.terms_of_service(service jsonb) RETURNS text[]
  LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
  DECLARE
    terms text[] := ARRAY['kind', 'kind:' || (service ->> 'kind')];
    features text[] := array_remove(ARRAY[
      CASE WHEN service ->> 'visit' IN ('yes', 'ask', 'partly') THEN 'feature:visit' END,
      CASE WHEN service ->> 'trial' IN ('yes', 'ask', 'partly') THEN 'feature:trial' END,
      CASE WHEN service ->> 'training' IN ('yes', 'ask', 'partly') THEN 'feature:training' END,
      CASE WHEN service ->> 'transport' IN ('yes', 'ask', 'partly') THEN 'feature:transport' END,
      CASE WHEN service ->> 'meals' IN ('yes', 'ask', 'partly') THEN 'feature:meals' END], NULL);
    fields text[] := array_remove(ARRAY[
      CASE WHEN service ->> 'capacity' <> '' THEN 'field:capacity' END,
      CASE WHEN service ->> 'wageMonthly' <> '' THEN 'field:wage_monthly' END,
      CASE WHEN service ->> 'plainDescription' <> '' THEN 'field:plain_description' END], NULL);
  BEGIN
    IF service -> 'disabilities' <> '[]' THEN
      terms := terms || 'disability'::text
        || ARRAY(SELECT 'disability:' || code FROM jsonb_array_elements_text(service -> 'disabilities') d (code));
    END IF;
    IF features <> '{}' THEN
      terms := terms || 'feature'::text || features;
    END IF;
    IF fields <> '{}' THEN
      terms := terms || 'field'::text || fields;
    END IF;
    RETURN terms;
  END $$;
  UPDATE portal.open_item i SET terms = ARRAY(
    SELECT t.term FROM unnest(i.terms) WITH ORDINALITY t (term, at)
    WHERE t.term NOT IN ('access', 'field', 'disability', 'feature')
       OR EXISTS (SELECT FROM unnest(i.terms) o (term) WHERE starts_with(o.term, t.term || ':')) ORDER BY t.at)`;

const listOpenItems = `
  DROP TRIGGER public_doc_lists_open_items ON portal.public_doc;
  CREATE OR REPLACE FUNCTION portal.list_open_items() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  DECLARE
    changed uuid[];
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      changed := ARRAY(SELECT a.agency_id FROM after a JOIN before b ON b.agency_id = a.agency_id
                       WHERE a.in_open_data <> b.in_open_data OR a.entry <> b.entry);
      IF changed = '{}' THEN
        RETURN NULL;
      END IF;
      DELETE FROM portal.open_item WHERE agency_id = ANY (changed);
    ELSE
      changed := ARRAY(SELECT a.agency_id FROM after a);
    END IF;
    WITH agency AS MATERIALIZED (
      SELECT a.agency_id, a.entry, portal.terms_of_agency(a.entry) AS terms
      FROM after a WHERE a.in_open_data AND a.agency_id = ANY (changed)
    ), service AS MATERIALIZED (
      SELECT a.agency_id, (s ->> 'id')::uuid AS id, portal.terms_of_service(s) AS terms, a.terms AS of_agency
      FROM agency a, jsonb_array_elements(a.entry -> 'services') l (s)
    ), of_services AS (
      SELECT v.agency_id, array_agg(DISTINCT t.term) AS terms
      FROM service v, unnest(v.terms) t (term) GROUP BY v.agency_id
    )
    INSERT INTO portal.open_item (entity, id, agency_id, terms)
    SELECT 'service', v.id, v.agency_id, v.terms || v.of_agency FROM service v
    UNION ALL
    SELECT 'organization', a.agency_id, a.agency_id, a.terms || coalesce(o.terms, '{}')
    FROM agency a LEFT JOIN of_services o ON o.agency_id = a.agency_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER public_doc_lists_new_open_items AFTER INSERT ON portal.public_doc
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION portal.list_open_items();
  CREATE TRIGGER public_doc_lists_open_items AFTER UPDATE ON portal.public_doc
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION portal.list_open_items()`;

/** Pages that come are many at once, pages that go are not. */
const retirePages = `
  DROP TRIGGER public_doc_retires_page ON portal.public_doc;
  CREATE FUNCTION portal.bring_back_pages() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  BEGIN
    DELETE FROM portal.retired_page r USING after a WHERE a.on_page AND r.agency_id = a.agency_id;
    RETURN NULL;
  END $$;
  ALTER FUNCTION portal.bring_back_pages() OWNER TO policy_fn;
  REVOKE EXECUTE ON FUNCTION portal.bring_back_pages() FROM PUBLIC;
  CREATE TRIGGER public_doc_brings_back_pages AFTER INSERT ON portal.public_doc
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION portal.bring_back_pages();
  CREATE TRIGGER public_doc_retires_page AFTER DELETE ON portal.public_doc
    FOR EACH ROW EXECUTE FUNCTION portal.retire_page();
  CREATE TRIGGER public_doc_changes_page AFTER UPDATE OF on_page ON portal.public_doc
    FOR EACH ROW WHEN (OLD.on_page <> NEW.on_page) EXECUTE FUNCTION portal.retire_page()`;
