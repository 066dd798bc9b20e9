import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = 'agency_id = (SELECT sec.case_agency())';
const network = `agency_id IS NULL AND (SELECT sec.actor_role()) = 'secretariat'`;
const manager = `agency_id = (SELECT sec.actor_agency()) AND (SELECT sec.actor_role()) = 'manager'`;

/** What people are told before they decide, the asking itself with its number, and what a decision rests on. */
export class CreateAskings1764000310000 implements MigrationInterface {
  name = 'CreateAskings1764000310000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- 説明文: one text for the network, and one of its own for an agency that wants it. Versions are added, never changed.
      CREATE TABLE portal.consent_notice (
        id uuid PRIMARY KEY,
        agency_id uuid REFERENCES portal.agency,
        version integer NOT NULL CHECK (version > 0),
        -- True where an agency went back to the text of the network; such a version has no words.
        follows_network boolean NOT NULL DEFAULT false,
        standard jsonb NOT NULL,
        easy jsonb NOT NULL,
        created_by uuid REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (agency_id, version),
        CHECK (agency_id IS NOT NULL OR NOT follows_network)
      );
      -- How many days an agency waits for the paper behind an oral consent.
      CREATE TABLE portal.consent_settings (
        agency_id uuid PRIMARY KEY REFERENCES portal.agency,
        paper_days integer NOT NULL DEFAULT 14 CHECK (paper_days BETWEEN 1 AND 90),
        version integer NOT NULL DEFAULT 1,
        updated_by uuid NOT NULL REFERENCES portal.account,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE portal.consent_counter (
        agency_id uuid NOT NULL REFERENCES portal.agency,
        fiscal_year integer NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (agency_id, fiscal_year)
      );
      -- 確認: what a person is asked, on paper or aloud, under a number that the decision keeps.
      CREATE TABLE portal.consent_asking (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        number text NOT NULL,
        state text NOT NULL DEFAULT 'drafting' CHECK (state IN ('drafting', 'asked', 'given', 'refused', 'error')),
        notice_id uuid NOT NULL REFERENCES portal.consent_notice,
        -- [{recipientAgencyId, purpose, category}]: what would be told to whom, for what.
        cells jsonb NOT NULL,
        validity text NOT NULL CHECK (validity IN ('day', 'years', 'support')),
        valid_years integer CHECK (valid_years BETWEEN 1 AND 3),
        valid_until date,
        given_by text NOT NULL CHECK (given_by IN ('person', 'representative')),
        authority text CHECK (authority IN
          ('parent', 'adult_guardian', 'curator', 'assistant', 'voluntary_guardian', 'other')),
        representative bytea,
        -- The agreement that a yes would replace.
        renews uuid,
        note bytea,
        asked_at timestamptz,
        asked_by uuid REFERENCES portal.account,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id),
        FOREIGN KEY (renews, person_id, agency_id) REFERENCES portal.consent (id, person_id, agency_id),
        UNIQUE (agency_id, number),
        UNIQUE (id, person_id, agency_id),
        CHECK ((validity = 'years') = (valid_years IS NOT NULL)),
        CHECK ((validity = 'day') = (valid_until IS NOT NULL)),
        CHECK ((given_by = 'representative') = (authority IS NOT NULL)),
        CHECK ((state = 'drafting') <= (asked_at IS NULL))
      );
      CREATE INDEX consent_asking_person ON portal.consent_asking (person_id);
      CREATE INDEX consent_asking_open ON portal.consent_asking (agency_id) WHERE state IN ('drafting', 'asked');

