import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';

/** Supports that end on a day known beforehand, and how people are after a referral has closed. */
export class PlanTransitions1764000371000 implements MigrationInterface {
  name = 'PlanTransitions1764000371000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- 満了・卒業: from which day on, and until which day, itself included.
      CREATE TABLE portal.support_term (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        person_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('retention', 'graduation')),
        base_on date NOT NULL,
        starts_on date,
        ends_on date NOT NULL,
        draft_id uuid REFERENCES portal.referral ON DELETE SET NULL,
        ended_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id) DEFERRABLE INITIALLY IMMEDIATE,
        CHECK (base_on <= ends_on)
      );
      CREATE INDEX support_term_agency ON portal.support_term (agency_id, ends_on) WHERE ended_at IS NULL;
      CREATE INDEX support_term_person ON portal.support_term (person_id);
      CREATE INDEX support_term_ends ON portal.support_term (ends_on) WHERE ended_at IS NULL;
      -- What was proposed, once for each step before an end: another end begins anew.
      CREATE TABLE portal.term_proposal (
        term_id uuid NOT NULL REFERENCES portal.support_term,
        ends_on date NOT NULL,
        step integer NOT NULL CHECK (step IN (6, 3, 1)),
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (term_id, ends_on, step)
      );

      -- 定着確認: who is asked how they are, and when.
      CREATE TABLE portal.check_up (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        person_id uuid NOT NULL,
        referral_id uuid REFERENCES portal.referral,
        line_id uuid REFERENCES portal.referral_line,
        kind text NOT NULL CHECK (kind IN ('month_1', 'month_3', 'month_6', 'month_12', 'monitoring', 'own')),
        due_on date NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
        reached text CHECK (reached IN ('visit', 'office', 'phone', 'message', 'workplace', 'family', 'not_reached')),
        situation text CHECK (situation IN ('working', 'changed_job', 'left', 'on_leave', 'training', 'unknown')),
        note bytea,
        done_on date,
        done_by uuid REFERENCES portal.account,
        reminded_on date,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id) DEFERRABLE INITIALLY IMMEDIATE,
        CHECK ((state = 'done') = (done_on IS NOT NULL AND reached IS NOT NULL AND situation IS NOT NULL))
      );
      CREATE UNIQUE INDEX check_up_once ON portal.check_up (line_id, kind) WHERE kind LIKE 'month%';
      CREATE INDEX check_up_due ON portal.check_up (agency_id, due_on) WHERE state = 'open';
      CREATE INDEX check_up_person ON portal.check_up (person_id, due_on);
      CREATE TABLE portal.check_up_setting (
        agency_id uuid PRIMARY KEY REFERENCES portal.agency,
        unheard_months integer NOT NULL CHECK (unheard_months BETWEEN 1 AND 24),
        version integer NOT NULL DEFAULT 1
      );
    `);
    for (const table of ['support_term', 'check_up', 'check_up_setting'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_own_agency ON portal.${table} TO portal_app
          USING (agency_id = ${here}) WITH CHECK (agency_id = ${here});
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      ALTER TABLE portal.term_proposal ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.term_proposal FORCE ROW LEVEL SECURITY;
      CREATE POLICY term_proposal_own_agency ON portal.term_proposal FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.support_term t WHERE t.id = term_id AND t.agency_id = ${here}));
      GRANT SELECT ON portal.term_proposal TO portal_app;
      GRANT UPDATE (base_on, starts_on, ends_on, draft_id, ended_at, version) ON portal.support_term TO portal_app;
      GRANT UPDATE (due_on, state, reached, situation, note, done_on, done_by, version) ON portal.check_up TO portal_app;
      GRANT UPDATE (unheard_months, version) ON portal.check_up_setting TO portal_app;
      GRANT SELECT, INSERT ON portal.term_proposal, portal.check_up TO policy_fn;
      GRANT SELECT ON portal.support_term, portal.referral_report TO policy_fn;
      GRANT UPDATE (reminded_on) ON portal.check_up TO policy_fn;

      -- Proposes what is due on a day and was not proposed yet; answers the agencies that have something new.
      CREATE FUNCTION portal.propose_terms(today date) RETURNS TABLE (agency_id uuid, proposals integer)
      LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
        WITH due AS (
          SELECT t.id, t.agency_id, t.ends_on, CASE
              WHEN (t.ends_on - interval '1 month')::date <= today THEN 1
              WHEN (t.ends_on - interval '3 months')::date <= today THEN 3 ELSE 6 END AS step
          FROM portal.support_term t JOIN portal.person p ON p.id = t.person_id AND p.status = 'open'
          WHERE t.ended_at IS NULL AND t.ends_on >= today AND (t.ends_on - interval '6 months')::date <= today
            AND NOT EXISTS (SELECT FROM portal.referral r WHERE r.id = t.draft_id AND r.status <> 'draft')
        ), new AS (
          INSERT INTO portal.term_proposal (term_id, ends_on, step) SELECT d.id, d.ends_on, d.step FROM due d
          ON CONFLICT DO NOTHING RETURNING term_id
        )
        SELECT d.agency_id, count(*)::int FROM due d JOIN new n ON n.term_id = d.id GROUP BY d.agency_id
      $$;

      -- What is due is said once a week until somebody has done it.
      CREATE FUNCTION portal.remind_check_ups(today date) RETURNS TABLE (agency_id uuid, due integer)
      LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
        WITH said AS (
          UPDATE portal.check_up c SET reminded_on = today
          FROM portal.person p
          WHERE p.id = c.person_id AND p.status = 'open' AND c.state = 'open' AND c.due_on <= today
            AND (c.reminded_on IS NULL OR c.reminded_on <= today - 7)
          RETURNING c.agency_id
        )
        SELECT s.agency_id, count(*)::int FROM said s GROUP BY s.agency_id
      $$;

      -- Whoever was registered, employed or stayed at work is asked how they are; the line closes by hand or by the clock.
      CREATE FUNCTION portal.plan_check_ups() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF (SELECT r.result FROM portal.referral_report r WHERE r.line_id = NEW.id ORDER BY r.created_at DESC, r.id DESC LIMIT 1)
             IN ('registered', 'employed', 'retained') THEN
          INSERT INTO portal.check_up (id, agency_id, person_id, referral_id, line_id, kind, due_on)
          SELECT gen_random_uuid(), NEW.source_agency_id, NEW.person_id, NEW.referral_id, NEW.id, 'month_' || m,
            (sec.today_in_japan() + make_interval(months => m))::date
          FROM unnest(ARRAY[1, 3, 6, 12]) AS m
          ON CONFLICT DO NOTHING;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER check_ups_follow AFTER UPDATE OF status ON portal.referral_line FOR EACH ROW
        WHEN (NEW.status = 'completed' AND OLD.status <> 'completed') EXECUTE FUNCTION portal.plan_check_ups();

      ALTER FUNCTION portal.propose_terms(date) OWNER TO policy_fn;
      ALTER FUNCTION portal.remind_check_ups(date) OWNER TO policy_fn;
      ALTER FUNCTION portal.plan_check_ups() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.propose_terms(date), portal.remind_check_ups(date), portal.plan_check_ups() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.propose_terms(date), portal.remind_check_ups(date) TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER check_ups_follow ON portal.referral_line;
      DROP FUNCTION portal.plan_check_ups(), portal.remind_check_ups(date), portal.propose_terms(date);
      DROP TABLE portal.check_up_setting, portal.check_up, portal.term_proposal, portal.support_term;
    `);
  }
}
