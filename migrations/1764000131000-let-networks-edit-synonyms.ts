import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that stand for others, in the groups in which people think of them, kept by the secretariat. */
export class LetNetworksEditSynonyms1764000131000 implements MigrationInterface {
  name = 'LetNetworksEditSynonyms1764000131000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Without \`finds\` each of the words finds all the others; with it, each word finds those, and none of those the word.
      CREATE TABLE portal.synonym_group (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        words text[] NOT NULL CHECK (cardinality(words) > 0),
        finds text[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (cardinality(words) > 1 OR cardinality(finds) > 0)
      );
      WITH mutual AS (
        SELECT s.word, s.finds FROM portal.synonym s
        WHERE EXISTS (SELECT FROM portal.synonym r WHERE r.word = s.finds AND r.finds = s.word)
      ), circle AS (
        SELECT array(SELECT w FROM (SELECT m.word AS w UNION SELECT o.finds FROM mutual o WHERE o.word = m.word) x ORDER BY length(w) DESC, w)
          AS words FROM (SELECT DISTINCT word FROM mutual) m
      )
      INSERT INTO portal.synonym_group (words) SELECT DISTINCT words FROM circle;
      INSERT INTO portal.synonym_group (words, finds)
      SELECT ARRAY[s.word], array_agg(s.finds ORDER BY s.finds) FROM portal.synonym s
      WHERE NOT EXISTS (SELECT FROM portal.synonym r WHERE r.word = s.finds AND r.finds = s.word) GROUP BY s.word;
      DROP TABLE portal.synonym;
      GRANT SELECT ON portal.synonym_group TO policy_fn;

      -- Every search reads this number along with its answer: a process that holds older words reads them anew.
      CREATE TABLE portal.synonym_version (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        version integer NOT NULL DEFAULT 1
      );
      INSERT INTO portal.synonym_version DEFAULT VALUES;
      CREATE FUNCTION portal.count_synonym_change() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        UPDATE portal.synonym_version SET version = version + 1;
        RETURN NULL;
      END $$;
      ALTER FUNCTION portal.count_synonym_change() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.count_synonym_change() FROM PUBLIC;
      GRANT SELECT, UPDATE (version) ON portal.synonym_version TO policy_fn;
      CREATE TRIGGER synonym_changes_are_counted AFTER INSERT OR UPDATE OR DELETE ON portal.synonym_group
        FOR EACH STATEMENT EXECUTE FUNCTION portal.count_synonym_change();
    `);
    // What a word of the field means is nobody's secret, and the public search needs it as well.
    for (const table of ['synonym_group', 'synonym_version']) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_seen_by_all ON portal.${table} FOR SELECT TO portal_app, portal_worker, portal_operator
          USING (true);
        GRANT SELECT ON portal.${table} TO portal_app, portal_worker, portal_operator;
      `);
    }
    await db.query(`
      CREATE POLICY synonym_group_added_by_secretariat ON portal.synonym_group FOR INSERT TO portal_app
        WITH CHECK ((SELECT sec.actor_role()) = 'secretariat');
      CREATE POLICY synonym_group_changed_by_secretariat ON portal.synonym_group FOR UPDATE TO portal_app
        USING ((SELECT sec.actor_role()) = 'secretariat') WITH CHECK ((SELECT sec.actor_role()) = 'secretariat');
      CREATE POLICY synonym_group_removed_by_secretariat ON portal.synonym_group FOR DELETE TO portal_app
        USING ((SELECT sec.actor_role()) = 'secretariat');
      GRANT INSERT, DELETE, UPDATE (words, finds, version, updated_at) ON portal.synonym_group TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.synonym (
        word text NOT NULL CHECK (word <> ''),
        finds text NOT NULL CHECK (finds <> ''),
        PRIMARY KEY (word, finds)
      );
      INSERT INTO portal.synonym (word, finds)
      SELECT w, f FROM portal.synonym_group g, unnest(g.words) w,
        unnest(CASE WHEN g.finds = '{}' THEN array_remove(g.words, w) ELSE g.finds END) f
      ON CONFLICT DO NOTHING;
      ALTER TABLE portal.synonym ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.synonym FORCE ROW LEVEL SECURITY;
      CREATE POLICY synonym_seen_by_signed_in ON portal.synonym FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY synonym_operator ON portal.synonym TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT ON portal.synonym TO portal_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.synonym TO portal_operator;
      DROP TABLE portal.synonym_group, portal.synonym_version;
      DROP FUNCTION portal.count_synonym_change();
    `);
  }
}
