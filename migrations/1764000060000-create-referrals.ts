import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Referrals, one line per recipient, the frozen packages, the timeline and the reports. */
export class CreateReferrals1764000060000 implements MigrationInterface {
  name = 'CreateReferrals1764000060000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE portal.referral_number;
      GRANT USAGE ON SEQUENCE portal.referral_number TO portal_app;

      CREATE TABLE portal.referral (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        source_agency_id uuid NOT NULL REFERENCES portal.agency,
        person_id uuid NOT NULL,
        mode text NOT NULL DEFAULT 'single' CHECK (mode IN ('single')),
        status text NOT NULL DEFAULT 'draft'
          CHECK (status IN ('draft', 'active', 'matched', 'completed', 'unfulfilled', 'withdrawn')),
        type text,
        purpose text CHECK (purpose IN ('intake', 'support', 'handover')),
        urgency text NOT NULL DEFAULT 'normal' CHECK (urgency IN ('normal', 'soon', 'urgent')),
        reply_by date,
        services text[] NOT NULL DEFAULT '{}',
        categories text[] NOT NULL DEFAULT '{}',
        request bytea,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (person_id, source_agency_id) REFERENCES portal.person (id, agency_id),
        UNIQUE (id, source_agency_id),
        CHECK (status = 'draft' OR (type IS NOT NULL AND purpose IS NOT NULL AND request IS NOT NULL))
      );
      CREATE INDEX referral_source ON portal.referral (source_agency_id, status, updated_at DESC);
      CREATE INDEX referral_person ON portal.referral (person_id);

