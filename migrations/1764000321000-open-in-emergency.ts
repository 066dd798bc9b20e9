import type { MigrationInterface, QueryRunner } from 'typeorm';

const readable = `'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted', 'accepted', 'in_progress', 'reported'`;

/** A closed package opened for a day in an emergency, and one that went to the wrong agency: both are written down and followed up. */
export class OpenInEmergency1764000321000 implements MigrationInterface {
  name = 'OpenInEmergency1764000321000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE portal.misdirection_number;
      GRANT USAGE ON SEQUENCE portal.misdirection_number TO portal_app;
      CREATE TABLE portal.misdirection (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE DEFAULT portal.case_number('Z', 'portal.misdirection_number'),
        referral_id uuid NOT NULL,
        line_id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        recipient_agency_id uuid NOT NULL,
        categories text[] NOT NULL,
        found_at timestamptz NOT NULL,
        account bytea NOT NULL,
        measures bytea,
        recorded_by uuid NOT NULL REFERENCES portal.account,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        -- The day on which the person was told, and on which the authority was.
        person_told_on date,
        reported_on date,
        closed_by uuid REFERENCES portal.account,
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (line_id, referral_id, recipient_agency_id) REFERENCES portal.referral_line (id, referral_id, agency_id),
        FOREIGN KEY (referral_id, agency_id, person_id) REFERENCES portal.referral (id, source_agency_id, person_id)
      );
      CREATE INDEX misdirection_owner ON portal.misdirection (agency_id, recorded_at);
      ALTER TABLE portal.erasure_duty ADD CONSTRAINT erasure_duty_of_misdirection
        FOREIGN KEY (misdirection_id) REFERENCES portal.misdirection, ADD UNIQUE (misdirection_id, recipient_agency_id);

