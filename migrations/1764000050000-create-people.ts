import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The people supported, what is kept about them (sealed), their consents, and the record of every disclosure. */
export class CreatePeople1764000050000 implements MigrationInterface {
  name = 'CreatePeople1764000050000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One data key per subject (a person, or the receiving side of a referral), wrapped by the key file's key.
      CREATE TABLE portal.data_key (
        subject_id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        kid text NOT NULL,
        wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE portal.person (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        number integer NOT NULL,
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
        name bytea NOT NULL,
        kana bytea NOT NULL,
        birth_date bytea,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (agency_id, number),
        UNIQUE (id, agency_id)
      );
      CREATE TABLE portal.person_counter (agency_id uuid PRIMARY KEY REFERENCES portal.agency, last integer NOT NULL);
      CREATE TABLE portal.person_section (
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        category text NOT NULL,
        body bytea NOT NULL,
        version integer NOT NULL DEFAULT 1,
        updated_by uuid NOT NULL REFERENCES portal.account,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, category),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      -- Keyed digests by which an agency finds its own duplicates; another agency's digests never compare equal.
      CREATE TABLE portal.person_trace (
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('name_birth', 'phone')),
        digest bytea NOT NULL,
        PRIMARY KEY (person_id, kind),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      CREATE INDEX person_trace_digest ON portal.person_trace (agency_id, digest);

      CREATE TABLE portal.consent (
        id uuid PRIMARY KEY,
        -- All revisions of one agreement share the id of the first.
        root_id uuid NOT NULL,
        revision integer NOT NULL CHECK (revision > 0),
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('given', 'refused', 'superseded', 'withdrawn')),
        decided_on date NOT NULL,
        valid_from date NOT NULL,
        valid_until date NOT NULL,
        method text NOT NULL CHECK (method IN ('written', 'electronic', 'oral', 'phone')),
        explained_by uuid NOT NULL REFERENCES portal.account,
        given_by text NOT NULL CHECK (given_by IN ('person', 'representative')),
        representative bytea,
        witness bytea,
        note bytea,
        withdrawn_at timestamptz,
        withdrawn_by uuid REFERENCES portal.account,
        withdrawal_told_by text CHECK (withdrawal_told_by IN ('person', 'representative')),
        withdrawal_note bytea,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id),
        UNIQUE (root_id, revision),
        CHECK (valid_from <= valid_until),
        CHECK ((given_by = 'representative') = (representative IS NOT NULL)),
        CHECK ((status = 'withdrawn') <= (withdrawn_at IS NOT NULL))
      );
      CREATE INDEX consent_person ON portal.consent (person_id);
      CREATE INDEX consent_ends ON portal.consent (agency_id, valid_until) WHERE status = 'given';
      CREATE TABLE portal.consent_grant (
        consent_id uuid NOT NULL REFERENCES portal.consent,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        recipient_agency_id uuid NOT NULL REFERENCES portal.agency,
        purpose text NOT NULL CHECK (purpose IN ('intake', 'support', 'handover', 'report_back')),
        category text NOT NULL,
        -- False in a recorded refusal: what was asked for and not agreed to.
        granted boolean NOT NULL,
        PRIMARY KEY (consent_id, recipient_agency_id, purpose, category),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id)
      );
      CREATE INDEX consent_grant_cover ON portal.consent_grant (person_id, recipient_agency_id, purpose, category);

      -- 提供記録: who was told what about whom, when, on which ground (APPI art. 29 and 30). Never changed.
      CREATE TABLE portal.disclosure (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        person_id uuid NOT NULL REFERENCES portal.person,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        recipient_agency_id uuid NOT NULL REFERENCES portal.agency,
        consent_ids uuid[] NOT NULL CHECK (cardinality(consent_ids) > 0),
        purpose text NOT NULL,
        categories text[] NOT NULL CHECK (cardinality(categories) > 0),
        method text NOT NULL CHECK (method IN ('sent', 'opened', 'reported')),
        referral_id uuid,
        line_id uuid,
        content_hash bytea NOT NULL,
        by_account uuid NOT NULL REFERENCES portal.account,
        retain_until date NOT NULL
      );
      CREATE INDEX disclosure_person ON portal.disclosure (person_id, at);
      CREATE INDEX disclosure_recipient ON portal.disclosure (recipient_agency_id, at);
    `);

    // A person belongs to one agency, and only its caseworkers reach them.
    const own = `agency_id = (SELECT sec.case_agency())`;
    for (const table of [
      'person',
      'person_counter',
      'person_section',
      'person_trace',
      'consent',
      'consent_grant',
      'data_key',
    ]) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_own_agency ON portal.${table} TO portal_app USING (${own}) WITH CHECK (${own});
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    }
    await db.query(`
      GRANT UPDATE (status, name, kana, birth_date, version, updated_at) ON portal.person TO portal_app;
      GRANT UPDATE (last) ON portal.person_counter TO portal_app;
      GRANT UPDATE (body, version, updated_by, updated_at) ON portal.person_section TO portal_app;
      GRANT UPDATE (digest), DELETE ON portal.person_trace TO portal_app;
      GRANT UPDATE (status, withdrawn_at, withdrawn_by, withdrawal_told_by, withdrawal_note, version)
        ON portal.consent TO portal_app;

      -- Whoever may be told something may see that they may be told it, and on which agreement that rests.
      CREATE POLICY consent_grant_recipient ON portal.consent_grant FOR SELECT TO portal_app
        USING (recipient_agency_id = (SELECT sec.case_agency()) AND granted);
      CREATE POLICY consent_recipient ON portal.consent FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.consent_grant g
                       WHERE g.consent_id = consent.id AND g.granted
                         AND g.recipient_agency_id = (SELECT sec.case_agency())));

      -- What may be told to whom at this very moment; expiry counts whole days in Japan.
      CREATE FUNCTION sec.today_in_japan() RETURNS date LANGUAGE sql STABLE SET search_path = ''
        AS $$ SELECT (now() AT TIME ZONE 'Asia/Tokyo')::date $$;
      GRANT EXECUTE ON FUNCTION sec.today_in_japan() TO portal_app, portal_worker, portal_operator, policy_fn;
      CREATE VIEW portal.live_grant WITH (security_invoker = true) AS
        SELECT g.person_id, g.agency_id, g.recipient_agency_id, g.purpose, g.category, g.consent_id
        FROM portal.consent_grant g JOIN portal.consent c ON c.id = g.consent_id
        WHERE g.granted AND c.status = 'given' AND sec.today_in_japan() BETWEEN c.valid_from AND c.valid_until;
      GRANT SELECT ON portal.live_grant TO portal_app;

      ALTER TABLE portal.disclosure ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.disclosure FORCE ROW LEVEL SECURITY;
      CREATE POLICY disclosure_both_sides ON portal.disclosure FOR SELECT TO portal_app
        USING (agency_id = (SELECT sec.case_agency()) OR recipient_agency_id = (SELECT sec.case_agency()));
      CREATE POLICY disclosure_recorded_by_both_sides ON portal.disclosure FOR INSERT TO portal_app
        WITH CHECK (agency_id = (SELECT sec.case_agency()) OR recipient_agency_id = (SELECT sec.case_agency()));
      GRANT SELECT, INSERT ON portal.disclosure TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP VIEW portal.live_grant;
      DROP TABLE portal.disclosure, portal.consent_grant, portal.consent, portal.person_trace, portal.person_section,
        portal.person_counter, portal.person, portal.data_key CASCADE;
      DROP FUNCTION sec.today_in_japan();
    `);
  }
}
