import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches that somebody keeps under a name, and is told of when something new fits. */
export class CreateSavedSearches1764000132000 implements MigrationInterface {
  name = 'CreateSavedSearches1764000132000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.saved_search (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES portal.account,
        -- For which agency the account acted: distances from the own agency mean this one.
        agency_id uuid NOT NULL REFERENCES portal.agency,
        name text NOT NULL CHECK (name <> ''),
        -- As the address of the search page holds it, and as the search understands it.
        query text NOT NULL,
        request jsonb NOT NULL,
        notify text NOT NULL DEFAULT 'none' CHECK (notify IN ('none', 'notice', 'mail')),
        -- What has been found before: nobody is told of the same agency twice.
        seen uuid[] NOT NULL DEFAULT '{}',
        -- What is new since it was last opened.
        fresh uuid[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        checked_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX saved_search_own ON portal.saved_search (account_id, agency_id, name);
      CREATE INDEX saved_search_watched ON portal.saved_search (checked_at) WHERE notify <> 'none';

      ALTER TABLE portal.saved_search ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.saved_search FORCE ROW LEVEL SECURITY;
      CREATE POLICY saved_search_own ON portal.saved_search TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.actor_agency()))
        WITH CHECK (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.actor_agency()));
      CREATE POLICY saved_search_watched_by_worker ON portal.saved_search FOR SELECT TO portal_worker USING (true);
      CREATE POLICY saved_search_noted_by_worker ON portal.saved_search FOR UPDATE TO portal_worker
        USING (true) WITH CHECK (true);
      CREATE POLICY saved_search_operator ON portal.saved_search TO portal_operator USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, DELETE, UPDATE (name, notify, seen, fresh, checked_at, version) ON portal.saved_search TO portal_app;
      GRANT SELECT, UPDATE (seen, fresh, checked_at) ON portal.saved_search TO portal_worker;
      GRANT SELECT, INSERT ON portal.saved_search TO portal_operator;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal.saved_search');
  }
}
