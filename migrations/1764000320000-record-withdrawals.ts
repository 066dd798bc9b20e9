import type { MigrationInterface, QueryRunner } from 'typeorm';

const terminal = `'completed', 'declined', 'redirected', 'cancelled', 'person_declined', 'not_selected', 'expired', 'failed', 'error'`;
const beforeAcceptance = `'sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted'`;

/**
 * What people take back, whoever hears it: the withdrawal itself, the cells it closed, the disclosure without consent on
 * a legal ground, and what every recipient answers about what it had been told.
 */
export class RecordWithdrawals1764000320000 implements MigrationInterface {
  name = 'RecordWithdrawals1764000320000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.withdrawal_settings (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        -- Days after which a stopped line ends when the person has not agreed anew.
        close_after_days integer NOT NULL DEFAULT 14 CHECK (close_after_days BETWEEN 1 AND 90),
        answer_within_days integer NOT NULL DEFAULT 14 CHECK (answer_within_days BETWEEN 1 AND 90),
        remind_every_days integer NOT NULL DEFAULT 7 CHECK (remind_every_days BETWEEN 1 AND 30),
        version integer NOT NULL DEFAULT 1
      );
      INSERT INTO portal.withdrawal_settings DEFAULT VALUES;
      ALTER TABLE portal.withdrawal_settings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.withdrawal_settings FORCE ROW LEVEL SECURITY;
      CREATE POLICY withdrawal_settings_seen ON portal.withdrawal_settings FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY withdrawal_settings_kept ON portal.withdrawal_settings FOR UPDATE TO portal_app
        USING ((SELECT sec.actor_role()) = 'secretariat');
      CREATE POLICY withdrawal_settings_read ON portal.withdrawal_settings FOR SELECT TO portal_worker USING (true);
      GRANT SELECT, UPDATE (close_after_days, answer_within_days, remind_every_days, version)
        ON portal.withdrawal_settings TO portal_app;
      GRANT SELECT ON portal.withdrawal_settings TO portal_worker, policy_fn;

      CREATE SEQUENCE portal.withdrawal_number;
      CREATE SEQUENCE portal.legal_ground_number;
      GRANT USAGE ON SEQUENCE portal.withdrawal_number, portal.legal_ground_number TO portal_app, policy_fn;
      -- Like the number of a referral: a letter, the fiscal year in Reiwa, a count that is never reused.
      CREATE FUNCTION portal.case_number(letter text, counter regclass) RETURNS text
      LANGUAGE sql VOLATILE SET search_path = '' AS $$
        SELECT letter || (extract(year FROM sec.today_in_japan() - interval '3 months') - 2018)::int
          || '-' || lpad(nextval(counter)::text, 6, '0')
      $$;
      REVOKE EXECUTE ON FUNCTION portal.case_number(text, regclass) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.case_number(text, regclass) TO portal_app, policy_fn;

      CREATE TABLE portal.withdrawal (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE DEFAULT portal.case_number('W', 'portal.withdrawal_number'),
        person_id uuid NOT NULL,
        -- The agency that keeps the person's consents.
        agency_id uuid NOT NULL,
        scope text NOT NULL CHECK (scope IN ('whole', 'recipient', 'category', 'cell')),
        recipient_agency_id uuid REFERENCES portal.agency,
        purpose text,
        category text,
        told_by text NOT NULL CHECK (told_by IN ('person', 'representative')),
        channel text NOT NULL CHECK (channel IN ('desk', 'phone', 'letter', 'visit')),
        said_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        heard_by_agency uuid NOT NULL REFERENCES portal.agency,
        heard_by uuid NOT NULL REFERENCES portal.account,
        identity_check bytea NOT NULL,
        note bytea,
        -- What it met: ids, states, days and codes, as of then.
        hits jsonb NOT NULL DEFAULT '{}',
        applied_at timestamptz,
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id),
        UNIQUE (id, person_id, agency_id),
        CHECK (said_at <= recorded_at),
        CHECK ((scope IN ('recipient', 'cell')) = (recipient_agency_id IS NOT NULL)),
        CHECK ((scope IN ('category', 'cell')) = (category IS NOT NULL)),
        CHECK ((scope = 'cell') = (purpose IS NOT NULL))
      );
      CREATE INDEX withdrawal_person ON portal.withdrawal (person_id, recorded_at);
      CREATE TABLE portal.withdrawn_grant (
        withdrawal_id uuid NOT NULL,
        consent_id uuid NOT NULL,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        recipient_agency_id uuid NOT NULL REFERENCES portal.agency,
        purpose text NOT NULL,
        category text NOT NULL,
        PRIMARY KEY (withdrawal_id, consent_id, recipient_agency_id, purpose, category),
        FOREIGN KEY (withdrawal_id, person_id, agency_id) REFERENCES portal.withdrawal (id, person_id, agency_id),
        FOREIGN KEY (consent_id, person_id, agency_id) REFERENCES portal.consent (id, person_id, agency_id)
      );

      -- A narrower revision that a recipient recorded carries the sealed words of the one before: under which id they were sealed.
      ALTER TABLE portal.consent ADD sealed_for uuid;

      -- What a recipient answers about what it had been told: destroyed, returned, or kept because a law says so.
      CREATE TABLE portal.erasure_duty (
        id uuid PRIMARY KEY,
        withdrawal_id uuid REFERENCES portal.withdrawal,
        misdirection_id uuid,
        number text NOT NULL,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        recipient_agency_id uuid NOT NULL REFERENCES portal.agency,
        categories text[] NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        due_on date NOT NULL,
        answer text CHECK (answer IN ('destroyed', 'returned', 'kept_by_law')),
        answered_on date,
        answered_name text,
        law_text text,
        answered_by uuid REFERENCES portal.account,
        answered_at timestamptz,
        reminders integer NOT NULL DEFAULT 0,
        reminded_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id),
        UNIQUE (withdrawal_id, recipient_agency_id),
        CHECK ((withdrawal_id IS NULL) <> (misdirection_id IS NULL)),
        CHECK ((answer IS NULL) = (answered_on IS NULL) AND (answer IS NULL) = (answered_name IS NULL)
          AND (answer IS NULL) = (answered_by IS NULL)),
        CHECK ((answer = 'kept_by_law') <= (law_text IS NOT NULL))
      );
      CREATE INDEX erasure_duty_open ON portal.erasure_duty (due_on) WHERE answer IS NULL;
      CREATE INDEX erasure_duty_recipient ON portal.erasure_duty (recipient_agency_id, asked_at);
      CREATE INDEX erasure_duty_owner ON portal.erasure_duty (agency_id, asked_at);

      CREATE TABLE portal.legal_ground (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE DEFAULT portal.case_number('K', 'portal.legal_ground_number'),
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        recipient_agency_id uuid NOT NULL REFERENCES portal.agency,
        purpose text NOT NULL,
        categories text[] NOT NULL CHECK (cardinality(categories) > 0),
        basis text NOT NULL,
        legal_regime text NOT NULL,
        reason bytea NOT NULL,
        status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'approved', 'refused', 'ended')),
        valid_until timestamptz NOT NULL,
        proposed_by uuid NOT NULL REFERENCES portal.account,
        proposed_at timestamptz NOT NULL DEFAULT now(),
        decided_by uuid REFERENCES portal.account,
        decided_at timestamptz,
        ended_by uuid REFERENCES portal.account,
        ended_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id),
        CHECK (recipient_agency_id <> agency_id),
        CHECK ((status = 'proposed') = (decided_by IS NULL)),
        CHECK (valid_until <= proposed_at + interval '366 days')
      );
      CREATE INDEX legal_ground_cover ON portal.legal_ground (person_id, recipient_agency_id) WHERE status = 'approved';
      CREATE INDEX legal_ground_owner ON portal.legal_ground (agency_id, proposed_at);
    `);

    const owner = 'agency_id = (SELECT sec.case_agency())';
    const recipient = 'recipient_agency_id = (SELECT sec.case_agency())';
    for (const table of ['withdrawal', 'withdrawn_grant', 'erasure_duty', 'legal_ground'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        GRANT SELECT ON portal.${table} TO portal_app, policy_fn;
      `);
    await db.query(`
      -- The owner writes down what it hears itself; for a recipient the function below does, and nothing else.
      CREATE POLICY withdrawal_seen ON portal.withdrawal FOR SELECT TO portal_app
        USING (${owner} OR heard_by_agency = (SELECT sec.case_agency()));
      CREATE POLICY withdrawal_heard_by_owner ON portal.withdrawal FOR INSERT TO portal_app
        WITH CHECK (${owner} AND heard_by_agency = (SELECT sec.case_agency()) AND heard_by = (SELECT sec.actor_account())
          AND applied_at IS NULL);
      GRANT INSERT ON portal.withdrawal TO portal_app, policy_fn;
      GRANT UPDATE (hits, applied_at) ON portal.withdrawal TO policy_fn;
      CREATE POLICY withdrawn_grant_seen ON portal.withdrawn_grant FOR SELECT TO portal_app USING (${owner} OR ${recipient});
      CREATE POLICY withdrawn_grant_by_owner ON portal.withdrawn_grant FOR INSERT TO portal_app WITH CHECK (${owner});
      GRANT INSERT ON portal.withdrawn_grant TO portal_app, policy_fn;

      CREATE POLICY erasure_duty_seen ON portal.erasure_duty FOR SELECT TO portal_app USING (${owner} OR ${recipient});
      CREATE POLICY erasure_duty_answered ON portal.erasure_duty FOR UPDATE TO portal_app
        USING (${recipient} AND answer IS NULL)
        WITH CHECK (${recipient} AND answer IS NOT NULL AND answered_by = (SELECT sec.actor_account())
          AND answered_on <= sec.today_in_japan());
      GRANT UPDATE (answer, answered_on, answered_name, law_text, answered_by, answered_at, version)
        ON portal.erasure_duty TO portal_app;
      GRANT INSERT, UPDATE (reminders, reminded_at) ON portal.erasure_duty TO policy_fn;

      CREATE POLICY legal_ground_owner ON portal.legal_ground FOR SELECT TO portal_app USING (${owner});
      CREATE POLICY legal_ground_recipient ON portal.legal_ground FOR SELECT TO portal_app
        USING (${recipient} AND status IN ('approved', 'ended'));
      CREATE POLICY legal_ground_proposed ON portal.legal_ground FOR INSERT TO portal_app
        WITH CHECK (${owner} AND status = 'proposed' AND proposed_by = (SELECT sec.actor_account()));
      CREATE POLICY legal_ground_decided ON portal.legal_ground FOR UPDATE TO portal_app
        USING (${owner} AND status IN ('proposed', 'approved')) WITH CHECK (${owner});
      GRANT INSERT, UPDATE (status, decided_by, decided_at, ended_by, ended_at, version) ON portal.legal_ground TO portal_app;

      -- A manager decides, and somebody else than who proposed it wherever the agency has another manager.
      CREATE FUNCTION sec.has_other_manager(agency uuid, than uuid) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT EXISTS (SELECT FROM portal.membership m JOIN portal.account a ON a.id = m.account_id AND a.status = 'active'
          WHERE m.agency_id = agency AND m.role = 'manager' AND m.ended_at IS NULL AND m.account_id <> than)
      $$;
      ALTER FUNCTION sec.has_other_manager(uuid, uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.has_other_manager(uuid, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.has_other_manager(uuid, uuid) TO portal_app;
      CREATE FUNCTION portal.guard_legal_ground() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF (OLD.status, NEW.status) NOT IN (('proposed', 'approved'), ('proposed', 'refused'), ('proposed', 'ended'),
             ('approved', 'ended')) THEN
          RAISE EXCEPTION 'a ground does not move like this' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NEW.status IN ('approved', 'refused') AND (sec.actor_role() IS DISTINCT FROM 'manager'
             OR NEW.decided_by IS DISTINCT FROM sec.actor_account()
             OR (NEW.decided_by = NEW.proposed_by AND sec.has_other_manager(NEW.agency_id, NEW.proposed_by))) THEN
          RAISE EXCEPTION 'another manager decides' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      GRANT EXECUTE ON FUNCTION portal.guard_legal_ground() TO portal_app;
      CREATE TRIGGER legal_ground_is_guarded BEFORE UPDATE ON portal.legal_ground
        FOR EACH ROW EXECUTE FUNCTION portal.guard_legal_ground();

      -- What may be told without consent at this moment, and what may be told at all: the one view to ask.
      CREATE VIEW portal.live_ground WITH (security_invoker = true) AS
        SELECT l.person_id, l.agency_id, l.recipient_agency_id, l.purpose, c.category, l.id AS ground_id
        FROM portal.legal_ground l CROSS JOIN LATERAL unnest(l.categories) AS c (category)
        WHERE l.status = 'approved' AND l.valid_until > now();
      CREATE VIEW portal.live_cover WITH (security_invoker = true) AS
        SELECT person_id, agency_id, recipient_agency_id, purpose, category, consent_id AS basis_id, false AS is_ground
        FROM portal.live_grant
        UNION ALL
        SELECT person_id, agency_id, recipient_agency_id, purpose, category, ground_id, true FROM portal.live_ground;
      GRANT SELECT ON portal.live_ground, portal.live_cover TO portal_app, policy_fn;

      -- The words of a withdrawal and of a ground are sealed with keys of their own.
      CREATE POLICY data_key_for_withdrawal ON portal.data_key FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.withdrawal w WHERE w.id = data_key.subject_id
          AND (w.agency_id = (SELECT sec.case_agency()) OR w.heard_by_agency = (SELECT sec.case_agency()))));
    `);

    await db.query(`
      GRANT UPDATE (status, withdrawn_at, withdrawn_by, withdrawal_told_by, version), INSERT ON portal.consent TO policy_fn;
      GRANT INSERT ON portal.consent_grant TO policy_fn;
      GRANT SELECT ON portal.consent, portal.consent_grant, portal.live_grant, portal.disclosure, portal.referral,
        portal.referral_line TO policy_fn;
      GRANT SELECT (id, agency_id) ON portal.person TO policy_fn;
      GRANT INSERT ON portal.outbox, portal.referral_event TO policy_fn;

      -- A recipient hears that the person takes something back. It can close, and nothing but close: it neither learns
      -- who else was named nor adds anything. Answers how many cells it closed.
      CREATE FUNCTION portal.withdraw_as_recipient(
        withdrawal uuid, line uuid, what text, kind text, aim text, teller text, way text, said timestamptz, checked bytea, words bytea)
      RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        me uuid := sec.case_agency();
        who uuid := sec.actor_account();
        mine portal.referral_line;
        given portal.consent;
        next portal.consent;
        cell portal.consent_grant;
        closed integer := 0;
        here integer;
      BEGIN
        SELECT * INTO mine FROM portal.referral_line l WHERE l.id = line AND l.agency_id = me AND l.status <> 'queued';
        IF mine.id IS NULL OR who IS NULL THEN
          RAISE EXCEPTION 'no line of yours' USING ERRCODE = 'insufficient_privilege';
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended(mine.person_id::text, 0));
        INSERT INTO portal.withdrawal (id, person_id, agency_id, scope, recipient_agency_id, purpose, category, told_by,
          channel, said_at, heard_by_agency, heard_by, identity_check, note)
        VALUES (withdrawal, mine.person_id, mine.source_agency_id, what,
          CASE WHEN what IN ('recipient', 'cell') THEN me END, aim, kind, teller, way, said, me, who, checked, words);
        FOR given IN
          SELECT c.* FROM portal.consent c
          WHERE c.person_id = mine.person_id AND c.agency_id = mine.source_agency_id AND c.status = 'given'
            AND EXISTS (SELECT FROM portal.consent_grant g WHERE g.consent_id = c.id AND g.granted AND g.recipient_agency_id = me)
          ORDER BY c.id FOR UPDATE
        LOOP
          INSERT INTO portal.withdrawn_grant
            (withdrawal_id, consent_id, person_id, agency_id, recipient_agency_id, purpose, category)
          SELECT withdrawal, given.id, given.person_id, given.agency_id, g.recipient_agency_id, g.purpose, g.category
          FROM portal.consent_grant g
          WHERE g.consent_id = given.id AND g.granted AND CASE what
            WHEN 'whole' THEN true
            WHEN 'recipient' THEN g.recipient_agency_id = me
            WHEN 'category' THEN g.category = kind
            WHEN 'cell' THEN g.recipient_agency_id = me AND g.category = kind AND g.purpose = aim END;
          GET DIAGNOSTICS here = ROW_COUNT;
          CONTINUE WHEN here = 0;
          closed := closed + here;
          next := given;
          next.id := gen_random_uuid();
          next.revision := given.revision + 1;
          next.version := 1;
          next.created_by := who;
          next.created_at := now();
          next.sealed_for := coalesce(given.sealed_for, given.id);
          UPDATE portal.consent c SET withdrawn_at = now(), withdrawn_by = who, withdrawal_told_by = teller,
            version = c.version + 1,
            status = CASE WHEN here < (SELECT count(*) FROM portal.consent_grant g WHERE g.consent_id = given.id AND g.granted)
              THEN 'superseded' ELSE 'withdrawn' END
          WHERE c.id = given.id;
          CONTINUE WHEN here = (SELECT count(*) FROM portal.consent_grant g WHERE g.consent_id = given.id AND g.granted);
          INSERT INTO portal.consent SELECT next.*;
          FOR cell IN
            SELECT g.* FROM portal.consent_grant g WHERE g.consent_id = given.id AND g.granted
              AND NOT EXISTS (SELECT FROM portal.withdrawn_grant t WHERE t.withdrawal_id = withdrawal AND t.consent_id = given.id
                AND (t.recipient_agency_id, t.purpose, t.category) = (g.recipient_agency_id, g.purpose, g.category))
          LOOP
            cell.consent_id := next.id;
            INSERT INTO portal.consent_grant SELECT cell.*;
          END LOOP;
        END LOOP;
        RETURN closed;
      END $$;

      -- What follows, whoever heard it, in the transaction that closes: lines that are not accepted stop, the others are
      -- marked, every agency that had been told something is asked what becomes of it, and all are told by number alone.
      CREATE FUNCTION portal.apply_withdrawal(withdrawal uuid)
      RETURNS TABLE (line_id uuid, referral_id uuid, was text, became text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        taken portal.withdrawal;
        rests record;
        target text;
        lines jsonb := '[]';
      BEGIN
        SELECT * INTO taken FROM portal.withdrawal w WHERE w.id = withdrawal;
        IF taken.id IS NULL OR taken.applied_at IS NOT NULL OR taken.heard_by IS DISTINCT FROM sec.actor_account() THEN
          RAISE EXCEPTION 'nothing to apply' USING ERRCODE = 'insufficient_privilege';
        END IF;
        PERFORM r.id FROM portal.referral r WHERE r.id IN (SELECT l.referral_id FROM portal.referral_line l
            WHERE l.person_id = taken.person_id AND l.status NOT IN ('queued', 'suspended', ${terminal}))
          ORDER BY r.id FOR UPDATE;
        PERFORM l.id FROM portal.referral_line l
          WHERE l.person_id = taken.person_id AND l.status NOT IN ('queued', 'suspended', ${terminal}) ORDER BY l.id FOR UPDATE;
        FOR rests IN
          SELECT l.id, l.referral_id, l.agency_id, l.source_agency_id, l.status, r.number, r.purpose, r.categories,
            NOT EXISTS (SELECT FROM portal.live_cover c WHERE c.person_id = l.person_id AND c.recipient_agency_id = l.agency_id
              AND c.purpose = r.purpose AND c.category = ANY (r.categories)) AS uncovered
          FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id
          WHERE l.person_id = taken.person_id AND l.status NOT IN ('queued', 'suspended', ${terminal})
            AND EXISTS (SELECT FROM portal.withdrawn_grant t WHERE t.withdrawal_id = withdrawal
              AND t.recipient_agency_id = l.agency_id AND t.purpose = r.purpose AND t.category = ANY (r.categories))
          ORDER BY l.referral_id, l.id
        LOOP
          target := CASE WHEN rests.uncovered AND rests.status IN (${beforeAcceptance}) THEN 'suspended' ELSE rests.status END;
          IF target = 'suspended' THEN
            UPDATE portal.referral_line l SET status = 'suspended', suspended_from = rests.status, suspended_for = 'consent',
              version = l.version + 1, changed_at = now() WHERE l.id = rests.id;
            UPDATE portal.referral r SET version = r.version + 1, updated_at = now() WHERE r.id = rests.referral_id;
            INSERT INTO portal.outbox (id, type, payload)
            SELECT gen_random_uuid(), 'referral.suspended', jsonb_build_object('referralId', rests.referral_id,
              'lineId', rests.id, 'number', rests.number, 'byAgencyId', taken.heard_by_agency, 'tellAgencyId', told.id)
            FROM unnest(ARRAY[rests.agency_id, rests.source_agency_id]) AS told (id) WHERE told.id <> taken.heard_by_agency;
          END IF;
          INSERT INTO portal.referral_event (id, referral_id, line_id, source_agency_id, agency_id, verb, from_status,
            to_status, by_agency_id, by_account)
          SELECT gen_random_uuid(), rests.referral_id, rests.id, rests.source_agency_id, rests.agency_id,
            CASE WHEN target = 'suspended' THEN 'suspend' ELSE 'consent_withdrawn' END, rests.status, target, who.agency, who.account
          -- Another recipient does not learn which agency the person spoke with.
          FROM (SELECT CASE WHEN isKnown THEN taken.heard_by_agency END AS agency, CASE WHEN isKnown THEN taken.heard_by END AS account
                FROM (SELECT taken.heard_by_agency IN (rests.agency_id, rests.source_agency_id) AS isKnown) k) who;
          lines := lines || jsonb_build_object('lineId', rests.id, 'referralId', rests.referral_id, 'number', rests.number,
            'agencyId', rests.agency_id, 'was', rests.status, 'became', target);
          line_id := rests.id; referral_id := rests.referral_id; was := rests.status; became := target;
          RETURN NEXT;
        END LOOP;

        INSERT INTO portal.erasure_duty (id, withdrawal_id, number, person_id, agency_id, recipient_agency_id, categories, due_on)
        SELECT gen_random_uuid(), withdrawal, taken.number, taken.person_id, taken.agency_id, t.recipient_agency_id,
          array_agg(DISTINCT t.category ORDER BY t.category),
          sec.today_in_japan() + (SELECT s.answer_within_days FROM portal.withdrawal_settings s)
        FROM portal.withdrawn_grant t
        WHERE t.withdrawal_id = withdrawal AND t.purpose <> 'report_back'
          AND EXISTS (SELECT FROM portal.disclosure d WHERE d.person_id = taken.person_id
            AND d.recipient_agency_id = t.recipient_agency_id AND d.purpose = t.purpose AND t.category = ANY (d.categories))
        GROUP BY t.recipient_agency_id;
        INSERT INTO portal.outbox (id, type, payload)
        SELECT gen_random_uuid(), 'consent.withdrawn', jsonb_build_object('withdrawalId', withdrawal, 'dutyId', e.id,
          'byAgencyId', taken.heard_by_agency, 'tellAgencyId', e.recipient_agency_id)
        FROM portal.erasure_duty e WHERE e.withdrawal_id = withdrawal;
        IF taken.heard_by_agency <> taken.agency_id THEN
          INSERT INTO portal.outbox (id, type, payload) VALUES (gen_random_uuid(), 'withdrawal.heard',
            jsonb_build_object('withdrawalId', withdrawal, 'number', taken.number, 'tellAgencyId', taken.agency_id));
        END IF;

        UPDATE portal.withdrawal w SET applied_at = now(), hits = jsonb_build_object(
          'lines', lines,
          'drafts', (SELECT coalesce(jsonb_agg(r.number ORDER BY r.number), '[]') FROM portal.referral r
            WHERE r.person_id = taken.person_id AND r.status = 'draft' AND EXISTS (SELECT FROM portal.referral_line l
              JOIN portal.withdrawn_grant t ON t.recipient_agency_id = l.agency_id
              WHERE t.withdrawal_id = withdrawal AND l.referral_id = r.id)),
          -- Already read: what no withdrawal can undo.
          'read', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', d.at, 'agencyId', d.recipient_agency_id,
              'by', d.by_account, 'categories', d.categories, 'method', d.method) ORDER BY d.at), '[]')
            FROM portal.disclosure d WHERE d.person_id = taken.person_id AND d.method <> 'sent'
              AND EXISTS (SELECT FROM portal.withdrawn_grant t WHERE t.withdrawal_id = withdrawal
                AND t.recipient_agency_id = d.recipient_agency_id AND t.purpose = d.purpose AND t.category = ANY (d.categories))),
          -- Told on a legal ground: not undone, and said so.
          'grounds', (SELECT coalesce(jsonb_agg(l.number ORDER BY l.number), '[]') FROM portal.legal_ground l
            WHERE l.person_id = taken.person_id AND l.status IN ('approved', 'ended')
              AND l.recipient_agency_id IN (SELECT t.recipient_agency_id FROM portal.withdrawn_grant t WHERE t.withdrawal_id = withdrawal)))
        WHERE w.id = withdrawal;
      END $$;
    `);

    for (const signature of [
      'portal.withdraw_as_recipient(uuid, uuid, text, text, text, text, text, timestamptz, bytea, bytea)',
      'portal.apply_withdrawal(uuid)',
    ])
      await db.query(`
        ALTER FUNCTION ${signature} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${signature} TO portal_app;
      `);
    await db.query('GRANT INSERT ON portal.erasure_duty TO policy_fn');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.apply_withdrawal(uuid),
        portal.withdraw_as_recipient(uuid, uuid, text, text, text, text, text, timestamptz, bytea, bytea);
      DROP POLICY data_key_for_withdrawal ON portal.data_key;
      DROP VIEW portal.live_cover, portal.live_ground;
      DROP TABLE portal.legal_ground, portal.erasure_duty, portal.withdrawn_grant, portal.withdrawal, portal.withdrawal_settings;
      DROP FUNCTION portal.guard_legal_ground(), sec.has_other_manager(uuid, uuid), portal.case_number(text, regclass);
      ALTER TABLE portal.consent DROP sealed_for;
      DROP SEQUENCE portal.withdrawal_number, portal.legal_ground_number;
    `);
  }
}
