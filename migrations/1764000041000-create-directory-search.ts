import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The search table with its index of character pairs, and the words that stand for others. */
export class CreateDirectorySearch1764000041000 implements MigrationInterface {
  name = 'CreateDirectorySearch1764000041000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Without row-level security: it would keep the index from being used (LIKE and @> are not leakproof). So only what
      -- may be published is in it, and nobody but the operator and the functions below writes to it.
      CREATE TABLE portal.search_doc (
        agency_id uuid PRIMARY KEY REFERENCES portal.agency ON DELETE CASCADE,
        type_no smallint NOT NULL,
        area_no smallint,
        -- Until which day each state of a free place holds good, over all services: so an old notice lapses by itself.
        open_until date,
        few_until date,
        none_until date,
        fresh_on date NOT NULL,
        -- Normalised names, each between two spaces.
        names text NOT NULL,
        kana text NOT NULL,
        -- Index tokens of the type, of the area and of those around it, and of membership.
        facets integer[] NOT NULL,
        -- Everything that can be found, normalised, parts separated by one space.
        body text NOT NULL
      );

      -- One integer per pair of neighbouring characters, none across a space. COST tells the planner never to work it out
      -- again row by row when it can read the index (measured: 8 s against 0.1 s).
      CREATE FUNCTION portal.search_tokens(body text, facets integer[]) RETURNS integer[]
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 20000 SET search_path = '' AS $$
      DECLARE
        tokens integer[] := facets;
        before integer := 32;
        code integer;
        letter text;
      BEGIN
        FOREACH letter IN ARRAY string_to_array(body, NULL) LOOP
          code := ascii(letter) & 65535;
          IF before <> 32 AND code <> 32 THEN tokens := tokens || ((before << 16) | code); END IF;
          before := code;
        END LOOP;
        RETURN tokens;
      END $$;
      CREATE INDEX search_doc_tokens ON portal.search_doc USING gin (portal.search_tokens(body, facets));
      GRANT EXECUTE ON FUNCTION portal.search_tokens(text, integer[]) TO portal_app, portal_operator, policy_fn;
      GRANT SELECT ON portal.search_doc TO portal_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.search_doc TO portal_operator;

      -- A free place told by an agency is found at once, although the agency may not write to the search table.
      CREATE FUNCTION portal.vacancy_to_search() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        UPDATE portal.search_doc d
        SET open_until = v.open_until, few_until = v.few_until, none_until = v.none_until,
            fresh_on = greatest(d.fresh_on, v.as_of)
        FROM (SELECT max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'open') AS open_until,
                     max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'few') AS few_until,
                     max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'none') AS none_until,
                     max(as_of) AS as_of
              FROM portal.vacancy WHERE agency_id = NEW.agency_id) v
        WHERE d.agency_id = NEW.agency_id;
        RETURN NULL;
      END $$;
      ALTER FUNCTION portal.vacancy_to_search() OWNER TO policy_fn;
      GRANT SELECT ON portal.vacancy TO policy_fn;
      GRANT SELECT, UPDATE (open_until, few_until, none_until, fresh_on) ON portal.search_doc TO policy_fn;
      CREATE TRIGGER vacancy_is_searchable AFTER INSERT OR UPDATE ON portal.vacancy
        FOR EACH ROW EXECUTE FUNCTION portal.vacancy_to_search();

      -- Whoever types \`word\` also finds \`finds\`; not the other way round unless there is a row for it.
      CREATE TABLE portal.synonym (
        word text NOT NULL CHECK (word <> ''),
        finds text NOT NULL CHECK (finds <> ''),
        PRIMARY KEY (word, finds)
      );
      ALTER TABLE portal.synonym ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.synonym FORCE ROW LEVEL SECURITY;
      CREATE POLICY synonym_seen_by_signed_in ON portal.synonym FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY synonym_operator ON portal.synonym TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT ON portal.synonym TO portal_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.synonym TO portal_operator;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.synonym;
      DROP TRIGGER vacancy_is_searchable ON portal.vacancy;
      DROP FUNCTION portal.vacancy_to_search();
      DROP TABLE portal.search_doc;
      DROP FUNCTION portal.search_tokens(text, integer[]);
    `);
  }
}
