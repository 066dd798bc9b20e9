import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever keeps an entry: the agency itself, or the secretariat of the network. */
const keeps = (agency: string) =>
  `(${agency} = (SELECT sec.actor_agency()) OR (SELECT sec.actor_role()) = 'secretariat')`;

const kept = ['agency', 'service', 'contact_window', 'vacancy'];

/** Everything that an agency tells about itself, who may see it, where it may be published, and how it came to be so. */
export class WidenDirectoryRecords1764000100000 implements MigrationInterface {
  name = 'WidenDirectoryRecords1764000100000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.agency
        ADD description text,
        -- The same in やさしい日本語, for those who read it themselves.
        ADD plain_description text,
        ADD email text,
        ADD access_note text,
        ADD barrier_free text[] NOT NULL DEFAULT '{}',
        -- [{label, url}]
        ADD links jsonb NOT NULL DEFAULT '[]',
        -- {field: public | members | own}; a field that is not there is as its kind is by default.
        ADD visibility jsonb NOT NULL DEFAULT '{}',
        -- Where the yearly confirmation is sent to; shown to nobody but the agency and the secretariat.
        ADD update_email text,
        ADD status_from date,
        ADD status_until date CHECK (status_until >= status_from),
        ADD status_note text,
        -- Who carries on, after a merger or a closing.
        ADD successor_id uuid REFERENCES portal.agency CHECK (successor_id <> id),
        -- Not in the newest file of its source, or reported as wrong: somebody should look.
        ADD to_check_since date,
        ADD to_check_why text;
      CREATE INDEX agency_successor ON portal.agency (successor_id) WHERE successor_id IS NOT NULL;
      CREATE INDEX agency_to_check ON portal.agency (to_check_since) WHERE to_check_since IS NOT NULL;

      ALTER TABLE portal.service
        ADD plain_description text,
        ADD eligibility text,
        ADD age_min smallint CHECK (age_min BETWEEN 0 AND 120),
        ADD age_max smallint CHECK (age_max BETWEEN 0 AND 120),
        ADD costs text,
        -- 工賃・賃金: average in JPY a month, and the fiscal year it is of.
        ADD wage_monthly integer CHECK (wage_monthly >= 0),
        ADD wage_year smallint CHECK (wage_year BETWEEN 1990 AND 2200),
        ADD transport text CHECK (transport IN ('yes', 'partly', 'no')),
        ADD transport_note text,
        ADD meals text CHECK (meals IN ('yes', 'partly', 'no')),
        ADD meals_note text,
        ADD how_to_apply text,
        -- 見学・体験・実習の受け入れ
        ADD visit text CHECK (visit IN ('yes', 'ask', 'no')),
        ADD trial text CHECK (trial IN ('yes', 'ask', 'no')),
        ADD training text CHECK (training IN ('yes', 'ask', 'no')),
        -- Opening rules; null is unknown. The texts beside it are what the source said.
        ADD opening jsonb,
        -- Whether the agency itself has said so, or it was only read out of a text.
        ADD opening_confirmed boolean NOT NULL DEFAULT false,
        ADD ended_on date;
      UPDATE portal.service s SET disabilities = (
        SELECT coalesce(array_agg(c.code ORDER BY c.code), '{}')
        FROM (VALUES ('身体', 'physical'), ('知的', 'intellectual'), ('精神', 'mental'), ('発達', 'developmental'),
                     ('難病', 'intractable')) c(name, code)
        WHERE c.name = ANY (s.disabilities)) WHERE s.disabilities <> '{}';

