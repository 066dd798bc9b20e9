import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files about a person. What is uploaded waits in quarantine until the virus scanner has looked at it, and nobody reads
 * it before: the wall asks for the state of the scan at every piece of a file.
 */
export class CreateAttachments1764000331000 implements MigrationInterface {
  name = 'CreateAttachments1764000331000';

  async up(db: QueryRunner): Promise<void> {
    const own = 'agency_id = (SELECT sec.case_agency())';
    await db.query(`
      -- The state of each upload, and nothing else: the worker that scans knows of no person.
      CREATE TABLE portal.upload_scan (
        upload_id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        -- 'unchecked' is what is uploaded while whoever runs the portal has switched the scanner off.
        state text NOT NULL CHECK (state IN ('pending', 'clean', 'infected', 'failed', 'unchecked')),
        -- What the scanner calls what it found.
        finding text,
        created_at timestamptz NOT NULL DEFAULT now(),
        scanned_at timestamptz,
        CHECK ((state = 'infected') = (finding IS NOT NULL))
      );
      -- A copy for the scanner, sealed with a key of the installation; it goes when the scanner has answered.
      CREATE TABLE portal.upload_quarantine (
        upload_id uuid PRIMARY KEY REFERENCES portal.upload_scan,
        body bytea NOT NULL
      );

      CREATE TABLE portal.attachment (
        id uuid PRIMARY KEY REFERENCES portal.upload_scan,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        category text NOT NULL,
        kind text NOT NULL,
        content_type text NOT NULL,
        octets integer NOT NULL CHECK (octets > 0),
        hash bytea NOT NULL,
        chunks integer NOT NULL CHECK (chunks > 0),
        -- What the uploader calls it, sealed; the name that the file had elsewhere is not kept.
        words bytea,
        written_on date,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        removed_at timestamptz,
        removed_by uuid REFERENCES portal.account,
        UNIQUE (id, person_id, agency_id),
        FOREIGN KEY (person_id, agency_id) REFERENCES portal.person (id, agency_id),
        CHECK ((removed_at IS NULL) = (removed_by IS NULL))
      );
      CREATE INDEX attachment_person ON portal.attachment (person_id) WHERE removed_at IS NULL;
      -- A file in pieces, each sealed for its place, so that it can be read as a stream.
      CREATE TABLE portal.attachment_chunk (
        attachment_id uuid NOT NULL,
        person_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        nth integer NOT NULL CHECK (nth >= 0),
        body bytea NOT NULL,
        PRIMARY KEY (attachment_id, nth),
        FOREIGN KEY (attachment_id, person_id, agency_id) REFERENCES portal.attachment (id, person_id, agency_id)
      );
      -- Already encrypted: compressing it again would only cost time.
      ALTER TABLE portal.attachment_chunk ALTER body SET STORAGE EXTERNAL;
      ALTER TABLE portal.upload_quarantine ALTER body SET STORAGE EXTERNAL;

      -- What a referral takes along: chosen in the draft, and frozen with each version of the package.
      CREATE TABLE portal.referral_attachment (
        referral_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        person_id uuid NOT NULL,
        attachment_id uuid NOT NULL,
        chosen_by uuid NOT NULL REFERENCES portal.account,
        chosen_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (referral_id, attachment_id),
        FOREIGN KEY (referral_id, source_agency_id, person_id)
          REFERENCES portal.referral (id, source_agency_id, person_id) ON DELETE CASCADE,
        FOREIGN KEY (attachment_id, person_id, source_agency_id) REFERENCES portal.attachment (id, person_id, agency_id)
      );
      CREATE TABLE portal.package_attachment (
        referral_id uuid NOT NULL,
        version integer NOT NULL,
        attachment_id uuid NOT NULL,
        category text NOT NULL,
        source_agency_id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        content_type text NOT NULL,
        octets integer NOT NULL,
        hash bytea NOT NULL,
        chunks integer NOT NULL,
        words bytea NOT NULL,
        PRIMARY KEY (referral_id, version, attachment_id),
        -- Every file lies in a section, and whoever sees the section sees the file.
        FOREIGN KEY (referral_id, version, category) REFERENCES portal.package_section (referral_id, version, category),
        FOREIGN KEY (attachment_id, person_id, source_agency_id) REFERENCES portal.attachment (id, person_id, agency_id)
      );
      CREATE INDEX package_attachment_file ON portal.package_attachment (attachment_id);
    `);
    for (const table of [
      'upload_scan',
      'upload_quarantine',
      'attachment',
      'attachment_chunk',
      'referral_attachment',
      'package_attachment',
    ]) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
      `);
    }
    await db.query(`
      CREATE POLICY attachment_own_agency ON portal.attachment TO portal_app USING (${own}) WITH CHECK (${own});
      GRANT SELECT, INSERT, UPDATE (category, kind, words, written_on, version, removed_at, removed_by)
        ON portal.attachment TO portal_app;

      CREATE POLICY referral_attachment_own ON portal.referral_attachment TO portal_app
        USING (source_agency_id = (SELECT sec.case_agency())) WITH CHECK (source_agency_id = (SELECT sec.case_agency()));
      GRANT SELECT, INSERT, DELETE ON portal.referral_attachment TO portal_app;

      -- Where a section is open, and only there, so are its files: one policy decides about both.
      CREATE POLICY package_attachment_with_its_section ON portal.package_attachment FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.package_section s WHERE s.referral_id = package_attachment.referral_id
          AND s.version = package_attachment.version AND s.category = package_attachment.category));
      CREATE POLICY package_attachment_frozen_by_source ON portal.package_attachment FOR INSERT TO portal_app
        WITH CHECK (source_agency_id = (SELECT sec.case_agency()));
      GRANT SELECT, INSERT ON portal.package_attachment TO portal_app;

      CREATE POLICY upload_scan_seen ON portal.upload_scan FOR SELECT TO portal_app
        USING (${own} OR EXISTS (SELECT FROM portal.package_attachment p WHERE p.attachment_id = upload_scan.upload_id));
      -- Nobody but the scanner says that a file is clean.
      CREATE POLICY upload_scan_begun ON portal.upload_scan FOR INSERT TO portal_app
        WITH CHECK (${own} AND state IN ('pending', 'unchecked'));
      CREATE POLICY upload_scan_tried_again ON portal.upload_scan FOR UPDATE TO portal_app
        USING (${own} AND state = 'failed') WITH CHECK (${own} AND state = 'pending');
      CREATE POLICY upload_scan_worker ON portal.upload_scan TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE (state) ON portal.upload_scan TO portal_app;
      GRANT SELECT, UPDATE (state, finding, scanned_at) ON portal.upload_scan TO portal_worker;

      CREATE POLICY upload_quarantine_filled ON portal.upload_quarantine FOR INSERT TO portal_app
        WITH CHECK (EXISTS (SELECT FROM portal.upload_scan u WHERE u.upload_id = upload_quarantine.upload_id AND u.${own}));
      CREATE POLICY upload_quarantine_worker ON portal.upload_quarantine TO portal_worker USING (true);
      GRANT INSERT ON portal.upload_quarantine TO portal_app;
      GRANT SELECT, DELETE ON portal.upload_quarantine TO portal_worker;

      -- A piece of a file opens when the scan is done, to the agency itself, and to whom the section of a package is open.
      CREATE POLICY attachment_chunk_added ON portal.attachment_chunk FOR INSERT TO portal_app WITH CHECK (${own});
      CREATE POLICY attachment_chunk_after_scan ON portal.attachment_chunk FOR SELECT TO portal_app
        USING (
          EXISTS (SELECT FROM portal.upload_scan u WHERE u.upload_id = attachment_chunk.attachment_id
            AND u.state IN ('clean', 'unchecked'))
          AND (${own} OR EXISTS (SELECT FROM portal.package_attachment p
            WHERE p.attachment_id = attachment_chunk.attachment_id)));
      GRANT SELECT, INSERT ON portal.attachment_chunk TO portal_app;

      -- The content of a file goes when the scanner found something in it, and when it is removed without ever having been told.
      CREATE FUNCTION portal.drop_upload_content(upload uuid) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF session_user = 'portal_worker' THEN
          DELETE FROM portal.attachment_chunk c USING portal.upload_scan u
          WHERE c.attachment_id = upload AND u.upload_id = upload AND u.state = 'infected';
        ELSE
          DELETE FROM portal.attachment_chunk c USING portal.attachment a
          WHERE c.attachment_id = upload AND a.id = upload AND a.removed_at IS NOT NULL
            AND a.agency_id = (SELECT sec.case_agency())
            AND NOT EXISTS (SELECT FROM portal.package_attachment p WHERE p.attachment_id = upload);
          DELETE FROM portal.upload_quarantine q USING portal.attachment a
          WHERE q.upload_id = upload AND a.id = upload AND a.removed_at IS NOT NULL
            AND a.agency_id = (SELECT sec.case_agency());
        END IF;
      END $$;
      GRANT SELECT ON portal.attachment, portal.upload_scan, portal.package_attachment TO policy_fn;
      GRANT SELECT, DELETE ON portal.attachment_chunk, portal.upload_quarantine TO policy_fn;
      ALTER FUNCTION portal.drop_upload_content(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.drop_upload_content(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.drop_upload_content(uuid) TO portal_app, portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.drop_upload_content(uuid);
      DROP TABLE portal.package_attachment, portal.referral_attachment, portal.attachment_chunk, portal.attachment,
        portal.upload_quarantine, portal.upload_scan CASCADE;
    `);
  }
}