      CREATE TABLE portal.emergency_opening (
        id uuid PRIMARY KEY,
        line_id uuid NOT NULL,
        referral_id uuid NOT NULL,
        person_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        account_id uuid NOT NULL REFERENCES portal.account,
        package_version integer NOT NULL,
        ground text NOT NULL CHECK (ground IN ('life', 'body', 'property')),
        reason bytea NOT NULL,
        line_status text NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        ends_at timestamptz NOT NULL,
        ended_at timestamptz,
        review_due_on date NOT NULL,
        reviewed_by uuid REFERENCES portal.account,
        reviewed_at timestamptz,
        finding text CHECK (finding IN ('justified', 'not_justified')),
        finding_note bytea,
        escalated_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (line_id, referral_id, agency_id) REFERENCES portal.referral_line (id, referral_id, agency_id),
        FOREIGN KEY (referral_id, source_agency_id, person_id) REFERENCES portal.referral (id, source_agency_id, person_id),
        CHECK (ends_at <= opened_at + interval '24 hours'),
        CHECK ((finding IS NULL) = (reviewed_by IS NULL))
      );
      CREATE INDEX emergency_opening_live ON portal.emergency_opening (referral_id, account_id) WHERE ended_at IS NULL;
      CREATE INDEX emergency_opening_review ON portal.emergency_opening (source_agency_id, review_due_on) WHERE reviewed_at IS NULL;
      CREATE INDEX emergency_opening_person ON portal.emergency_opening (person_id, opened_at);
    `);
    for (const table of ['misdirection', 'emergency_opening'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
        GRANT SELECT ON portal.${table} TO policy_fn;
      `);
    await db.query(`
      CREATE POLICY misdirection_seen ON portal.misdirection FOR SELECT TO portal_app
        USING (agency_id = (SELECT sec.case_agency()) OR recipient_agency_id = (SELECT sec.case_agency()));
      CREATE POLICY misdirection_recorded ON portal.misdirection FOR INSERT TO portal_app
        WITH CHECK (agency_id = (SELECT sec.case_agency()) AND recorded_by = (SELECT sec.actor_account()));
      CREATE POLICY misdirection_followed ON portal.misdirection FOR UPDATE TO portal_app
        USING (agency_id = (SELECT sec.case_agency()) AND closed_at IS NULL) WITH CHECK (agency_id = (SELECT sec.case_agency()));
      GRANT UPDATE (measures, person_told_on, reported_on, closed_by, closed_at, version) ON portal.misdirection TO portal_app;
      CREATE POLICY erasure_duty_for_misdirection ON portal.erasure_duty FOR INSERT TO portal_app
        WITH CHECK (agency_id = (SELECT sec.case_agency()) AND answer IS NULL AND EXISTS (SELECT FROM portal.misdirection m
          WHERE m.id = erasure_duty.misdirection_id AND m.person_id = erasure_duty.person_id
            AND m.recipient_agency_id = erasure_duty.recipient_agency_id));
      GRANT INSERT ON portal.erasure_duty TO portal_app;

      -- One of the recipient opens it in their own name; nobody can stretch it, and only the owner's manager reviews it.
      CREATE POLICY emergency_seen ON portal.emergency_opening FOR SELECT TO portal_app
        USING (source_agency_id = (SELECT sec.case_agency()) OR agency_id = (SELECT sec.case_agency()));
      CREATE POLICY emergency_opened ON portal.emergency_opening FOR INSERT TO portal_app
        WITH CHECK (agency_id = (SELECT sec.case_agency()) AND account_id = (SELECT sec.actor_account())
          AND opened_at = now() AND ended_at IS NULL AND reviewed_by IS NULL
          AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = emergency_opening.line_id
            AND l.agency_id = (SELECT sec.case_agency()) AND l.status NOT IN ('queued', 'error')
            AND l.package_version = emergency_opening.package_version)
          AND NOT EXISTS (SELECT FROM portal.misdirection m WHERE m.line_id = emergency_opening.line_id));
      CREATE POLICY emergency_ended ON portal.emergency_opening FOR UPDATE TO portal_app
        USING (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.case_agency()) AND ended_at IS NULL)
        WITH CHECK (account_id = (SELECT sec.actor_account()) AND agency_id = (SELECT sec.case_agency()));
      CREATE POLICY emergency_reviewed ON portal.emergency_opening FOR UPDATE TO portal_app
        USING (source_agency_id = (SELECT sec.case_agency()) AND (SELECT sec.actor_role()) = 'manager' AND reviewed_at IS NULL)
        WITH CHECK (source_agency_id = (SELECT sec.case_agency()) AND reviewed_by = (SELECT sec.actor_account()));
      GRANT UPDATE (ended_at, reviewed_by, reviewed_at, finding, finding_note, version) ON portal.emergency_opening TO portal_app;
      CREATE FUNCTION portal.guard_emergency() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF (OLD.reviewed_by, OLD.finding) IS DISTINCT FROM (NEW.reviewed_by, NEW.finding)
             AND OLD.source_agency_id IS DISTINCT FROM sec.case_agency() THEN
          RAISE EXCEPTION 'the owner reviews' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF OLD.ended_at IS DISTINCT FROM NEW.ended_at AND OLD.account_id IS DISTINCT FROM sec.actor_account() THEN
          RAISE EXCEPTION 'whoever opened it ends it' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      GRANT EXECUTE ON FUNCTION portal.guard_emergency() TO portal_app, policy_fn;
      CREATE TRIGGER emergency_is_guarded BEFORE UPDATE OF ended_at, reviewed_by, finding ON portal.emergency_opening
        FOR EACH ROW EXECUTE FUNCTION portal.guard_emergency();

      -- Whoever opened it reads, and nobody else of their agency: until it ends, and only while they belong there.
      CREATE POLICY package_section_in_emergency ON portal.package_section FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.emergency_opening o
          WHERE o.referral_id = package_section.referral_id AND o.package_version = package_section.version
            AND o.account_id = (SELECT sec.actor_account()) AND o.agency_id = (SELECT sec.case_agency())
            AND o.ended_at IS NULL AND o.ends_at > now()
            AND NOT EXISTS (SELECT FROM portal.misdirection m WHERE m.line_id = o.line_id)));
      CREATE POLICY data_key_in_emergency ON portal.data_key FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.emergency_opening o
          WHERE (o.person_id = data_key.subject_id AND o.account_id = (SELECT sec.actor_account())
              AND o.agency_id = (SELECT sec.case_agency()) AND o.ended_at IS NULL AND o.ends_at > now()
              AND NOT EXISTS (SELECT FROM portal.misdirection m WHERE m.line_id = o.line_id))
            -- Why it was opened is read on both sides.
            OR (o.id = data_key.subject_id AND (SELECT sec.case_agency()) IN (o.source_agency_id, o.agency_id))));

      -- Consent, or an approved ground in its place; and nothing of what went to the wrong agency.
      ALTER POLICY package_section_under_consent ON portal.package_section USING (
        EXISTS (SELECT FROM portal.referral_line l
          WHERE l.referral_id = package_section.referral_id AND l.package_version = package_section.version
            AND l.agency_id = (SELECT sec.case_agency()) AND l.status IN (${readable})
            AND NOT EXISTS (SELECT FROM portal.misdirection m WHERE m.line_id = l.id))
        AND EXISTS (SELECT FROM portal.live_cover c
          WHERE c.person_id = package_section.person_id AND c.recipient_agency_id = (SELECT sec.case_agency())
            AND c.purpose = package_section.purpose AND c.category = package_section.category));
      ALTER POLICY data_key_for_package ON portal.data_key
        USING (EXISTS (SELECT FROM portal.referral_line l JOIN portal.live_cover c
            ON c.person_id = l.person_id AND c.recipient_agency_id = l.agency_id
          WHERE l.person_id = data_key.subject_id AND l.agency_id = (SELECT sec.case_agency())
            AND l.status IN (${readable})
            AND NOT EXISTS (SELECT FROM portal.misdirection m WHERE m.line_id = l.id)));

      GRANT UPDATE (escalated_at) ON portal.emergency_opening TO policy_fn;
      -- What nobody has looked at: to the secretariat after its day, by number alone. And whoever owes an answer is asked again.
      CREATE FUNCTION portal.chase_follow_ups(today date) RETURNS TABLE (kind text, id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        late record;
        pace integer := (SELECT s.remind_every_days FROM portal.withdrawal_settings s);
      BEGIN
        FOR late IN
          SELECT o.id, r.number, o.referral_id FROM portal.emergency_opening o JOIN portal.referral r ON r.id = o.referral_id
          WHERE o.reviewed_at IS NULL AND o.escalated_at IS NULL AND o.review_due_on < today ORDER BY o.id FOR UPDATE OF o
        LOOP
          UPDATE portal.emergency_opening o SET escalated_at = now() WHERE o.id = late.id;
          INSERT INTO portal.outbox (id, type, payload) VALUES (gen_random_uuid(), 'emergency.unreviewed',
            jsonb_build_object('openingId', late.id, 'referralId', late.referral_id, 'number', late.number));
          kind := 'emergency'; id := late.id;
          RETURN NEXT;
        END LOOP;
        FOR late IN
          SELECT d.id, d.number, d.recipient_agency_id FROM portal.erasure_duty d
          WHERE d.answer IS NULL AND d.due_on < today AND d.reminders < 6
            AND (d.reminded_at IS NULL OR d.reminded_at < now() - make_interval(days => pace)) ORDER BY d.id FOR UPDATE
        LOOP
          UPDATE portal.erasure_duty d SET reminders = d.reminders + 1, reminded_at = now() WHERE d.id = late.id;
          INSERT INTO portal.outbox (id, type, payload) VALUES (gen_random_uuid(), 'erasure.reminded',
            jsonb_build_object('dutyId', late.id, 'number', late.number, 'tellAgencyId', late.recipient_agency_id));
          kind := 'answer'; id := late.id;
          RETURN NEXT;
        END LOOP;
      END $$;
      -- Lines that stopped for want of consent so long ago that they end.
      CREATE FUNCTION sec.lines_stopped_too_long() RETURNS TABLE (referral_id uuid, line_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT l.referral_id, l.id FROM portal.referral_line l, portal.withdrawal_settings s
        WHERE l.status = 'suspended' AND l.suspended_for = 'consent'
          AND l.changed_at < now() - make_interval(days => s.close_after_days)
        ORDER BY l.referral_id, l.id
      $$;
      -- Whether a notice that waits to be mailed still says the truth: what has been stopped has not arrived.
      CREATE FUNCTION sec.referral_arrived(referral uuid, agency uuid) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = referral
          AND (l.source_agency_id = agency OR (l.agency_id = agency AND l.status NOT IN ('queued', 'suspended', 'error'))))
      $$;
    `);
    for (const signature of [
      'portal.chase_follow_ups(date)',
      'sec.lines_stopped_too_long()',
      'sec.referral_arrived(uuid, uuid)',
    ])
      await db.query(`
        ALTER FUNCTION ${signature} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${signature} TO portal_worker;
      `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION sec.referral_arrived(uuid, uuid), sec.lines_stopped_too_long(), portal.chase_follow_ups(date);
      ALTER POLICY package_section_under_consent ON portal.package_section USING (
        EXISTS (SELECT FROM portal.referral_line l
          WHERE l.referral_id = package_section.referral_id AND l.package_version = package_section.version
            AND l.agency_id = (SELECT sec.case_agency()) AND l.status IN (${readable}))
        AND EXISTS (SELECT FROM portal.live_grant g
          WHERE g.person_id = package_section.person_id AND g.recipient_agency_id = (SELECT sec.case_agency())
            AND g.purpose = package_section.purpose AND g.category = package_section.category));
      ALTER POLICY data_key_for_package ON portal.data_key
        USING (EXISTS (SELECT FROM portal.referral_line l JOIN portal.live_grant g
            ON g.person_id = l.person_id AND g.recipient_agency_id = l.agency_id
          WHERE l.person_id = data_key.subject_id AND l.agency_id = (SELECT sec.case_agency())
            AND l.status IN (${readable})));
      DROP POLICY data_key_in_emergency ON portal.data_key;
      DROP POLICY package_section_in_emergency ON portal.package_section;
      DROP POLICY erasure_duty_for_misdirection ON portal.erasure_duty;
      DROP TABLE portal.emergency_opening;
      DROP FUNCTION portal.guard_emergency();
      ALTER TABLE portal.erasure_duty DROP CONSTRAINT erasure_duty_of_misdirection;
      DROP TABLE portal.misdirection;
      DROP SEQUENCE portal.misdirection_number;
    `);
  }
}
