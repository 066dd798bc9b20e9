import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = 'council_id IN (SELECT sec.kept_councils())';

/** 資料: what is laid before a meeting, to each item, in versions; looked at by the virus scanner before anybody opens it. */
export class KeepPapers1764000410320 implements MigrationInterface {
  name = 'KeepPapers1764000410320';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.paper (
        id uuid PRIMARY KEY,
        item_id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        title text NOT NULL CHECK (title <> ''),
        -- Together with that of its item: the narrower of the two counts.
        visibility text NOT NULL DEFAULT 'public' CHECK (visibility IN ('members', 'secretariat', 'public')),
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, meeting_id, council_id),
        FOREIGN KEY (item_id, meeting_id, council_id) REFERENCES portal.agenda_item (id, meeting_id, council_id) ON DELETE CASCADE
      );
      CREATE INDEX paper_of ON portal.paper (meeting_id, created_at);
      CREATE INDEX paper_item ON portal.paper (item_id);

      CREATE TABLE portal.paper_version (
        id uuid PRIMARY KEY REFERENCES portal.upload_scan,
        paper_id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        -- 第N版.
        no integer NOT NULL CHECK (no > 0),
        content_type text NOT NULL,
        octets integer NOT NULL CHECK (octets > 0),
        sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
        -- It came after the agenda had been circulated: 当日配布資料.
        is_late boolean NOT NULL DEFAULT false,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (paper_id, no),
        FOREIGN KEY (paper_id, meeting_id, council_id) REFERENCES portal.paper (id, meeting_id, council_id) ON DELETE CASCADE
      );
      CREATE TABLE portal.paper_content (
        version_id uuid PRIMARY KEY REFERENCES portal.paper_version ON DELETE CASCADE,
        council_id uuid NOT NULL,
        body bytea NOT NULL
      );
      -- PDF and pictures are packed already.
      ALTER TABLE portal.paper_content ALTER body SET STORAGE EXTERNAL;
    `);
    for (const table of ['paper', 'paper_version', 'paper_content'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        CREATE POLICY ${table}_made ON portal.${table} FOR INSERT TO portal_app WITH CHECK (${kept});
        GRANT SELECT ON portal.${table} TO portal_worker, policy_fn;
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      -- Who sees the item, sees what lies before it; the wall of the item answers that.
      CREATE POLICY paper_seen ON portal.paper FOR SELECT TO portal_app USING (${kept}
        OR (visibility <> 'secretariat' AND EXISTS (SELECT FROM portal.agenda_item i WHERE i.id = paper.item_id)));
      CREATE POLICY paper_kept ON portal.paper FOR UPDATE TO portal_app USING (${kept}) WITH CHECK (${kept});
      CREATE POLICY paper_removed ON portal.paper FOR DELETE TO portal_app USING (${kept} AND EXISTS (SELECT FROM portal.meeting m
        WHERE m.id = paper.meeting_id AND m.state IN ('draft', 'announced', 'postponed', 'in_session')));
      GRANT DELETE, UPDATE (title, visibility, version) ON portal.paper TO portal_app;

      CREATE POLICY paper_version_seen ON portal.paper_version FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.paper p WHERE p.id = paper_version.paper_id));
      -- Nobody opens what the scanner has not let through.
      CREATE POLICY paper_content_after_scan ON portal.paper_content FOR SELECT TO portal_app USING (
        EXISTS (SELECT FROM portal.paper_version v JOIN portal.upload_scan u ON u.upload_id = v.id
          WHERE v.id = paper_content.version_id AND u.state IN ('clean', 'unchecked')));

      -- Uploads of those who keep a council, whatever their part in cases is.
      CREATE FUNCTION sec.began_upload(upload uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT EXISTS (SELECT FROM portal.upload_scan u WHERE u.upload_id = upload AND u.agency_id = (SELECT sec.actor_agency()))
      $$;
      ALTER FUNCTION sec.began_upload(uuid) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.began_upload(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.began_upload(uuid) TO portal_app;
      CREATE POLICY upload_scan_of_paper_begun ON portal.upload_scan FOR INSERT TO portal_app WITH CHECK (
        agency_id = (SELECT sec.actor_agency()) AND EXISTS (SELECT sec.kept_councils())
        AND (state = 'pending' OR state = 'unchecked' AND EXISTS (SELECT FROM portal.upload_setting s WHERE NOT s.scanned)));
      CREATE POLICY upload_scan_of_paper_seen ON portal.upload_scan FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.paper_version v WHERE v.id = upload_scan.upload_id));
      CREATE POLICY upload_scan_of_paper_tried_again ON portal.upload_scan FOR UPDATE TO portal_app
        USING (state = 'failed' AND EXISTS (SELECT FROM portal.paper_version v WHERE v.id = upload_scan.upload_id AND v.${kept}))
        WITH CHECK (state = 'pending');
      CREATE POLICY upload_quarantine_of_paper_filled ON portal.upload_quarantine FOR INSERT TO portal_app
        WITH CHECK (sec.began_upload(upload_id));

      CREATE OR REPLACE FUNCTION portal.drop_upload_content(upload uuid) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF session_user = 'portal_worker' THEN
          DELETE FROM portal.attachment_chunk c USING portal.upload_scan u
          WHERE c.attachment_id = upload AND u.upload_id = upload AND u.state = 'infected';
          DELETE FROM portal.paper_content c USING portal.upload_scan u
          WHERE c.version_id = upload AND u.upload_id = upload AND u.state = 'infected';
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
      GRANT DELETE ON portal.paper_content TO policy_fn;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION portal.drop_upload_content(upload uuid) RETURNS void
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
      DROP POLICY upload_quarantine_of_paper_filled ON portal.upload_quarantine;
      DROP POLICY upload_scan_of_paper_tried_again ON portal.upload_scan;
      DROP POLICY upload_scan_of_paper_seen ON portal.upload_scan;
      DROP POLICY upload_scan_of_paper_begun ON portal.upload_scan;
      DROP FUNCTION sec.began_upload(uuid);
      DROP TABLE portal.paper_content, portal.paper_version, portal.paper;
    `);
  }
}