      ALTER TABLE portal.consent DROP CONSTRAINT consent_status_check,
        ADD CONSTRAINT consent_status_check CHECK (status IN ('given', 'refused', 'superseded', 'withdrawn', 'error')),
        ADD number text,
        ADD asking_id uuid,
        ADD notice_id uuid REFERENCES portal.consent_notice,
        -- When the decision was first written down. A narrower revision keeps it: which of two decisions is the later one
        -- must not change because a part of one was taken back.
        ADD recorded_at timestamptz NOT NULL DEFAULT now(),
        ADD validity text NOT NULL DEFAULT 'day' CHECK (validity IN ('day', 'years', 'support')),
        ADD place bytea,
        ADD authority text CHECK (authority IN
          ('parent', 'adult_guardian', 'curator', 'assistant', 'voluntary_guardian', 'other')),
        ADD authority_note bytea,
        ADD lapse_rule text CHECK (lapse_rule IN ('day', 'adulthood', 'support')),
        -- The first day on which it counts no more: the authority has ended, the person is of age, the support is over.
        ADD lapses_on date,
        -- What the person says to what the representative decided.
        ADD assent text CHECK (assent IN ('agrees', 'objects', 'unable')),
        ADD assent_words bytea,
        ADD assent_by uuid REFERENCES portal.account,
        ADD no_paper_reason bytea,
        ADD paper_due date,
        ADD paper_on date,
        ADD paper_received_at timestamptz,
        ADD superseded_by uuid REFERENCES portal.consent,
        ADD CONSTRAINT consent_of_asking FOREIGN KEY (asking_id, person_id, agency_id)
          REFERENCES portal.consent_asking (id, person_id, agency_id),
        ADD CONSTRAINT consent_assent CHECK (given_by = 'representative' OR assent IS NULL),
        ADD CONSTRAINT consent_paper CHECK ((paper_on IS NULL) = (paper_received_at IS NULL));
      GRANT UPDATE (lapses_on, paper_on, paper_received_at, superseded_by) ON portal.consent TO portal_app;
      CREATE INDEX consent_paper_due ON portal.consent (agency_id, paper_due)
        WHERE status = 'given' AND paper_due IS NOT NULL AND paper_received_at IS NULL;
      CREATE INDEX consent_lapses ON portal.consent (agency_id, lapses_on) WHERE status = 'given' AND lapses_on IS NOT NULL;
      ALTER TABLE portal.consent_grant DROP CONSTRAINT consent_grant_purpose_check,
        ADD CONSTRAINT consent_grant_purpose_check CHECK (purpose IN
          ('intake', 'support', 'handover', 'conference', 'placement', 'report_back', 'among'));
      CREATE INDEX consent_grant_refused ON portal.consent_grant (person_id, recipient_agency_id, purpose, category)
        WHERE NOT granted;
      ALTER TABLE portal.consent_evidence
        ADD kind text NOT NULL DEFAULT 'paper' CHECK (kind IN ('paper', 'authority'));