      ALTER TABLE portal.contact_window
        ADD visibility text NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'members', 'own'));

      ALTER TABLE portal.service_kind ADD no smallint GENERATED ALWAYS AS IDENTITY UNIQUE;
    `);

    // A network adds types and kinds of its own. Everybody reads them, so the policy for reading is always true.
    for (const table of ['agency_type', 'service_kind']) {
      await db.query(`
        ALTER TABLE portal.${table} ADD added_by_network boolean NOT NULL DEFAULT false;
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_seen_by_all ON portal.${table} FOR SELECT TO portal_app, portal_worker USING (true);
        CREATE POLICY ${table}_operator ON portal.${table} TO portal_operator USING (true) WITH CHECK (true);
        CREATE POLICY ${table}_added_by_secretariat ON portal.${table} FOR INSERT TO portal_app
          WITH CHECK (added_by_network AND (SELECT sec.actor_role()) = 'secretariat');
        CREATE POLICY ${table}_changed_by_secretariat ON portal.${table} FOR UPDATE TO portal_app
          USING (added_by_network AND (SELECT sec.actor_role()) = 'secretariat')
          WITH CHECK (added_by_network AND (SELECT sec.actor_role()) = 'secretariat');
        GRANT INSERT, UPDATE (name, sort) ON portal.${table} TO portal_app;
      `);
    }

    await db.query(`
      -- 管轄・圏域: which municipalities an agency is in charge of.
      CREATE TABLE portal.agency_area (
        agency_id uuid NOT NULL REFERENCES portal.agency,
        area_code text NOT NULL REFERENCES portal.area,
        PRIMARY KEY (agency_id, area_code)
      );
      CREATE INDEX agency_area_area ON portal.agency_area (area_code);

      -- 実習受け入れ: the jobs in which a company or an office takes trainees.
      CREATE TABLE portal.trainee_offer (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        job text NOT NULL CHECK (job <> ''),
        period text,
        places smallint CHECK (places >= 0),
        conditions text,
        insurance text,
        reception text NOT NULL DEFAULT 'ask' CHECK (reception IN ('yes', 'ask', 'no')),
        visibility text NOT NULL DEFAULT 'members' CHECK (visibility IN ('public', 'members', 'own')),
        sort smallint NOT NULL DEFAULT 0
      );
      CREATE INDEX trainee_offer_agency ON portal.trainee_offer (agency_id);

      -- Where an agency lets its entry be published, each place separately. Nothing said means no.
      CREATE TABLE portal.publication (
        agency_id uuid NOT NULL REFERENCES portal.agency,
        channel text NOT NULL CHECK (channel IN ('open_data', 'public_page', 'leaflet')),
        agreed boolean NOT NULL,
        -- An entry out of open data is public already, until the agency says otherwise.
        basis text NOT NULL DEFAULT 'agreed' CHECK (basis IN ('agreed', 'open_source')),
        -- Of the leaflet: to which fields.
        fields text[] NOT NULL DEFAULT '{}',
        decided_at timestamptz NOT NULL DEFAULT now(),
        decided_by uuid REFERENCES portal.account,
        decided_name text NOT NULL,
        PRIMARY KEY (agency_id, channel)
      );
    `);

    await db.query(`
      -- The history of every field: what was changed from what to what, by whom, whether it waits for approval or for
      -- its day, and what undid it.
      CREATE TABLE portal.entry_change (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        kind text NOT NULL CHECK (kind IN ('created', 'edit', 'status', 'import', 'merge', 'undo')),
        state text NOT NULL CHECK (state IN ('waiting', 'planned', 'applied', 'refused', 'withdrawn', 'undone')),
        -- [{path, before, after}]; null stands for nothing.
        changes jsonb NOT NULL,
        -- A change for a later day: from which.
        effective_on date,
        note text,
        batch_id uuid,
        undoes_id uuid REFERENCES portal.entry_change,
        made_by uuid REFERENCES portal.account,
        made_by_name text NOT NULL CHECK (made_by_name <> ''),
        made_at timestamptz NOT NULL DEFAULT now(),
        decided_by uuid REFERENCES portal.account,
        decided_by_name text,
        decided_at timestamptz,
        decision_note text,
        applied_at timestamptz,
        CHECK ((state IN ('applied', 'undone')) = (applied_at IS NOT NULL))
      );
      CREATE INDEX entry_change_agency ON portal.entry_change (agency_id, id DESC);
      CREATE INDEX entry_change_batch ON portal.entry_change (batch_id) WHERE batch_id IS NOT NULL;
      CREATE INDEX entry_change_waiting ON portal.entry_change (id) WHERE state = 'waiting';
      CREATE INDEX entry_change_planned ON portal.entry_change (effective_on) WHERE state = 'planned';

      -- What somebody has typed and not yet handed in.
      CREATE TABLE portal.entry_draft (
        agency_id uuid NOT NULL REFERENCES portal.agency,
        account_id uuid NOT NULL REFERENCES portal.account,
        content jsonb NOT NULL,
        base_version integer NOT NULL,
        saved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (agency_id, account_id)
      );

      -- One row: how this network runs its directory.
      CREATE TABLE portal.directory_settings (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        network_name text NOT NULL DEFAULT '地域就労支援ネットワーク',
        -- Whether what agencies change waits for the secretariat.
        approval boolean NOT NULL DEFAULT false,
        -- In which month every agency is asked whether its entry is still true.
        confirmation_month smallint NOT NULL DEFAULT 6 CHECK (confirmation_month BETWEEN 1 AND 12),
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO portal.directory_settings DEFAULT VALUES;
    `);

    // Reading: everybody signed in. Writing: whoever keeps the entry. The worker applies what falls due and imports.
    for (const table of kept) {
      const own = table === 'agency' ? 'id' : 'agency_id';
      await db.query(`
        CREATE POLICY ${table}_added_by_secretariat ON portal.${table} FOR INSERT TO portal_app
          WITH CHECK ((SELECT sec.actor_role()) = 'secretariat');
        CREATE POLICY ${table}_changed_by_keeper ON portal.${table} FOR UPDATE TO portal_app
          USING (${keeps(own)}) WITH CHECK (${keeps(own)});
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON portal.${table} TO portal_worker;
      `);
    }
    for (const table of ['agency_area', 'trainee_offer', 'publication']) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_seen_by_signed_in ON portal.${table} FOR SELECT TO portal_app
          USING ((SELECT sec.actor_account()) IS NOT NULL);
        CREATE POLICY ${table}_added_by_keeper ON portal.${table} FOR INSERT TO portal_app
          WITH CHECK (${keeps('agency_id')});
        CREATE POLICY ${table}_changed_by_keeper ON portal.${table} FOR UPDATE TO portal_app
          USING (${keeps('agency_id')}) WITH CHECK (${keeps('agency_id')});
        CREATE POLICY ${table}_operator ON portal.${table} TO portal_operator USING (true) WITH CHECK (true);
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON portal.${table} TO portal_operator, portal_worker;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    }
    for (const table of ['agency_area', 'trainee_offer']) {
      await db.query(`
        CREATE POLICY ${table}_removed_by_keeper ON portal.${table} FOR DELETE TO portal_app
          USING (${keeps('agency_id')});
        GRANT DELETE ON portal.${table} TO portal_app;
      `);
    }
    await db.query(`
      CREATE POLICY contact_window_removed_by_secretariat ON portal.contact_window FOR DELETE TO portal_app
        USING ((SELECT sec.actor_role()) = 'secretariat');
      GRANT INSERT ON portal.agency TO portal_app;
      GRANT UPDATE (legal_name, former_names, corporation_number, office_number, type_code, area_code, legal_regime, status,
        description, plain_description, email, access_note, barrier_free, links, visibility, update_email, status_from,
        status_until, status_note, successor_id, to_check_since, to_check_why) ON portal.agency TO portal_app;
      GRANT UPDATE (agency_id, kind_code, plain_description, eligibility, age_min, age_max, costs, wage_monthly, wage_year,
        transport, transport_note, meals, meals_note, how_to_apply, visit, trial, training, opening, opening_confirmed,
        ended_on) ON portal.service TO portal_app;
      GRANT UPDATE (agency_id, visibility) ON portal.contact_window TO portal_app;
      GRANT UPDATE (agency_id) ON portal.vacancy TO portal_app;
      GRANT UPDATE (agency_id, job, period, places, conditions, insurance, reception, visibility, sort)
        ON portal.trainee_offer TO portal_app;
      GRANT UPDATE (agreed, basis, fields, decided_at, decided_by, decided_name) ON portal.publication TO portal_app;
    `);

    await db.query(`
      ALTER TABLE portal.entry_change ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.entry_change FORCE ROW LEVEL SECURITY;
      CREATE POLICY entry_change_seen_by_keeper ON portal.entry_change FOR SELECT TO portal_app USING (${keeps('agency_id')});
      CREATE POLICY entry_change_made_by_keeper ON portal.entry_change FOR INSERT TO portal_app
        WITH CHECK (${keeps('agency_id')} AND made_by = (SELECT sec.actor_account()));
      CREATE POLICY entry_change_decided_by_keeper ON portal.entry_change FOR UPDATE TO portal_app
        USING (${keeps('agency_id')}) WITH CHECK (${keeps('agency_id')});
      CREATE POLICY entry_change_operator ON portal.entry_change TO portal_operator USING (true) WITH CHECK (true);
      CREATE POLICY entry_change_worker ON portal.entry_change TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT ON portal.entry_change TO portal_app;
      GRANT UPDATE (state, changes, decided_by, decided_by_name, decided_at, decision_note, applied_at)
        ON portal.entry_change TO portal_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.entry_change TO portal_operator, portal_worker;

      ALTER TABLE portal.entry_draft ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.entry_draft FORCE ROW LEVEL SECURITY;
      CREATE POLICY entry_draft_own ON portal.entry_draft TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND ${keeps('agency_id')})
        WITH CHECK (account_id = (SELECT sec.actor_account()) AND ${keeps('agency_id')});
      GRANT SELECT, INSERT, DELETE, UPDATE (content, base_version, saved_at) ON portal.entry_draft TO portal_app;

      ALTER TABLE portal.directory_settings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.directory_settings FORCE ROW LEVEL SECURITY;
      CREATE POLICY directory_settings_seen_by_all ON portal.directory_settings FOR SELECT
        TO portal_app, portal_worker, portal_operator USING (true);
      CREATE POLICY directory_settings_kept_by_secretariat ON portal.directory_settings FOR UPDATE TO portal_app
        USING ((SELECT sec.actor_role()) = 'secretariat') WITH CHECK ((SELECT sec.actor_role()) = 'secretariat');
      CREATE POLICY directory_settings_operator ON portal.directory_settings FOR UPDATE TO portal_operator
        USING (true) WITH CHECK (true);
      GRANT SELECT ON portal.directory_settings TO portal_app, portal_worker, portal_operator;
      GRANT UPDATE (network_name, approval, confirmation_month, version, updated_at)
        ON portal.directory_settings TO portal_app, portal_operator;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.directory_settings, portal.entry_draft, portal.entry_change, portal.publication,
        portal.trainee_offer, portal.agency_area;
    `);
    for (const table of kept) {
      await db.query(`
        DROP POLICY ${table}_worker ON portal.${table};
        DROP POLICY ${table}_changed_by_keeper ON portal.${table};
        DROP POLICY ${table}_added_by_secretariat ON portal.${table};
        REVOKE SELECT, INSERT, UPDATE, DELETE ON portal.${table} FROM portal_worker;
      `);
    }
    for (const table of ['agency_type', 'service_kind']) {
      await db.query(`
        DROP POLICY ${table}_changed_by_secretariat ON portal.${table};
        DROP POLICY ${table}_added_by_secretariat ON portal.${table};
        DROP POLICY ${table}_operator ON portal.${table};
        DROP POLICY ${table}_seen_by_all ON portal.${table};
        ALTER TABLE portal.${table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} DISABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} DROP added_by_network;
        REVOKE INSERT, UPDATE ON portal.${table} FROM portal_app;
      `);
    }
    await db.query(`
      DROP POLICY contact_window_removed_by_secretariat ON portal.contact_window;
      REVOKE INSERT ON portal.agency FROM portal_app;
      GRANT SELECT (id, name, status) ON portal.agency TO portal_worker;
      ALTER TABLE portal.service_kind DROP no;
      ALTER TABLE portal.contact_window DROP visibility;
      ALTER TABLE portal.service DROP plain_description, DROP eligibility, DROP age_min, DROP age_max, DROP costs,
        DROP wage_monthly, DROP wage_year, DROP transport, DROP transport_note, DROP meals, DROP meals_note,
        DROP how_to_apply, DROP visit, DROP trial, DROP training, DROP opening, DROP opening_confirmed, DROP ended_on;
      ALTER TABLE portal.agency DROP description, DROP plain_description, DROP email, DROP access_note, DROP barrier_free,
        DROP links, DROP visibility, DROP update_email, DROP status_from, DROP status_until, DROP status_note,
        DROP successor_id, DROP to_check_since, DROP to_check_why;
    `);
  }
}
