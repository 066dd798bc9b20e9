import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Row-level security says who may write a row, and these constraints to what the row may belong: a grant to its own
 * consent, a section to its own package and person, an entry of the timeline or of the ledger to a line between the
 * two agencies that it names, in the name of whoever writes it.
 */
export class TieEvidenceToItsCase1764000071000 implements MigrationInterface {
  name = 'TieEvidenceToItsCase1764000071000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.consent ADD CONSTRAINT consent_of_person UNIQUE (id, person_id, agency_id);
      ALTER TABLE portal.consent_grant
        DROP CONSTRAINT consent_grant_consent_id_fkey,
        ADD CONSTRAINT consent_grant_of_consent FOREIGN KEY (consent_id, person_id, agency_id)
          REFERENCES portal.consent (id, person_id, agency_id);

      ALTER TABLE portal.referral ADD CONSTRAINT referral_about_person UNIQUE (id, source_agency_id, person_id);
      ALTER TABLE portal.referral_line
        DROP CONSTRAINT referral_line_referral_id_source_agency_id_fkey,
        ADD CONSTRAINT referral_line_of_referral FOREIGN KEY (referral_id, source_agency_id, person_id)
          REFERENCES portal.referral (id, source_agency_id, person_id) ON DELETE CASCADE,
        ADD CONSTRAINT referral_line_of_agency UNIQUE (id, referral_id, agency_id);

      ALTER TABLE portal.referral_package
        ADD CONSTRAINT referral_package_of_source UNIQUE (referral_id, version, source_agency_id);
      ALTER TABLE portal.package_section
        DROP CONSTRAINT package_section_referral_id_version_fkey,
        ADD CONSTRAINT package_section_of_package FOREIGN KEY (referral_id, version, source_agency_id)
          REFERENCES portal.referral_package (referral_id, version, source_agency_id),
        ADD CONSTRAINT package_section_of_person FOREIGN KEY (referral_id, source_agency_id, person_id)
          REFERENCES portal.referral (id, source_agency_id, person_id);

      ALTER TABLE portal.referral_event
        DROP CONSTRAINT referral_event_line_id_fkey,
        ADD CONSTRAINT referral_event_of_line FOREIGN KEY (line_id, referral_id, agency_id)
          REFERENCES portal.referral_line (id, referral_id, agency_id);
      ALTER TABLE portal.referral_report
        DROP CONSTRAINT referral_report_line_id_fkey,
        ADD CONSTRAINT referral_report_of_line FOREIGN KEY (line_id, referral_id, agency_id)
          REFERENCES portal.referral_line (id, referral_id, agency_id);
    `);

    await db.query(`
      ALTER POLICY referral_event_written_by_parties ON portal.referral_event
        WITH CHECK (by_agency_id = (SELECT sec.case_agency()) AND by_account = (SELECT sec.actor_account())
          AND (source_agency_id = (SELECT sec.case_agency())
            OR (agency_id = (SELECT sec.case_agency()) AND EXISTS (SELECT FROM portal.referral_line l
                WHERE l.id = referral_event.line_id AND l.source_agency_id = referral_event.source_agency_id))));

      ALTER POLICY referral_report_written_by_recipient ON portal.referral_report
        WITH CHECK (agency_id = (SELECT sec.case_agency()) AND created_by = (SELECT sec.actor_account())
          AND EXISTS (SELECT FROM portal.referral_line l
            WHERE l.id = referral_report.line_id AND l.source_agency_id = referral_report.source_agency_id
              AND l.agency_id = (SELECT sec.case_agency())));

      -- Each side writes down what it does itself: the source that it sent, the recipient that it read or answered.
      ALTER POLICY disclosure_recorded_by_both_sides ON portal.disclosure
        WITH CHECK (by_account = (SELECT sec.actor_account()) AND EXISTS (SELECT FROM portal.referral_line l
          WHERE l.id = disclosure.line_id AND l.referral_id = disclosure.referral_id AND l.person_id = disclosure.person_id
            AND CASE disclosure.method
              WHEN 'sent' THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.source_agency_id, l.agency_id)
                AND l.source_agency_id = (SELECT sec.case_agency())
              WHEN 'opened' THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.source_agency_id, l.agency_id)
                AND l.agency_id = (SELECT sec.case_agency())
              WHEN 'reported' THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.agency_id, l.source_agency_id)
                AND l.agency_id = (SELECT sec.case_agency())
            END));

      -- A sent request that became a draft again could be rewritten.
      CREATE OR REPLACE FUNCTION portal.keep_request() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.status <> 'draft' AND (NEW.status = 'draft'
             OR (OLD.type, OLD.purpose, OLD.urgency, OLD.reply_by, OLD.services, OLD.categories, OLD.request)
               IS DISTINCT FROM (NEW.type, NEW.purpose, NEW.urgency, NEW.reply_by, NEW.services, NEW.categories, NEW.request)) THEN
          RAISE EXCEPTION 'a sent request is final' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION portal.keep_request() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF OLD.status <> 'draft' AND (OLD.type, OLD.purpose, OLD.urgency, OLD.reply_by, OLD.services, OLD.categories, OLD.request)
             IS DISTINCT FROM (NEW.type, NEW.purpose, NEW.urgency, NEW.reply_by, NEW.services, NEW.categories, NEW.request) THEN
          RAISE EXCEPTION 'a sent request is final' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;

      ALTER POLICY disclosure_recorded_by_both_sides ON portal.disclosure
        WITH CHECK (agency_id = (SELECT sec.case_agency()) OR recipient_agency_id = (SELECT sec.case_agency()));
      ALTER POLICY referral_report_written_by_recipient ON portal.referral_report
        WITH CHECK (agency_id = (SELECT sec.case_agency()));
      ALTER POLICY referral_event_written_by_parties ON portal.referral_event
        WITH CHECK (by_agency_id = (SELECT sec.case_agency())
          AND (source_agency_id = (SELECT sec.case_agency()) OR agency_id = (SELECT sec.case_agency())));

      ALTER TABLE portal.referral_report
        DROP CONSTRAINT referral_report_of_line,
        ADD CONSTRAINT referral_report_line_id_fkey FOREIGN KEY (line_id) REFERENCES portal.referral_line;
      ALTER TABLE portal.referral_event
        DROP CONSTRAINT referral_event_of_line,
        ADD CONSTRAINT referral_event_line_id_fkey FOREIGN KEY (line_id) REFERENCES portal.referral_line;
      ALTER TABLE portal.package_section
        DROP CONSTRAINT package_section_of_person, DROP CONSTRAINT package_section_of_package,
        ADD CONSTRAINT package_section_referral_id_version_fkey FOREIGN KEY (referral_id, version)
          REFERENCES portal.referral_package;
      ALTER TABLE portal.referral_package DROP CONSTRAINT referral_package_of_source;
      ALTER TABLE portal.referral_line
        DROP CONSTRAINT referral_line_of_agency, DROP CONSTRAINT referral_line_of_referral,
        ADD CONSTRAINT referral_line_referral_id_source_agency_id_fkey FOREIGN KEY (referral_id, source_agency_id)
          REFERENCES portal.referral (id, source_agency_id) ON DELETE CASCADE;
      ALTER TABLE portal.referral DROP CONSTRAINT referral_about_person;
      ALTER TABLE portal.consent_grant
        DROP CONSTRAINT consent_grant_of_consent,
        ADD CONSTRAINT consent_grant_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES portal.consent;
      ALTER TABLE portal.consent DROP CONSTRAINT consent_of_person;
    `);
  }
}
