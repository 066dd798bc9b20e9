import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the open data lists one by one, and which pages of agencies there once were. */
export class ListOpenData1764000160000 implements MigrationInterface {
  name = 'ListOpenData1764000160000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The organizations and services of the open data, to be counted and turned over page by page: a list of services
      -- would otherwise take every published entry apart. Like portal.public_doc it has no row-level security.
      CREATE TABLE portal.open_item (
        entity text NOT NULL CHECK (entity IN ('organization', 'service')),
        id uuid NOT NULL,
        agency_id uuid NOT NULL REFERENCES portal.public_doc ON DELETE CASCADE,
        -- What it can be narrowed by: 'kind' and 'kind:b_type', 'area:99201', 'covers:99201', …
        terms text[] NOT NULL,
        PRIMARY KEY (entity, id)
      );
      CREATE INDEX open_item_agency ON portal.open_item (agency_id);
      CREATE INDEX open_item_terms ON portal.open_item USING gin (terms);
      GRANT SELECT ON portal.open_item TO portal_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.open_item TO policy_fn;

      CREATE INDEX public_doc_changed ON portal.public_doc (changed_at) WHERE in_open_data;
      CREATE INDEX public_doc_page ON portal.public_doc (agency_id) WHERE on_page;
      CREATE INDEX public_doc_postal_code ON portal.public_doc (replace(entry ->> 'postalCode', '-', ''));

      CREATE FUNCTION portal.terms_of_agency(entry jsonb) RETURNS text[]
      LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
        SELECT array['type', 'type:' || (entry ->> 'type')]
          || CASE WHEN entry ->> 'area' IS NULL THEN '{}' ELSE array['area', 'area:' || (entry ->> 'area')] END
          || (SELECT coalesce(array_agg('covers:' || code), '{}') FROM jsonb_array_elements_text(entry -> 'areasInCharge') a (code))
          || (SELECT coalesce(array_agg('access:' || code) || 'access'::text, '{}')
              FROM jsonb_array_elements_text(entry -> 'barrierFree') a (code))
          || (SELECT coalesce(array_agg('field:' || field) || 'field'::text, '{}')
              FROM (VALUES ('kana', entry ->> 'kana'), ('legal_name', entry ->> 'legalName'),
                           ('plain_description', entry ->> 'plainDescription'),
                           ('alias', entry -> 'aliases' ->> 0), ('former_name', entry -> 'formerNames' ->> 0)) f (field, value)
              WHERE value <> '')
      $$;
      CREATE FUNCTION portal.terms_of_service(service jsonb) RETURNS text[]
      LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
        SELECT array['kind', 'kind:' || (service ->> 'kind')]
          || (SELECT coalesce(array_agg('disability:' || code) || 'disability'::text, '{}')
              FROM jsonb_array_elements_text(service -> 'disabilities') d (code))
          || (SELECT coalesce(array_agg('feature:' || field) || 'feature'::text, '{}')
              FROM unnest(array['visit', 'trial', 'training', 'transport', 'meals']) f (field)
              WHERE service ->> field IN ('yes', 'ask', 'partly'))
          || (SELECT coalesce(array_agg('field:' || field) || 'field'::text, '{}')
              FROM (VALUES ('capacity', service ->> 'capacity'), ('wage_monthly', service ->> 'wageMonthly'),
                           ('plain_description', service ->> 'plainDescription')) f (field, value)
              WHERE value <> '')
      $$;

      CREATE FUNCTION portal.list_open_items() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        of_agency text[];
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF NEW.in_open_data = OLD.in_open_data AND NEW.entry = OLD.entry THEN
            RETURN NULL;
          END IF;
          DELETE FROM portal.open_item WHERE agency_id = NEW.agency_id;
        END IF;
        IF NEW.in_open_data THEN
          of_agency := portal.terms_of_agency(NEW.entry);
          WITH service AS MATERIALIZED (
            SELECT (s ->> 'id')::uuid AS id, portal.terms_of_service(s) AS terms
            FROM jsonb_array_elements(NEW.entry -> 'services') l (s)
          )
          INSERT INTO portal.open_item (entity, id, agency_id, terms)
          SELECT 'service', v.id, NEW.agency_id, v.terms || of_agency FROM service v
          UNION ALL
          SELECT 'organization', NEW.agency_id, NEW.agency_id, of_agency || coalesce(array_agg(DISTINCT t.term), '{}')
          FROM service v, unnest(v.terms) t (term);
        END IF;
        RETURN NULL;
      END $$;
      ALTER FUNCTION portal.list_open_items() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.list_open_items(), portal.terms_of_agency(jsonb), portal.terms_of_service(jsonb)
        FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.terms_of_agency(jsonb), portal.terms_of_service(jsonb) TO policy_fn;
      CREATE TRIGGER public_doc_lists_open_items AFTER INSERT OR UPDATE OF entry, in_open_data ON portal.public_doc
        FOR EACH ROW EXECUTE FUNCTION portal.list_open_items();

      -- Pages that there once were: whoever follows an old link is told so, and where to go instead.
      CREATE TABLE portal.retired_page (
        agency_id uuid PRIMARY KEY REFERENCES portal.agency ON DELETE CASCADE,
        retired_at timestamptz NOT NULL DEFAULT now()
      );
      ALTER TABLE portal.retired_page ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.retired_page FORCE ROW LEVEL SECURITY;
      CREATE POLICY retired_page_operator ON portal.retired_page TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, DELETE ON portal.retired_page TO policy_fn;
      CREATE FUNCTION portal.retire_page() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF TG_OP <> 'DELETE' AND NEW.on_page THEN
          DELETE FROM portal.retired_page WHERE agency_id = NEW.agency_id;
        -- An agency that is removed altogether leaves nothing behind.
        ELSIF OLD.on_page AND EXISTS (SELECT FROM portal.agency a WHERE a.id = OLD.agency_id) THEN
          INSERT INTO portal.retired_page (agency_id) VALUES (OLD.agency_id) ON CONFLICT DO NOTHING;
        END IF;
        RETURN NULL;
      END $$;
      ALTER FUNCTION portal.retire_page() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.retire_page() FROM PUBLIC;
      CREATE TRIGGER public_doc_retires_page AFTER INSERT OR UPDATE OF on_page OR DELETE ON portal.public_doc
        FOR EACH ROW EXECUTE FUNCTION portal.retire_page();

      -- No row for an agency that never had a page: whether there is one is nobody's business.
      CREATE FUNCTION portal.retired_page_of(agency uuid) RETURNS TABLE (is_closed boolean, successor_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT a.status = 'closed',
          (SELECT d.agency_id FROM portal.public_doc d WHERE d.agency_id = a.successor_id AND d.on_page)
        FROM portal.retired_page r JOIN portal.agency a ON a.id = r.agency_id WHERE r.agency_id = agency
      $$;
      ALTER FUNCTION portal.retired_page_of(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.retired_page_of(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.retired_page_of(uuid) TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.retired_page_of(uuid);
      DROP TRIGGER public_doc_retires_page ON portal.public_doc;
      DROP FUNCTION portal.retire_page();
      DROP TABLE portal.retired_page;
      DROP TRIGGER public_doc_lists_open_items ON portal.public_doc;
      DROP FUNCTION portal.list_open_items();
      DROP FUNCTION portal.terms_of_service(jsonb);
      DROP FUNCTION portal.terms_of_agency(jsonb);
      DROP INDEX portal.public_doc_postal_code, portal.public_doc_page, portal.public_doc_changed;
      DROP TABLE portal.open_item;
    `);
  }
}
