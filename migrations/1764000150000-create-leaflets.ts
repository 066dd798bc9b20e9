import type { MigrationInterface, QueryRunner } from 'typeorm';

const own = '(SELECT sec.actor_agency())';
const isSecretariat = `(SELECT sec.actor_role()) = 'secretariat'`;

/** The network's leaflet: its editions, the proofs that agencies get, what they agreed to, and the finished files. */
export class CreateLeaflets1764000150000 implements MigrationInterface {
  name = 'CreateLeaflets1764000150000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One edition.
      CREATE TABLE portal.leaflet (
        id uuid PRIMARY KEY,
        title text NOT NULL CHECK (title <> ''),
        network_name text NOT NULL CHECK (network_name <> ''),
        area_name text NOT NULL DEFAULT '',
        introduction text NOT NULL DEFAULT '',
        issuer text NOT NULL CHECK (issuer <> ''),
        contact text NOT NULL DEFAULT '',
        issued_on date NOT NULL,
        -- Until the end of this day agencies can answer by the link in their mail.
        answer_by date NOT NULL,
        state text NOT NULL DEFAULT 'preparing' CHECK (state IN ('preparing', 'proofing', 'issued', 'cancelled')),
        map_picture bytea,
        map_type text CHECK (map_type IN ('image/png', 'image/jpeg')),
        -- What the map shows and whose it is, in words.
        map_words text,
        version integer NOT NULL DEFAULT 1,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((map_picture IS NULL) = (map_type IS NULL) AND (map_picture IS NULL) = (map_words IS NULL))
      );

      -- Which agencies are asked for an edition. A correction that an agency wants keeps it out until it agrees again.
      CREATE TABLE portal.leaflet_agency (
        leaflet_id uuid NOT NULL REFERENCES portal.leaflet,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        left_out_at timestamptz,
        correction text CHECK (correction <> ''),
        correction_at timestamptz,
        correction_name text,
        PRIMARY KEY (leaflet_id, agency_id),
        CHECK ((correction IS NULL) = (correction_at IS NULL))
      );
      CREATE INDEX leaflet_agency_agency ON portal.leaflet_agency (agency_id);

      -- A proof is the block as it would be printed, and a one-time link to answer by; of the token only the hash is kept.
      CREATE TABLE portal.leaflet_proof (
        id uuid PRIMARY KEY,
        leaflet_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        block jsonb NOT NULL,
        -- The fields that the proof proposes to print; the others could be added.
        proposed text[] NOT NULL,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        reminded_at timestamptz,
        sent_at timestamptz,
        -- Why the mail did not arrive: a code.
        trouble text,
        answer text CHECK (answer IN ('agreed', 'correction', 'refused')),
        answered_at timestamptz,
        revoked_at timestamptz,
        FOREIGN KEY (leaflet_id, agency_id) REFERENCES portal.leaflet_agency,
        CHECK ((answer IS NULL) = (answered_at IS NULL))
      );
      CREATE INDEX leaflet_proof_of ON portal.leaflet_proof (leaflet_id, agency_id, created_at DESC);
      CREATE UNIQUE INDEX leaflet_proof_open ON portal.leaflet_proof (leaflet_id, agency_id)
        WHERE answered_at IS NULL AND revoked_at IS NULL;

      -- What an agency agreed to, word by word. It is printed from here, so nothing else can get onto the paper.
      CREATE TABLE portal.leaflet_agreement (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        leaflet_id uuid REFERENCES portal.leaflet,
        proof_id uuid REFERENCES portal.leaflet_proof,
        block jsonb NOT NULL,
        through text NOT NULL CHECK (through IN ('mail', 'portal', 'secretariat')),
        agreed_at timestamptz NOT NULL DEFAULT now(),
        agreed_by uuid REFERENCES portal.account,
        agreed_name text NOT NULL CHECK (agreed_name <> ''),
        -- How the secretariat was told: by phone, on paper.
        note text,
        ended_at timestamptz,
        ended_why text CHECK (ended_why IN ('withdrawn', 'replaced')),
        CHECK ((ended_at IS NULL) = (ended_why IS NULL))
      );
      CREATE UNIQUE INDEX leaflet_agreement_live ON portal.leaflet_agreement (agency_id) WHERE ended_at IS NULL;
      CREATE INDEX leaflet_agreement_of ON portal.leaflet_agreement (agency_id, agreed_at DESC);

