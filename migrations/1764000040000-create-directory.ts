import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Areas, agencies, their services, contact windows and free places. */
export class CreateDirectory1764000040000 implements MigrationInterface {
  name = 'CreateDirectory1764000040000';

  async up(db: QueryRunner): Promise<void> {
    // Taxonomies: the same for everybody, so without row-level security. `no` stands for the code in the search index.
    await db.query(`
      CREATE TABLE portal.area (
        code text PRIMARY KEY,
        no smallint GENERATED ALWAYS AS IDENTITY UNIQUE,
        level text NOT NULL CHECK (level IN ('prefecture', 'block', 'municipality')),
        name text NOT NULL CHECK (name <> ''),
        kana text NOT NULL DEFAULT '',
        parent_code text REFERENCES portal.area,
        CHECK ((level = 'prefecture') = (parent_code IS NULL))
      );
      CREATE INDEX area_parent ON portal.area (parent_code);
      CREATE TABLE portal.agency_type (
        code text PRIMARY KEY,
        no smallint GENERATED ALWAYS AS IDENTITY UNIQUE,
        name text NOT NULL CHECK (name <> ''),
        sort smallint NOT NULL
      );
      CREATE TABLE portal.service_kind (
        code text PRIMARY KEY,
        name text NOT NULL CHECK (name <> ''),
        wam_code text UNIQUE,
        agency_type_code text NOT NULL REFERENCES portal.agency_type,
        sort smallint NOT NULL
      );
      GRANT SELECT ON portal.area, portal.agency_type, portal.service_kind
        TO portal_app, portal_worker, portal_operator, policy_fn;
      GRANT INSERT, UPDATE ON portal.area, portal.agency_type, portal.service_kind TO portal_operator;
    `);

    await db.query(`
      CREATE TABLE portal.agency (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (name <> ''),
        kana text NOT NULL DEFAULT '',
        legal_name text,
        aliases text[] NOT NULL DEFAULT '{}',
        former_names text[] NOT NULL DEFAULT '{}',
        corporation_number text,
        office_number text,
        type_code text NOT NULL REFERENCES portal.agency_type,
        area_code text REFERENCES portal.area,
        postal_code text,
        address text,
        address_hidden boolean NOT NULL DEFAULT false,
        phone text,
        fax text,
        url text,
        latitude double precision CHECK (latitude BETWEEN -90 AND 90),
        longitude double precision CHECK (longitude BETWEEN -180 AND 180),
        legal_regime text NOT NULL DEFAULT 'private' CHECK (legal_regime IN ('private', 'national', 'municipal', 'iaa')),
        status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'closed')),
        is_member boolean NOT NULL DEFAULT false,
        -- Columns that the agency has set itself: an import leaves them as they are.
        own_fields text[] NOT NULL DEFAULT '{}',
        confirmed_on date,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX agency_office_number ON portal.agency (office_number) WHERE office_number IS NOT NULL;
      CREATE INDEX agency_members ON portal.agency (name) WHERE is_member;

      CREATE TABLE portal.service (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        kind_code text NOT NULL REFERENCES portal.service_kind,
        name text,
        capacity integer CHECK (capacity >= 0),
        disabilities text[] NOT NULL DEFAULT '{}',
        -- {weekday|saturday|sunday|holiday: {from, to}}; a day that is not there is unknown, never closed.
        hours jsonb NOT NULL DEFAULT '{}',
        hours_note text,
        closed_days text,
        description text,
        own_fields text[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, agency_id)
      );
      CREATE INDEX service_agency ON portal.service (agency_id);

      CREATE TABLE portal.contact_window (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        name text NOT NULL CHECK (name <> ''),
        for_what text,
        phone text,
        extension text,
        fax text,
        email text,
        hours text,
        sort smallint NOT NULL DEFAULT 0
      );
      CREATE INDEX contact_window_agency ON portal.contact_window (agency_id);

      CREATE TABLE portal.vacancy (
        service_id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'few', 'none', 'unknown')),
        available integer CHECK (available >= 0),
        as_of date NOT NULL,
        said_by text NOT NULL CHECK (said_by <> ''),
        good_until date,
        note text,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (service_id, agency_id) REFERENCES portal.service (id, agency_id),
        CHECK (good_until >= as_of),
        CHECK (CASE state WHEN 'open' THEN coalesce(available, 1) > 0 WHEN 'few' THEN coalesce(available, 1) > 0
                          WHEN 'none' THEN coalesce(available, 0) = 0 ELSE available IS NULL END)
      );
      CREATE INDEX vacancy_agency ON portal.vacancy (agency_id);

      ALTER TABLE portal.membership ADD CONSTRAINT membership_agency_fk
        FOREIGN KEY (agency_id) REFERENCES portal.agency;
    `);

    // Everybody who is signed in reads the directory; an agency writes its own entry, from the columns it may set.
    for (const [table, own] of [
      ['agency', 'id'],
      ['service', 'agency_id'],
      ['contact_window', 'agency_id'],
      ['vacancy', 'agency_id'],
    ]) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_seen_by_signed_in ON portal.${table} FOR SELECT TO portal_app
          USING ((SELECT sec.actor_account()) IS NOT NULL);
        CREATE POLICY ${table}_kept_by_own_agency ON portal.${table} FOR UPDATE TO portal_app
          USING (${own} = (SELECT sec.actor_agency())) WITH CHECK (${own} = (SELECT sec.actor_agency()));
        CREATE POLICY ${table}_operator ON portal.${table} TO portal_operator USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON portal.${table} TO portal_operator;
        GRANT SELECT ON portal.${table} TO portal_app;
      `);
    }
    for (const table of ['service', 'contact_window', 'vacancy']) {
      await db.query(`
        CREATE POLICY ${table}_added_by_own_agency ON portal.${table} FOR INSERT TO portal_app
          WITH CHECK (agency_id = (SELECT sec.actor_agency()));
      `);
    }
    await db.query(`
      CREATE POLICY contact_window_removed_by_own_agency ON portal.contact_window FOR DELETE TO portal_app
        USING (agency_id = (SELECT sec.actor_agency()));
      GRANT UPDATE (name, kana, aliases, postal_code, address, address_hidden, phone, fax, url, latitude, longitude,
        own_fields, confirmed_on, version, updated_at) ON portal.agency TO portal_app;
      GRANT INSERT ON portal.service TO portal_app;
      GRANT UPDATE (name, capacity, disabilities, hours, hours_note, closed_days, description, own_fields, version, updated_at)
        ON portal.service TO portal_app;
      GRANT INSERT, DELETE ON portal.contact_window TO portal_app;
      GRANT UPDATE (name, for_what, phone, extension, fax, email, hours, sort) ON portal.contact_window TO portal_app;
      GRANT INSERT ON portal.vacancy TO portal_app;
      GRANT UPDATE (state, available, as_of, said_by, good_until, note, version) ON portal.vacancy TO portal_app;

      CREATE POLICY agency_named_by_worker ON portal.agency FOR SELECT TO portal_worker USING (true);
      GRANT SELECT (id, name, status) ON portal.agency TO portal_worker;
      -- Whoever is invited has no session yet, and must see who invites them.
      CREATE POLICY agency_named_by_sign_in ON portal.agency FOR SELECT TO portal_auth USING (true);
      GRANT SELECT (id, name) ON portal.agency TO portal_auth;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.membership DROP CONSTRAINT membership_agency_fk;
      DROP TABLE portal.vacancy, portal.contact_window, portal.service, portal.agency;
      DROP TABLE portal.service_kind, portal.agency_type, portal.area;
    `);
  }
}