      CREATE TABLE portal.referral_line (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        person_id uuid NOT NULL,
        status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sent', 'received', 'reviewing', 'accepted',
          'in_progress', 'reported', 'completed', 'declined', 'cancelled', 'suspended', 'failed')),
        suspended_from text,
        package_version integer,
        previous_line_id uuid REFERENCES portal.referral_line,
        reason text,
        attribution text CHECK (attribution IN ('agency', 'person')),
        sent_at timestamptz,
        received_at timestamptz,
        first_opened_at timestamptz,
        decided_at timestamptz,
        started_on date,
        reported_at timestamptz,
        closed_at timestamptz,
        changed_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (referral_id, source_agency_id) REFERENCES portal.referral (id, source_agency_id) ON DELETE CASCADE,
        CHECK (agency_id <> source_agency_id),
        CHECK ((status = 'suspended') = (suspended_from IS NOT NULL)),
        CHECK (status = 'queued' OR package_version IS NOT NULL)
      );
      CREATE INDEX referral_line_referral ON portal.referral_line (referral_id);
      CREATE INDEX referral_line_recipient ON portal.referral_line (agency_id, status, changed_at DESC);
      CREATE INDEX referral_line_source ON portal.referral_line (source_agency_id, status, changed_at DESC);
      CREATE INDEX referral_line_person ON portal.referral_line (person_id, agency_id);
      -- Whatever the application does, one referral has one line that is not over yet.
      CREATE UNIQUE INDEX referral_line_one_open ON portal.referral_line (referral_id)
        WHERE status NOT IN ('completed', 'declined', 'cancelled', 'failed');

      CREATE TABLE portal.referral_package (
        referral_id uuid NOT NULL,
        version integer NOT NULL,
        source_agency_id uuid NOT NULL,
        salt bytea NOT NULL,
        hash bytea NOT NULL,
        frozen_by uuid NOT NULL REFERENCES portal.account,
        frozen_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (referral_id, version),
        FOREIGN KEY (referral_id, source_agency_id) REFERENCES portal.referral (id, source_agency_id)
      );
      CREATE TABLE portal.package_section (
        referral_id uuid NOT NULL,
        version integer NOT NULL,
        category text NOT NULL,
        source_agency_id uuid NOT NULL,
        person_id uuid NOT NULL,
        purpose text NOT NULL,
        body bytea NOT NULL,
        PRIMARY KEY (referral_id, version, category),
        FOREIGN KEY (referral_id, version) REFERENCES portal.referral_package
      );

      CREATE TABLE portal.referral_event (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        line_id uuid REFERENCES portal.referral_line,
        source_agency_id uuid NOT NULL,
        agency_id uuid,
        at timestamptz NOT NULL DEFAULT now(),
        verb text NOT NULL,
        from_status text,
        to_status text,
        by_agency_id uuid NOT NULL REFERENCES portal.agency,
        by_account uuid NOT NULL REFERENCES portal.account,
        reason text,
        attribution text,
        note bytea,
        FOREIGN KEY (referral_id, source_agency_id) REFERENCES portal.referral (id, source_agency_id)
      );
      CREATE INDEX referral_event_referral ON portal.referral_event (referral_id, at);

      CREATE TABLE portal.referral_report (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        line_id uuid NOT NULL REFERENCES portal.referral_line,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        result text NOT NULL,
        body bytea NOT NULL,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX referral_report_line ON portal.referral_report (line_id);
    `);

    const source = 'source_agency_id = (SELECT sec.case_agency())';
    const recipient = 'agency_id = (SELECT sec.case_agency())';
    for (const table of [
      'referral',
      'referral_line',
      'referral_package',
      'package_section',
      'referral_event',
      'referral_report',
    ]) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    }
    await db.query(`
      -- A recipient does not know of a line before it is sent.
      CREATE POLICY referral_line_seen_by_parties ON portal.referral_line FOR SELECT TO portal_app
        USING (${source} OR (${recipient} AND status <> 'queued'));
      CREATE POLICY referral_line_moved_by_parties ON portal.referral_line FOR UPDATE TO portal_app
        USING (${source} OR (${recipient} AND status <> 'queued')) WITH CHECK (${source} OR ${recipient});
      CREATE POLICY referral_line_addressed_by_source ON portal.referral_line FOR INSERT TO portal_app WITH CHECK (${source});
      CREATE POLICY referral_line_dropped_by_source ON portal.referral_line FOR DELETE TO portal_app
        USING (${source} AND status = 'queued');
      GRANT UPDATE (status, suspended_from, package_version, reason, attribution, sent_at, received_at, first_opened_at,
        decided_at, started_on, reported_at, closed_at, changed_at), DELETE ON portal.referral_line TO portal_app;

      CREATE POLICY referral_seen_by_parties ON portal.referral FOR SELECT TO portal_app
        USING (${source} OR EXISTS (SELECT FROM portal.referral_line l
          WHERE l.referral_id = referral.id AND l.agency_id = (SELECT sec.case_agency()) AND l.status <> 'queued'));
      CREATE POLICY referral_moved_by_parties ON portal.referral FOR UPDATE TO portal_app
        USING (${source} OR EXISTS (SELECT FROM portal.referral_line l
          WHERE l.referral_id = referral.id AND l.agency_id = (SELECT sec.case_agency()) AND l.status <> 'queued'));
      CREATE POLICY referral_drafted_by_source ON portal.referral FOR INSERT TO portal_app WITH CHECK (${source});
      CREATE POLICY referral_dropped_by_source ON portal.referral FOR DELETE TO portal_app
        USING (${source} AND status = 'draft');
      GRANT UPDATE (status, type, purpose, urgency, reply_by, services, categories, request, version, updated_at), DELETE
        ON portal.referral TO portal_app;

      -- What was asked is the source's, and final once it is sent; a recipient moves the state only.
      CREATE FUNCTION portal.keep_request() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.status <> 'draft' AND (OLD.type, OLD.purpose, OLD.urgency, OLD.reply_by, OLD.services, OLD.categories, OLD.request)
             IS DISTINCT FROM (NEW.type, NEW.purpose, NEW.urgency, NEW.reply_by, NEW.services, NEW.categories, NEW.request) THEN
          RAISE EXCEPTION 'a sent request is final' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      GRANT EXECUTE ON FUNCTION portal.keep_request() TO portal_app;
      CREATE TRIGGER request_is_final BEFORE UPDATE ON portal.referral FOR EACH ROW EXECUTE FUNCTION portal.keep_request();

      CREATE POLICY referral_package_seen_by_parties ON portal.referral_package FOR SELECT TO portal_app
        USING (${source} OR EXISTS (SELECT FROM portal.referral_line l
          WHERE l.referral_id = referral_package.referral_id AND l.package_version = referral_package.version
            AND l.agency_id = (SELECT sec.case_agency()) AND l.status <> 'queued'));
      CREATE POLICY referral_package_frozen_by_source ON portal.referral_package FOR INSERT TO portal_app WITH CHECK (${source});

      -- The heart: a section opens to a recipient who has received it and is still at work on it, and only while a
      -- consent in force covers exactly this recipient, this purpose and this kind of data.
      CREATE POLICY package_section_own ON portal.package_section FOR SELECT TO portal_app USING (${source});
      CREATE POLICY package_section_under_consent ON portal.package_section FOR SELECT TO portal_app
        USING (
          EXISTS (SELECT FROM portal.referral_line l
            WHERE l.referral_id = package_section.referral_id AND l.package_version = package_section.version
              AND l.agency_id = (SELECT sec.case_agency())
              AND l.status IN ('received', 'reviewing', 'accepted', 'in_progress', 'reported'))
          AND EXISTS (SELECT FROM portal.live_grant g
            WHERE g.person_id = package_section.person_id AND g.recipient_agency_id = (SELECT sec.case_agency())
              AND g.purpose = package_section.purpose AND g.category = package_section.category));
      CREATE POLICY package_section_frozen_by_source ON portal.package_section FOR INSERT TO portal_app WITH CHECK (${source});

      CREATE POLICY referral_event_seen_by_parties ON portal.referral_event FOR SELECT TO portal_app
        USING (${source} OR ${recipient});
      CREATE POLICY referral_event_written_by_parties ON portal.referral_event FOR INSERT TO portal_app
        WITH CHECK (by_agency_id = (SELECT sec.case_agency()) AND (${source} OR ${recipient}));

      CREATE POLICY referral_report_seen_by_parties ON portal.referral_report FOR SELECT TO portal_app
        USING (${source} OR ${recipient});
      CREATE POLICY referral_report_written_by_recipient ON portal.referral_report FOR INSERT TO portal_app
        WITH CHECK (${recipient});

      -- A recipient opens a person's sections with the person's key, and both sides the line's notes with the line's.
      CREATE POLICY data_key_for_package ON portal.data_key FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.referral_line l JOIN portal.live_grant g
            ON g.person_id = l.person_id AND g.recipient_agency_id = l.agency_id
          WHERE l.person_id = data_key.subject_id AND l.agency_id = (SELECT sec.case_agency())
            AND l.status IN ('received', 'reviewing', 'accepted', 'in_progress', 'reported')));
      CREATE POLICY data_key_for_line ON portal.data_key FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.referral_line l
          WHERE l.id = data_key.subject_id AND l.status <> 'queued'
            AND (l.agency_id = (SELECT sec.case_agency()) OR l.source_agency_id = (SELECT sec.case_agency()))));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY data_key_for_line ON portal.data_key;
      DROP POLICY data_key_for_package ON portal.data_key;
      DROP TABLE portal.referral_report, portal.referral_event, portal.package_section, portal.referral_package,
        portal.referral_line, portal.referral CASCADE;
      DROP FUNCTION portal.keep_request();
      DROP SEQUENCE portal.referral_number;
    `);
  }
}
