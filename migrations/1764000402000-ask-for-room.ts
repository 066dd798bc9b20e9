import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';

/** 空き照会: an agency asks others whether they have room for somebody like this. Nothing here names or leads to a person. */
export class AskForRoom1764000402000 implements MigrationInterface {
  name = 'AskForRoom1764000402000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE portal.vacancy_inquiry_number;
      GRANT USAGE ON SEQUENCE portal.vacancy_inquiry_number TO portal_app;

      CREATE TABLE portal.vacancy_inquiry (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        service_kind text NOT NULL REFERENCES portal.service_kind,
        area_code text NOT NULL REFERENCES portal.area,
        age_band text NOT NULL,
        disabilities text[] NOT NULL DEFAULT '{}',
        needs text[] NOT NULL DEFAULT '{}',
        start_month text NOT NULL CHECK (start_month ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 300),
        due_on date NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
        closed_for text CHECK (closed_for IN ('asker', 'deadline')),
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, agency_id),
        CHECK ((state = 'closed') = (closed_for IS NOT NULL) AND (state = 'closed') = (closed_at IS NOT NULL))
      );
      CREATE INDEX vacancy_inquiry_newest ON portal.vacancy_inquiry (agency_id, created_at DESC);
      CREATE INDEX vacancy_inquiry_due ON portal.vacancy_inquiry (due_on) WHERE state = 'open';

      -- One row for each agency that is asked; what it answers stands there.
      CREATE TABLE portal.vacancy_answer (
        id uuid PRIMARY KEY,
        inquiry_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        answer text CHECK (answer IN ('room', 'waiting', 'full', 'depends')),
        months integer CHECK (months BETWEEN 0 AND 60),
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 300),
        answered_by uuid REFERENCES portal.account,
        answered_at timestamptz,
        reminded_on date,
        version integer NOT NULL DEFAULT 1,
        UNIQUE (inquiry_id, agency_id),
        -- Nobody adds to another agency's inquiry.
        FOREIGN KEY (inquiry_id, source_agency_id) REFERENCES portal.vacancy_inquiry (id, agency_id),
        CHECK (agency_id <> source_agency_id),
        CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL)),
        CHECK (months IS NULL OR answer = 'waiting'),
        CHECK (answer IS NOT NULL OR note = '')
      );
      CREATE INDEX vacancy_answer_agency ON portal.vacancy_answer (agency_id, inquiry_id);

      ALTER TABLE portal.vacancy_answer ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.vacancy_answer FORCE ROW LEVEL SECURITY;
      CREATE POLICY vacancy_answer_seen_by_parties ON portal.vacancy_answer FOR SELECT TO portal_app
        USING (${here} IN (agency_id, source_agency_id));
      CREATE POLICY vacancy_answer_asked ON portal.vacancy_answer FOR INSERT TO portal_app
        WITH CHECK (source_agency_id = ${here} AND answer IS NULL AND reminded_on IS NULL);
      CREATE POLICY vacancy_answer_given ON portal.vacancy_answer FOR UPDATE TO portal_app
        USING (agency_id = ${here}) WITH CHECK (agency_id = ${here} AND answered_by = (SELECT sec.actor_account()));
      CREATE POLICY vacancy_answer_worker ON portal.vacancy_answer TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE (answer, months, note, answered_by, answered_at, version) ON portal.vacancy_answer TO portal_app;
      GRANT SELECT, UPDATE (reminded_on) ON portal.vacancy_answer TO portal_worker;

      ALTER TABLE portal.vacancy_inquiry ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.vacancy_inquiry FORCE ROW LEVEL SECURITY;
      CREATE POLICY vacancy_inquiry_seen_by_parties ON portal.vacancy_inquiry FOR SELECT TO portal_app
        USING (agency_id = ${here} OR EXISTS (SELECT FROM portal.vacancy_answer a
          WHERE a.inquiry_id = vacancy_inquiry.id AND a.agency_id = ${here}));
      CREATE POLICY vacancy_inquiry_sent ON portal.vacancy_inquiry FOR INSERT TO portal_app
        WITH CHECK (agency_id = ${here} AND created_by = (SELECT sec.actor_account()) AND state = 'open');
      CREATE POLICY vacancy_inquiry_closed ON portal.vacancy_inquiry FOR UPDATE TO portal_app
        USING (agency_id = ${here}) WITH CHECK (agency_id = ${here});
      CREATE POLICY vacancy_inquiry_worker ON portal.vacancy_inquiry TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE (note, state, closed_for, closed_at, version) ON portal.vacancy_inquiry TO portal_app;
      GRANT SELECT, UPDATE (state, closed_for, closed_at, version) ON portal.vacancy_inquiry TO portal_worker;

      -- Whatever the application does, what was asked is never asked otherwise: words can only be taken out.
      CREATE FUNCTION portal.keep_vacancy_inquiry() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF (NEW.note <> OLD.note AND NEW.note <> '') OR (OLD.state = 'closed' AND NEW.state = 'open') THEN
          RAISE EXCEPTION 'an inquiry stays as it was sent' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.keep_vacancy_inquiry() FROM PUBLIC;
      CREATE TRIGGER vacancy_inquiry_kept BEFORE UPDATE ON portal.vacancy_inquiry
        FOR EACH ROW EXECUTE FUNCTION portal.keep_vacancy_inquiry();

      -- What is closed is not answered any more; what should not have been written goes at any time.
      CREATE FUNCTION portal.vacancy_answer_in_time() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF NEW.note = '' AND (NEW.answer, NEW.months) IS NOT DISTINCT FROM (OLD.answer, OLD.months) THEN RETURN NEW; END IF;
        IF NEW.answer IS NOT NULL AND NOT EXISTS (SELECT FROM portal.vacancy_inquiry q WHERE q.id = NEW.inquiry_id AND q.state = 'open') THEN
          RAISE EXCEPTION 'the inquiry is closed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.vacancy_answer_in_time() FROM PUBLIC;
      CREATE TRIGGER vacancy_answer_in_time BEFORE UPDATE OF answer, months, note ON portal.vacancy_answer
        FOR EACH ROW EXECUTE FUNCTION portal.vacancy_answer_in_time();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.vacancy_answer, portal.vacancy_inquiry;
      DROP FUNCTION portal.vacancy_answer_in_time(), portal.keep_vacancy_inquiry();
      DROP SEQUENCE portal.vacancy_inquiry_number;
    `);
  }
}
