import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
const readable = `'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted', 'accepted', 'in_progress', 'reported'`;

/** Appointments on a line, and acceptances that the source heard on the telephone. */
export class AgreeOnTimes1764000341000 implements MigrationInterface {
  name = 'AgreeOnTimes1764000341000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.appointment (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        line_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('offered', 'agreed', 'cancelled', 'kept', 'no_show')),
        -- [{startsAt, endsAt}], of which one is agreed on.
        options jsonb NOT NULL,
        starts_at timestamptz,
        ends_at timestamptz,
        -- Place, web link and what to bring, sealed with the line's key.
        body bytea NOT NULL,
        offered_by_agency uuid NOT NULL REFERENCES portal.agency,
        offered_by uuid NOT NULL REFERENCES portal.account,
        offered_at timestamptz NOT NULL DEFAULT now(),
        changed_by uuid NOT NULL REFERENCES portal.account,
        changed_at timestamptz NOT NULL DEFAULT now(),
        -- Counts the changes, as calendars want it.
        sequence integer NOT NULL DEFAULT 0,
        reminded_at timestamptz,
        FOREIGN KEY (line_id, referral_id, source_agency_id, agency_id)
          REFERENCES portal.referral_line (id, referral_id, source_agency_id, agency_id),
        CHECK (offered_by_agency IN (source_agency_id, agency_id)),
        CHECK ((state IN ('agreed', 'kept', 'no_show')) <= (starts_at IS NOT NULL)),
        CHECK (starts_at < ends_at)
      );
      CREATE UNIQUE INDEX appointment_one_open ON portal.appointment (line_id) WHERE state IN ('offered', 'agreed');
      CREATE INDEX appointment_line ON portal.appointment (line_id, offered_at);
      CREATE INDEX appointment_to_come ON portal.appointment (starts_at) WHERE state = 'agreed' AND reminded_at IS NULL;

      CREATE TABLE portal.phone_acceptance (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        line_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'confirmed', 'denied', 'lapsed')),
        -- Who said so on the telephone, and when; sealed with the line's key.
        body bytea NOT NULL,
        recorded_by uuid NOT NULL REFERENCES portal.account,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        confirm_by date NOT NULL,
        settled_at timestamptz,
        FOREIGN KEY (line_id, referral_id, source_agency_id, agency_id)
          REFERENCES portal.referral_line (id, referral_id, source_agency_id, agency_id),
        CHECK ((state = 'waiting') = (settled_at IS NULL))
      );
      CREATE UNIQUE INDEX phone_acceptance_one_waiting ON portal.phone_acceptance (line_id) WHERE state = 'waiting';
      CREATE INDEX phone_acceptance_late ON portal.phone_acceptance (confirm_by) WHERE state = 'waiting';
    `);
    for (const table of ['appointment', 'phone_acceptance'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
        CREATE POLICY ${table}_seen_by_parties ON portal.${table} FOR SELECT TO portal_app
          USING (${here} IN (source_agency_id, agency_id));
      `);
    await db.query(`
      CREATE POLICY appointment_offered_by_parties ON portal.appointment FOR INSERT TO portal_app
        WITH CHECK (offered_by_agency = ${here} AND offered_by = (SELECT sec.actor_account())
          AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = line_id AND l.status IN (${readable})));
      CREATE POLICY appointment_changed_by_parties ON portal.appointment FOR UPDATE TO portal_app
        USING (${here} IN (source_agency_id, agency_id) AND state IN ('offered', 'agreed'))
        WITH CHECK (changed_by = (SELECT sec.actor_account()));
      GRANT UPDATE (state, starts_at, ends_at, changed_by, changed_at, sequence) ON portal.appointment TO portal_app;

      CREATE POLICY phone_acceptance_recorded_by_source ON portal.phone_acceptance FOR INSERT TO portal_app
        WITH CHECK (source_agency_id = ${here} AND recorded_by = (SELECT sec.actor_account())
          AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = line_id AND l.status = 'sent'));
      CREATE POLICY phone_acceptance_settled_by_recipient ON portal.phone_acceptance FOR UPDATE TO portal_app
        USING (agency_id = ${here} AND state = 'waiting') WITH CHECK (agency_id = ${here} AND state = 'denied');
      GRANT UPDATE (state, settled_at) ON portal.phone_acceptance TO portal_app;

      -- What somebody else says to have heard opens nothing: only the recipient's own confirmation does.
      CREATE POLICY package_section_not_by_telephone ON portal.package_section AS RESTRICTIVE FOR SELECT TO portal_app
        USING (source_agency_id = ${here} OR NOT EXISTS (SELECT FROM portal.phone_acceptance p
          WHERE p.referral_id = package_section.referral_id AND p.agency_id = ${here} AND p.state = 'waiting')
          -- An emergency waits for nobody.
          OR EXISTS (SELECT FROM portal.emergency_opening o WHERE o.referral_id = package_section.referral_id
            AND o.account_id = (SELECT sec.actor_account()) AND o.agency_id = ${here}
            AND o.ended_at IS NULL AND o.ends_at > now()));

      -- The recipient's own answer settles what the source has recorded: an acceptance confirms it, any ending ends it.
      GRANT SELECT, UPDATE (state, settled_at) ON portal.phone_acceptance TO policy_fn;
      CREATE FUNCTION portal.settle_phone_acceptance() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF NEW.status IS DISTINCT FROM OLD.status AND NEW.status NOT IN ('received', 'reviewing', 'info_requested', 'proposed', 'waitlisted') THEN
          UPDATE portal.phone_acceptance p
          SET state = CASE WHEN NEW.status = 'accepted' THEN 'confirmed' ELSE 'lapsed' END, settled_at = now()
          WHERE p.line_id = NEW.id AND p.state = 'waiting';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER answer_settles_phone_acceptance AFTER UPDATE OF status ON portal.referral_line
        FOR EACH ROW EXECUTE FUNCTION portal.settle_phone_acceptance();

      -- What nobody has confirmed in time goes back to the source.
      CREATE FUNCTION portal.lapse_phone_acceptances(today date)
      RETURNS TABLE (referral_id uuid, line_id uuid, number text, source_agency_id uuid, agency_id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      BEGIN
        RETURN QUERY
          UPDATE portal.phone_acceptance p SET state = 'lapsed', settled_at = now()
          FROM portal.referral r WHERE r.id = p.referral_id AND p.state = 'waiting' AND p.confirm_by < today
          RETURNING p.referral_id, p.line_id, r.number, p.source_agency_id, p.agency_id;
      END $$;

      GRANT SELECT, UPDATE (reminded_at) ON portal.appointment TO policy_fn;
      -- Appointments of tomorrow of which nobody was reminded.
      CREATE FUNCTION portal.remind_of_appointments(tomorrow date)
      RETURNS TABLE (referral_id uuid, line_id uuid, number text, source_agency_id uuid, agency_id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      BEGIN
        RETURN QUERY
          UPDATE portal.appointment a SET reminded_at = now()
          FROM portal.referral r, portal.referral_line l
          WHERE r.id = a.referral_id AND l.id = a.line_id AND l.status IN (${readable}) AND a.state = 'agreed'
            AND a.reminded_at IS NULL AND (a.starts_at AT TIME ZONE 'Asia/Tokyo')::date = tomorrow
          RETURNING a.referral_id, a.line_id, r.number, a.source_agency_id, a.agency_id;
      END $$;
      -- The time alone, for the calendar file of a mail.
      CREATE FUNCTION sec.appointment_time(line uuid)
      RETURNS TABLE (id uuid, starts_at timestamptz, ends_at timestamptz, sequence integer, changed_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT a.id, a.starts_at, a.ends_at, a.sequence, a.changed_at FROM portal.appointment a
        WHERE a.line_id = line AND a.state = 'agreed'
      $$;
    `);
    for (const [signature, caller] of [
      ['portal.settle_phone_acceptance()', null],
      ['portal.lapse_phone_acceptances(date)', 'portal_worker'],
      ['portal.remind_of_appointments(date)', 'portal_worker'],
      ['sec.appointment_time(uuid)', 'portal_worker'],
    ])
      await db.query(`
        ALTER FUNCTION ${signature} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC;
        ${caller ? `GRANT EXECUTE ON FUNCTION ${signature} TO ${caller};` : ''}
      `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION sec.appointment_time(uuid), portal.remind_of_appointments(date), portal.lapse_phone_acceptances(date);
      DROP TRIGGER answer_settles_phone_acceptance ON portal.referral_line;
      DROP FUNCTION portal.settle_phone_acceptance();
      DROP POLICY package_section_not_by_telephone ON portal.package_section;
      DROP TABLE portal.phone_acceptance, portal.appointment;
    `);
  }
}