      -- A finished file, or one that is being made.
      CREATE TABLE portal.leaflet_print (
        id uuid PRIMARY KEY,
        leaflet_id uuid NOT NULL REFERENCES portal.leaflet,
        format text NOT NULL CHECK (format IN ('a4', 'a3')),
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'working', 'done', 'failed')),
        progress smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
        pages integer,
        -- The agreements that it was printed from: with one of them withdrawn it is not given out any more.
        agreement_ids uuid[] NOT NULL DEFAULT '{}',
        -- Characters that the font does not have.
        replaced text[] NOT NULL DEFAULT '{}',
        content bytea,
        trouble text,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_by_name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CHECK ((state = 'done') = (content IS NOT NULL))
      );
      CREATE INDEX leaflet_print_of ON portal.leaflet_print (leaflet_id, created_at DESC);
    `);

    // The secretariat keeps editions; an agency sees and answers what concerns itself.
    for (const table of [
      'leaflet',
      'leaflet_agency',
      'leaflet_proof',
      'leaflet_agreement',
      'leaflet_print',
    ]) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_seen_by_secretariat ON portal.${table} FOR SELECT TO portal_app USING (${isSecretariat});
        CREATE POLICY ${table}_made_by_secretariat ON portal.${table} FOR INSERT TO portal_app
          WITH CHECK (${isSecretariat});
        CREATE POLICY ${table}_changed_by_secretariat ON portal.${table} FOR UPDATE TO portal_app
          USING (${isSecretariat}) WITH CHECK (${isSecretariat});
        CREATE POLICY ${table}_operator ON portal.${table} TO portal_operator USING (true) WITH CHECK (true);
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE ON portal.${table} TO portal_operator;
        GRANT SELECT ON portal.${table} TO portal_worker;
      `);
    }
    for (const table of ['leaflet_agency', 'leaflet_proof', 'leaflet_agreement']) {
      await db.query(`
        CREATE POLICY ${table}_seen_by_own_agency ON portal.${table} FOR SELECT TO portal_app USING (agency_id = ${own});
        CREATE POLICY ${table}_answered_by_own_agency ON portal.${table} FOR UPDATE TO portal_app
          USING (agency_id = ${own}) WITH CHECK (agency_id = ${own});
      `);
    }
    await db.query(`
      CREATE POLICY leaflet_seen_by_asked ON portal.leaflet FOR SELECT TO portal_app USING (EXISTS (
        SELECT FROM portal.leaflet_agency a WHERE a.leaflet_id = leaflet.id AND a.agency_id = ${own} AND a.left_out_at IS NULL));
      CREATE POLICY leaflet_agreement_made_by_own_agency ON portal.leaflet_agreement FOR INSERT TO portal_app
        WITH CHECK (agency_id = ${own});

      GRANT SELECT, INSERT ON portal.leaflet, portal.leaflet_agency, portal.leaflet_agreement, portal.leaflet_print
        TO portal_app;
      -- All but the hash of the token, which nobody who may read a proof needs.
      GRANT SELECT (id, leaflet_id, agency_id, block, proposed, created_by, created_at, expires_at, reminded_at, sent_at, trouble,
        answer, answered_at, revoked_at) ON portal.leaflet_proof TO portal_app;
      GRANT INSERT ON portal.leaflet_proof TO portal_app;
      GRANT UPDATE (title, network_name, area_name, introduction, issuer, contact, issued_on, answer_by, state, map_picture,
        map_type, map_words, version, updated_at) ON portal.leaflet TO portal_app;
      GRANT UPDATE (left_out_at, correction, correction_at, correction_name) ON portal.leaflet_agency TO portal_app;
      GRANT UPDATE (expires_at, reminded_at, sent_at, trouble, answer, answered_at, revoked_at)
        ON portal.leaflet_proof TO portal_app;
      GRANT UPDATE (ended_at, ended_why) ON portal.leaflet_agreement TO portal_app;
      GRANT UPDATE (sent_at, trouble) ON portal.leaflet_proof TO portal_worker;
      GRANT UPDATE (state, progress, pages, agreement_ids, replaced, content, trouble, finished_at)
        ON portal.leaflet_print TO portal_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE portal.leaflet_print, portal.leaflet_agreement, portal.leaflet_proof, portal.leaflet_agency, portal.leaflet;
    `);
  }
}