      -- Told once, however often the worker looks: which approaching end of which consent.
      CREATE TABLE portal.consent_reminder (
        consent_id uuid NOT NULL,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('ends', 'lapses', 'paper', 'ended', 'lapsed')),
        due_on date NOT NULL,
        days integer NOT NULL,
        told_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consent_id, kind, due_on, days),
        FOREIGN KEY (consent_id, person_id, agency_id) REFERENCES portal.consent (id, person_id, agency_id)
      );
    `);

    for (const table of [
      'consent_settings',
      'consent_counter',
      'consent_asking',
      'consent_notice',
      'consent_reminder',
    ])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
      `);
    await db.query(`
      CREATE POLICY consent_notice_shown ON portal.consent_notice FOR SELECT TO portal_app USING (
        (SELECT sec.actor_account()) IS NOT NULL
        AND (agency_id IS NULL OR agency_id = (SELECT sec.actor_agency())));
      CREATE POLICY consent_notice_written ON portal.consent_notice FOR INSERT TO portal_app
        WITH CHECK (created_by = (SELECT sec.actor_account()) AND ((${network}) OR (${manager})));
      GRANT SELECT, INSERT ON portal.consent_notice TO portal_app;

      CREATE POLICY consent_settings_shown ON portal.consent_settings FOR SELECT TO portal_app
        USING (agency_id = (SELECT sec.actor_agency()));
      CREATE POLICY consent_settings_kept ON portal.consent_settings FOR INSERT TO portal_app WITH CHECK (${manager});
      CREATE POLICY consent_settings_changed ON portal.consent_settings FOR UPDATE TO portal_app
        USING (${manager}) WITH CHECK (${manager});
      GRANT SELECT, INSERT, UPDATE (paper_days, version, updated_by, updated_at) ON portal.consent_settings TO portal_app;

      CREATE POLICY consent_counter_own_agency ON portal.consent_counter TO portal_app USING (${own}) WITH CHECK (${own});
      GRANT SELECT, INSERT, UPDATE (last) ON portal.consent_counter TO portal_app;
      CREATE POLICY consent_asking_own_agency ON portal.consent_asking TO portal_app USING (${own}) WITH CHECK (${own});
      GRANT SELECT, INSERT, UPDATE (state, notice_id, cells, validity, valid_years, valid_until, given_by, authority,
        representative, note, asked_at, asked_by, version, updated_at) ON portal.consent_asking TO portal_app;
      CREATE POLICY consent_reminder_own_agency ON portal.consent_reminder FOR SELECT TO portal_app USING (${own});
      GRANT SELECT ON portal.consent_reminder TO portal_app;

      -- What was asked stays as it was asked: the paper with this number is in the person's hands.
      CREATE FUNCTION portal.keep_asking() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.state <> 'drafting' AND (NEW.state = 'drafting'
             OR (OLD.notice_id, OLD.cells, OLD.validity, OLD.valid_years, OLD.valid_until, OLD.given_by, OLD.authority,
                 OLD.representative, OLD.asked_at)
               IS DISTINCT FROM (NEW.notice_id, NEW.cells, NEW.validity, NEW.valid_years, NEW.valid_until, NEW.given_by,
                 NEW.authority, NEW.representative, NEW.asked_at)) THEN
          RAISE EXCEPTION 'what was asked is final' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER asking_is_final BEFORE UPDATE ON portal.consent_asking
        FOR EACH ROW EXECUTE FUNCTION portal.keep_asking();

      -- 同意番号: D, the fiscal year in Reiwa, and a count of the agency that is never reused.
      CREATE FUNCTION portal.next_consent_number(agency uuid) RETURNS text LANGUAGE plpgsql SET search_path = '' AS $$
      DECLARE
        today date := sec.today_in_japan();
        year integer := extract(year FROM today)::integer - CASE WHEN extract(month FROM today) < 4 THEN 1 ELSE 0 END;
        n integer;
      BEGIN
        INSERT INTO portal.consent_counter AS c VALUES (agency, year, 1)
          ON CONFLICT (agency_id, fiscal_year) DO UPDATE SET last = c.last + 1 RETURNING last INTO n;
        RETURN 'D' || year - 2018 || '-' || lpad(n::text, greatest(4, length(n::text)), '0');
      END $$;

      -- A decision has the number of its asking, a revision that of its agreement; what was never asked for gets its own.
      CREATE FUNCTION portal.number_consent() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF NEW.revision > 1 THEN
          SELECT c.number INTO NEW.number FROM portal.consent c WHERE c.id = NEW.root_id;
        ELSIF NEW.asking_id IS NOT NULL THEN
          SELECT a.number INTO NEW.number FROM portal.consent_asking a WHERE a.id = NEW.asking_id;
        ELSIF NEW.number IS NULL THEN
          NEW.number := portal.next_consent_number(NEW.agency_id);
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER consent_numbered BEFORE INSERT ON portal.consent
        FOR EACH ROW EXECUTE FUNCTION portal.number_consent();

      -- What was agreed to for the time of the support ends when the agency closes the case.
      CREATE FUNCTION portal.end_support_consents() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        UPDATE portal.consent SET lapses_on = sec.today_in_japan()
          WHERE person_id = NEW.id AND validity = 'support' AND status = 'given'
            AND (lapses_on IS NULL OR lapses_on > sec.today_in_japan());
        RETURN NULL;
      END $$;
      CREATE TRIGGER support_consents_end AFTER UPDATE OF status ON portal.person
        FOR EACH ROW WHEN (OLD.status = 'open' AND NEW.status IN ('closed', 'moved', 'died')) EXECUTE FUNCTION portal.end_support_consents();
      GRANT EXECUTE ON FUNCTION portal.keep_asking(), portal.next_consent_number(uuid), portal.number_consent(),
        portal.end_support_consents() TO portal_app;
    `);

    await db.query(`
      -- Whether a refusal stands against a cell: a later one by anybody, or the person's own against a representative's
      -- yes, unless the person agreed to that yes afterwards. A refusal is no business of the agency that it is about, so
      -- that agency learns yes or no, for itself alone.
      CREATE FUNCTION sec.cell_refused(person uuid, recipient uuid, for_purpose text, of_category text,
        by_whom text, said text, decided date, recorded timestamptz) RETURNS boolean
      LANGUAGE plpgsql STABLE SECURITY DEFINER COST 100 SET search_path = '' AS $$
      BEGIN
        RETURN EXISTS (
          SELECT FROM portal.consent_grant g JOIN portal.consent r ON r.id = g.consent_id
          WHERE NOT g.granted AND g.person_id = person AND g.recipient_agency_id = recipient AND g.purpose = for_purpose
            AND g.category = of_category AND r.status <> 'error'
            AND (g.recipient_agency_id = sec.case_agency() OR g.agency_id = sec.case_agency())
            AND ((r.decided_on, r.recorded_at) > (decided, recorded)
              OR (by_whom = 'representative' AND r.given_by = 'person' AND said IS DISTINCT FROM 'agrees')));
      END $$;
      GRANT SELECT ON portal.consent_grant TO policy_fn;
      GRANT SELECT (id, status, decided_on, recorded_at, given_by) ON portal.consent TO policy_fn;
      ALTER FUNCTION sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz) TO portal_app;

      -- Given, in its days, not lapsed, and nobody has said no since: all of it decided at the moment of reading.
      CREATE OR REPLACE VIEW portal.live_grant WITH (security_invoker = true) AS
        SELECT g.person_id, g.agency_id, g.recipient_agency_id, g.purpose, g.category, g.consent_id
        FROM portal.consent_grant g JOIN portal.consent c ON c.id = g.consent_id
        WHERE g.granted AND c.status = 'given' AND sec.today_in_japan() BETWEEN c.valid_from AND c.valid_until
          AND (c.lapses_on IS NULL OR sec.today_in_japan() < c.lapses_on)
          AND c.assent IS DISTINCT FROM 'objects'
          AND NOT sec.cell_refused(g.person_id, g.recipient_agency_id, g.purpose, g.category, c.given_by, c.assent,
            c.decided_on, c.recorded_at);

      -- Writes down which agencies have to be told of which approaching ends, and answers them with how many. Only the
      -- nearest step of each consent: after days of standstill nobody is told of the steps that were missed.
      CREATE FUNCTION sec.remind_of_consents() RETURNS TABLE (agency uuid, what text, consents integer)
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
        WITH coming AS (
          SELECT c.id, c.person_id, c.agency_id, e.kind, e.due_on, e.due_on - sec.today_in_japan() AS left_days
          FROM portal.consent c
          CROSS JOIN LATERAL (VALUES
            -- The last day is valid_until; the first day without is lapses_on.
            ('ends', c.valid_until),
            ('lapses', CASE WHEN c.lapses_on <= c.valid_until THEN c.lapses_on END),
            ('paper', CASE WHEN c.paper_received_at IS NULL THEN c.paper_due END)) AS e (kind, due_on)
          WHERE c.status = 'given' AND e.due_on IS NOT NULL
            -- What was renewed in time, or is being asked, needs no further word.
            AND (e.kind = 'paper' OR NOT EXISTS (SELECT FROM portal.consent_asking a
              WHERE a.renews = c.root_id AND a.state IN ('drafting', 'asked')))
            AND NOT (e.kind = 'ends' AND c.lapses_on IS NOT NULL AND c.lapses_on <= c.valid_until)
        ), step AS (
          SELECT c.*, (SELECT min(s.days) FROM unnest(CASE c.kind WHEN 'paper' THEN ARRAY[0, -7, -30]
            ELSE ARRAY[60, 30, 7] END) AS s (days) WHERE c.left_days <= s.days) AS days
          FROM coming c WHERE c.left_days >= CASE c.kind WHEN 'paper' THEN -60 WHEN 'lapses' THEN 1 ELSE 0 END
          UNION ALL
          SELECT c.id, c.person_id, c.agency_id, CASE c.kind WHEN 'ends' THEN 'ended' ELSE 'lapsed' END, c.due_on,
            c.left_days, 0
          FROM coming c WHERE (c.kind = 'ends' AND c.left_days BETWEEN -30 AND -1)
            OR (c.kind = 'lapses' AND c.left_days BETWEEN -30 AND 0)
        ), told AS (
          INSERT INTO portal.consent_reminder (consent_id, person_id, agency_id, kind, due_on, days)
            SELECT s.id, s.person_id, s.agency_id, s.kind, s.due_on, s.days FROM step s WHERE s.days IS NOT NULL
            ON CONFLICT DO NOTHING RETURNING agency_id, kind
        )
        SELECT t.agency_id, t.kind, count(*)::integer FROM told t GROUP BY 1, 2 ORDER BY 1, 2
      $$;
      GRANT SELECT (id, root_id, person_id, agency_id, status, valid_until, lapses_on, paper_due, paper_received_at)
        ON portal.consent TO policy_fn;
      GRANT SELECT (renews, state) ON portal.consent_asking TO policy_fn;
      GRANT SELECT, INSERT ON portal.consent_reminder TO policy_fn;
      ALTER FUNCTION sec.remind_of_consents() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.remind_of_consents() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.remind_of_consents() TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE VIEW portal.live_grant WITH (security_invoker = true) AS
        SELECT g.person_id, g.agency_id, g.recipient_agency_id, g.purpose, g.category, g.consent_id
        FROM portal.consent_grant g JOIN portal.consent c ON c.id = g.consent_id
        WHERE g.granted AND c.status = 'given' AND sec.today_in_japan() BETWEEN c.valid_from AND c.valid_until;
      DROP FUNCTION sec.remind_of_consents(), sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz);
      DROP TRIGGER support_consents_end ON portal.person;
      DROP TRIGGER consent_numbered ON portal.consent;
      DROP TABLE portal.consent_reminder;
      ALTER TABLE portal.consent_evidence DROP COLUMN kind;
      DROP INDEX portal.consent_grant_refused;
      DELETE FROM portal.consent_grant WHERE purpose IN ('conference', 'placement', 'among');
      ALTER TABLE portal.consent_grant DROP CONSTRAINT consent_grant_purpose_check,
        ADD CONSTRAINT consent_grant_purpose_check CHECK (purpose IN ('intake', 'support', 'handover', 'report_back'));
      UPDATE portal.consent SET status = 'withdrawn', withdrawn_at = coalesce(withdrawn_at, now()) WHERE status = 'error';
      ALTER TABLE portal.consent DROP CONSTRAINT consent_status_check, DROP CONSTRAINT consent_of_asking,
        DROP CONSTRAINT consent_assent, DROP CONSTRAINT consent_paper,
        ADD CONSTRAINT consent_status_check CHECK (status IN ('given', 'refused', 'superseded', 'withdrawn')),
        DROP COLUMN number, DROP COLUMN asking_id, DROP COLUMN notice_id, DROP COLUMN recorded_at, DROP COLUMN validity,
        DROP COLUMN place, DROP COLUMN authority, DROP COLUMN authority_note, DROP COLUMN lapse_rule,
        DROP COLUMN lapses_on, DROP COLUMN assent, DROP COLUMN assent_words, DROP COLUMN assent_by,
        DROP COLUMN no_paper_reason, DROP COLUMN paper_due, DROP COLUMN paper_on, DROP COLUMN paper_received_at,
        DROP COLUMN superseded_by;
      DROP TABLE portal.consent_asking, portal.consent_counter, portal.consent_settings, portal.consent_notice;
      DROP FUNCTION portal.keep_asking(), portal.next_consent_number(uuid), portal.number_consent(),
        portal.end_support_consents();
    `);
  }
}
