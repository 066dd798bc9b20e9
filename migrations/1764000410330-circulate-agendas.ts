import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = 'council_id IN (SELECT sec.kept_councils())';

/** 会議資料の冊子 in one file with page numbers that stay, and who was sent which agenda when. */
export class CirculateAgendas1764000410330 implements MigrationInterface {
  name = 'CirculateAgendas1764000410330';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Which pages a paper has in the pack of a meeting, for good: whatever comes later goes behind, and what has gone leaves a gap.
      CREATE TABLE portal.pack_place (
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        -- Not a reference: the pages of a paper that was removed are not given again. Null for the agenda itself.
        paper_id uuid,
        -- Papers for the secretariat alone are counted by themselves, so that the others have no gaps that tell of them.
        is_closed boolean NOT NULL,
        first_page integer NOT NULL CHECK (first_page > 0),
        pages integer NOT NULL CHECK (pages > 0),
        UNIQUE NULLS NOT DISTINCT (meeting_id, paper_id, is_closed),
        UNIQUE (meeting_id, is_closed, first_page),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id)
      );

      CREATE TABLE portal.pack (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        audience text NOT NULL CHECK (audience IN ('members', 'secretariat')),
        -- 第N版 for its audience.
        no integer NOT NULL CHECK (no > 0),
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'working', 'done', 'failed')),
        progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
        trouble text,
        pages integer,
        sha256 bytea,
        content bytea,
        -- All that it shows: whoever may not see one of these does not open it.
        item_ids uuid[] NOT NULL DEFAULT '{}',
        paper_ids uuid[] NOT NULL DEFAULT '{}',
        -- Titles of papers that are no PDF and no picture, or cannot be read.
        left_out text[] NOT NULL DEFAULT '{}',
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        UNIQUE (id, meeting_id),
        UNIQUE (meeting_id, audience, no),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        CHECK ((state = 'done') = (content IS NOT NULL))
      );
      ALTER TABLE portal.pack ALTER content SET STORAGE EXTERNAL;

      CREATE TABLE portal.circulation (
        id uuid PRIMARY KEY,
        meeting_id uuid NOT NULL,
        council_id uuid NOT NULL,
        no integer NOT NULL CHECK (no > 0),
        -- What was sent, as its recipients could see it: items with their papers and the hashes of these.
        agenda jsonb NOT NULL,
        sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
        pack_id uuid,
        message text NOT NULL DEFAULT '',
        created_by uuid NOT NULL REFERENCES portal.account,
        created_by_name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (meeting_id, no),
        UNIQUE (id, council_id),
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        FOREIGN KEY (pack_id, meeting_id) REFERENCES portal.pack (id, meeting_id)
      );
      CREATE TABLE portal.circulation_recipient (
        circulation_id uuid NOT NULL,
        council_id uuid NOT NULL,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        -- As they were called then.
        agency_name text NOT NULL,
        people text[] NOT NULL DEFAULT '{}',
        account_ids uuid[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (circulation_id, agency_id),
        FOREIGN KEY (circulation_id, council_id) REFERENCES portal.circulation (id, council_id)
      );
      CREATE INDEX circulation_recipient_agency ON portal.circulation_recipient (agency_id);
    `);
    for (const table of ['pack_place', 'pack', 'circulation', 'circulation_recipient'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT ON portal.${table} TO portal_worker;
      `);
    await db.query(`
      GRANT INSERT, UPDATE (pages) ON portal.pack_place TO portal_worker;
      GRANT UPDATE (state, progress, trouble, pages, sha256, content, item_ids, paper_ids, left_out, finished_at)
        ON portal.pack TO portal_worker;
      CREATE POLICY pack_place_kept ON portal.pack_place FOR SELECT TO portal_app USING (${kept});
      GRANT SELECT ON portal.pack_place TO portal_app;

      -- A pack shows no more than its parts do: one of them closed or taken back later, and nobody else opens it any more.
      CREATE POLICY pack_seen ON portal.pack FOR SELECT TO portal_app USING (${kept} OR (
        audience = 'members' AND state = 'done'
        AND EXISTS (SELECT FROM portal.meeting m WHERE m.id = pack.meeting_id AND m.state <> 'draft')
        AND NOT EXISTS (SELECT FROM unnest(item_ids) one WHERE NOT EXISTS (SELECT FROM portal.agenda_item i WHERE i.id = one))
        AND NOT EXISTS (SELECT FROM unnest(paper_ids) one WHERE NOT EXISTS (SELECT FROM portal.paper p WHERE p.id = one))));
      CREATE POLICY pack_ordered ON portal.pack FOR INSERT TO portal_app
        WITH CHECK (${kept} AND state = 'waiting' AND created_by = (SELECT sec.actor_account()));
      GRANT SELECT, INSERT (id, meeting_id, council_id, audience, no, created_by) ON portal.pack TO portal_app;

      CREATE POLICY circulation_kept ON portal.circulation FOR SELECT TO portal_app USING (${kept});
      CREATE POLICY circulation_sent ON portal.circulation FOR INSERT TO portal_app
        WITH CHECK (${kept} AND created_by = (SELECT sec.actor_account()));
      CREATE POLICY circulation_recipient_kept ON portal.circulation_recipient FOR SELECT TO portal_app USING (${kept});
      CREATE POLICY circulation_recipient_listed ON portal.circulation_recipient FOR INSERT TO portal_app WITH CHECK (${kept});
      GRANT SELECT, INSERT ON portal.circulation, portal.circulation_recipient TO portal_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE portal.circulation_recipient, portal.circulation, portal.pack, portal.pack_place',
    );
  }
}
