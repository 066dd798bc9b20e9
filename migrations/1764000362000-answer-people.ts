import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = 'agency_id = (SELECT sec.case_agency())';
const manager = `(SELECT sec.actor_role()) = 'manager'`;

/** What people ask of the agency about their own data, how long records are kept, and how many may be opened in an hour. */
export class AnswerPeople1764000362000 implements MigrationInterface {
  name = 'AnswerPeople1764000362000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How the agency keeps its records; the law's minimum is the wall.
      CREATE TABLE portal.record_setting (
        agency_id uuid PRIMARY KEY REFERENCES portal.agency,
        person_years integer NOT NULL DEFAULT 5 CHECK (person_years BETWEEN 5 AND 30),
        disclosure_years integer NOT NULL DEFAULT 5 CHECK (disclosure_years BETWEEN 3 AND 30),
        answer_days integer NOT NULL DEFAULT 10 CHECK (answer_days BETWEEN 1 AND 30),
        hourly_readings integer NOT NULL DEFAULT 100 CHECK (hourly_readings BETWEEN 5 AND 1000),
        version integer NOT NULL DEFAULT 1,
        changed_by uuid REFERENCES portal.account,
        changed_at timestamptz NOT NULL DEFAULT now()
      );

      -- 開示等の請求.
      CREATE TABLE portal.person_request (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        number integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('disclose', 'correct', 'stop', 'erase')),
        status text NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'identified', 'decided', 'answered', 'dropped')),
        received_on date NOT NULL,
        due_on date NOT NULL,
        asked_by text NOT NULL CHECK (asked_by IN ('person', 'representative')),
        asker bytea NOT NULL,
        scope bytea,
        identity_means text CHECK (identity_means IN ('photo_id', 'two_documents', 'known', 'letter_of_attorney')),
        identified_by uuid REFERENCES portal.account,
        identified_at timestamptz,
        decision text CHECK (decision IN ('granted', 'partly', 'refused')),
        ground text,
        explanation bytea,
        decided_by uuid REFERENCES portal.account,
        decided_at timestamptz,
        answer_means text CHECK (answer_means IN ('handed', 'mail', 'electronic')),
        answered_on date,
        drop_note bytea,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (agency_id, number),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id) DEFERRABLE,
        CHECK (status NOT IN ('decided', 'answered') OR decision IS NOT NULL),
        CHECK (decision IS NULL OR decision = 'granted' OR ground IS NOT NULL)
      );
      CREATE INDEX person_request_person ON portal.person_request (person_id);
      CREATE INDEX person_request_due ON portal.person_request (agency_id, due_on) WHERE status IN ('received', 'identified', 'decided');

      -- 保存の継続: nothing about this person goes while one of these stands.
      CREATE TABLE portal.legal_hold (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        reason bytea NOT NULL,
        placed_by uuid NOT NULL REFERENCES portal.account,
        placed_at timestamptz NOT NULL DEFAULT now(),
        lifted_by uuid REFERENCES portal.account,
        lifted_at timestamptz,
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id) DEFERRABLE
      );
      CREATE UNIQUE INDEX legal_hold_one ON portal.legal_hold (person_id) WHERE lifted_at IS NULL;

      -- What is left of an erased record: a number, days and names of staff.
      CREATE TABLE portal.person_tombstone (
        person_id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        number integer NOT NULL,
        ended_on date,
        kept_until date NOT NULL,
        ground text NOT NULL CHECK (ground IN ('retention', 'request')),
        erased_by uuid NOT NULL REFERENCES portal.account,
        erased_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id) DEFERRABLE
      );

      -- Why somebody opened more people in an hour than usual.
      CREATE TABLE portal.reading_reason (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        account_id uuid NOT NULL REFERENCES portal.account,
        reason text NOT NULL,
        opened integer NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX reading_reason_agency ON portal.reading_reason (agency_id, at DESC);
      CREATE INDEX entry_readings ON audit.entry (chain, account_id, at) WHERE action = 'person.read';
    `);
    for (const table of [
      'record_setting',
      'person_request',
      'legal_hold',
      'person_tombstone',
      'reading_reason',
    ])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_seen_by_own_agency ON portal.${table} FOR SELECT TO portal_app USING (${own});
        GRANT SELECT ON portal.${table} TO portal_app, policy_fn;
      `);
    await db.query(`
      CREATE POLICY record_setting_by_manager ON portal.record_setting TO portal_app
        USING (${own} AND ${manager}) WITH CHECK (${own} AND ${manager});
      GRANT INSERT, UPDATE (person_years, disclosure_years, answer_days, hourly_readings, version, changed_by, changed_at)
        ON portal.record_setting TO portal_app;
      CREATE POLICY person_request_by_own_agency ON portal.person_request TO portal_app USING (${own}) WITH CHECK (${own});
      GRANT INSERT, UPDATE (status, due_on, identity_means, identified_by, identified_at, decision, ground, explanation, decided_by,
        decided_at, answer_means, answered_on, drop_note, version, updated_at) ON portal.person_request TO portal_app;
      CREATE POLICY legal_hold_by_manager ON portal.legal_hold TO portal_app
        USING (${own} AND ${manager}) WITH CHECK (${own} AND ${manager});
      GRANT INSERT, UPDATE (lifted_by, lifted_at) ON portal.legal_hold TO portal_app;
      CREATE POLICY reading_reason_given ON portal.reading_reason FOR INSERT TO portal_app
        WITH CHECK (${own} AND account_id = (SELECT sec.actor_account()));
      GRANT INSERT ON portal.reading_reason TO portal_app;
      GRANT INSERT ON portal.person_tombstone TO policy_fn;
    `);
    await db.query(erasing);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.erase_person(uuid, text), sec.person_matters_due(), portal.people_to_erase(uuid);
      REVOKE DELETE ON portal.data_key, portal.person_section, portal.person_trace, portal.person_former_name FROM policy_fn;
      DROP INDEX audit.entry_readings;
      DROP TABLE portal.reading_reason, portal.person_tombstone, portal.legal_hold, portal.person_request, portal.record_setting;
    `);
  }
}

const erasing = `
  -- Until when each ended record is kept: some years after support ended, after the last line closed, and after anything was
  -- told for the last time. Records that were merged count as one.
  CREATE FUNCTION portal.people_to_erase(agency uuid)
  RETURNS TABLE (person_id uuid, number integer, status text, ended_on date, kept_until date, held boolean, busy boolean)
  LANGUAGE sql STABLE SET search_path = '' AS $$
    WITH setting AS (
      SELECT coalesce(max(s.person_years), 5) AS person_years, coalesce(max(s.disclosure_years), 5) AS disclosure_years
      FROM portal.record_setting s WHERE s.agency_id = agency
    )
    SELECT p.id, p.number, p.status, p.ended_on,
      greatest(
        p.ended_on + make_interval(years => s.person_years),
        (SELECT max((l.closed_at AT TIME ZONE 'Asia/Tokyo')::date) FROM portal.referral_line l WHERE l.person_id = p.id)
          + make_interval(years => s.person_years),
        (SELECT max((d.at AT TIME ZONE 'Asia/Tokyo')::date) FROM portal.disclosure d WHERE d.person_id = p.id)
          + make_interval(years => greatest(s.disclosure_years, 3)))::date,
      EXISTS (SELECT FROM portal.legal_hold h WHERE h.person_id = p.id AND h.lifted_at IS NULL),
      EXISTS (SELECT FROM portal.referral_line l WHERE l.person_id = p.id AND l.status <> 'queued' AND l.closed_at IS NULL)
        OR EXISTS (SELECT FROM portal.person_request r WHERE r.person_id = p.id AND r.kind <> 'erase'
          AND r.status IN ('received', 'identified', 'decided'))
    FROM portal.person p, setting s
    WHERE p.agency_id = agency AND p.status IN ('closed', 'moved', 'died') AND p.ended_on IS NOT NULL
  $$;
  REVOKE EXECUTE ON FUNCTION portal.people_to_erase(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.people_to_erase(uuid) TO portal_app, policy_fn;
  GRANT SELECT ON portal.legal_hold, portal.record_setting, portal.person_request, portal.disclosure, portal.referral_line TO policy_fn;
  GRANT SELECT, DELETE ON portal.data_key, portal.person_section, portal.person_trace, portal.person_former_name TO policy_fn;
  GRANT EXECUTE ON FUNCTION sec.today_in_japan() TO policy_fn;

  -- Drops the keys of a person and of everything about them: what was sealed with them opens nowhere again, in no copy.
  -- Refuses before the day, under a hold, and for everybody but a manager of the agency. Answers the day until which it was kept.
  CREATE FUNCTION portal.erase_person(person uuid, ground text) RETURNS date
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
  #variable_conflict use_column
  DECLARE
    p portal.person;
    due record;
    everyone uuid[];
    one record;
  BEGIN
    SELECT * INTO p FROM portal.person x
    WHERE x.id = person AND x.agency_id = (SELECT sec.case_agency()) AND (SELECT sec.actor_role()) = 'manager' FOR UPDATE;
    SELECT * INTO due FROM portal.people_to_erase(p.agency_id) d WHERE d.person_id = p.id;
    IF due.person_id IS NULL OR due.held OR due.busy OR due.kept_until >= sec.today_in_japan() THEN
      RAISE EXCEPTION 'the record must be kept' USING ERRCODE = 'insufficient_privilege';
    END IF;
    everyone := ARRAY(WITH RECURSIVE whole AS (
        SELECT p.id UNION ALL SELECT x.id FROM portal.person x JOIN whole w ON x.merged_into = w.id) SELECT id FROM whole);
    -- Lines, files and whatever else about the person has a key of its own.
    FOR one IN SELECT t.name FROM sec.tables_of_people() t WHERE t.key = ARRAY['id'] LOOP
      EXECUTE format('DELETE FROM portal.data_key k USING portal.%I t WHERE k.subject_id = t.id AND t.person_id = ANY ($1)', one.name)
        USING everyone;
    END LOOP;
    DELETE FROM portal.data_key k WHERE k.subject_id = ANY (everyone);
    DELETE FROM portal.person_section s WHERE s.person_id = ANY (everyone);
    DELETE FROM portal.person_trace t WHERE t.person_id = ANY (everyone);
    DELETE FROM portal.person_former_name n WHERE n.person_id = ANY (everyone);
    UPDATE portal.person x SET status = 'erased', erased_at = now() WHERE x.id = ANY (everyone);
    INSERT INTO portal.person_tombstone (person_id, agency_id, number, ended_on, kept_until, ground, erased_by)
      SELECT x.id, x.agency_id, x.number, p.ended_on, due.kept_until, erase_person.ground, (SELECT sec.actor_account())
      FROM portal.person x WHERE x.id = ANY (everyone);
    RETURN due.kept_until;
  END $$;
  ALTER FUNCTION portal.erase_person(uuid, text) OWNER TO policy_fn;
  REVOKE EXECUTE ON FUNCTION portal.erase_person(uuid, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION portal.erase_person(uuid, text) TO portal_app;

  -- How many matters wait for the managers of each agency: numbers, nothing about anybody.
  CREATE FUNCTION sec.person_matters_due() RETURNS TABLE (agency_id uuid, erasures integer, requests integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT a.id,
      (SELECT count(*)::int FROM portal.people_to_erase(a.id) d WHERE d.kept_until < sec.today_in_japan() AND NOT d.held AND NOT d.busy),
      (SELECT count(*)::int FROM portal.person_request r WHERE r.agency_id = a.id
         AND r.status IN ('received', 'identified', 'decided') AND r.due_on <= sec.today_in_japan() + 3)
    FROM portal.agency a WHERE EXISTS (SELECT FROM portal.person p WHERE p.agency_id = a.id)
  $$;
  ALTER FUNCTION sec.person_matters_due() OWNER TO policy_fn;
  REVOKE EXECUTE ON FUNCTION sec.person_matters_due() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.person_matters_due() TO portal_worker;
`;
