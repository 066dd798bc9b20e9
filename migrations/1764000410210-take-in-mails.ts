import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = 'council_id IN (SELECT sec.kept_councils())';

/** Mails that come in: answers, mails that came back, and what a person has to look at. */
export class TakeInMails1764000410210 implements MigrationInterface {
  name = 'TakeInMails1764000410210';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.inbound_mail (
        id uuid PRIMARY KEY,
        -- The same mail may be handed in twice.
        sha256 bytea NOT NULL UNIQUE,
        via text NOT NULL CHECK (via IN ('relay', 'folder', 'secretariat')),
        -- Only until it was read.
        raw bytea,
        state text NOT NULL DEFAULT 'new' CHECK (state IN (
          'new', 'applied', 'outdated', 'late', 'bounced', 'automatic', 'waiting', 'accepted', 'dismissed')),
        -- Why a person has to look.
        why text CHECK (why IN ('unreadable', 'no_calendar', 'other_method', 'unknown_sender', 'several_seats', 'substitute',
          'unknown_meeting', 'full', 'closed')),
        meeting_id uuid,
        council_id uuid,
        invitation_id uuid,
        sender text,
        sender_name text,
        subject text,
        words text,
        answer text CHECK (answer IN ('accepted', 'tentative', 'declined', 'delegated')),
        substitute text,
        comment text,
        sequence integer,
        stamp timestamptz,
        arrived_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        settled_by uuid REFERENCES portal.account,
        FOREIGN KEY (meeting_id, council_id) REFERENCES portal.meeting (id, council_id),
        FOREIGN KEY (invitation_id, meeting_id) REFERENCES portal.invitation (id, meeting_id),
        CHECK ((state = 'new') = (raw IS NOT NULL))
      );
      CREATE INDEX inbound_mail_waiting ON portal.inbound_mail (council_id, arrived_at) WHERE state = 'waiting';
      CREATE INDEX inbound_mail_meeting ON portal.inbound_mail (meeting_id, arrived_at);
      ALTER TABLE portal.inbound_mail ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.inbound_mail FORCE ROW LEVEL SECURITY;
      CREATE POLICY inbound_mail_worker ON portal.inbound_mail TO portal_worker USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.inbound_mail TO portal_worker;
      -- What belongs to no meeting is for the secretariat of the network.
      CREATE POLICY inbound_mail_seen ON portal.inbound_mail FOR SELECT TO portal_app USING (
        state <> 'new' AND (${kept} OR council_id IS NULL AND (SELECT sec.actor_role()) = 'secretariat'));
      CREATE POLICY inbound_mail_settled ON portal.inbound_mail FOR UPDATE TO portal_app USING (
        state <> 'new' AND (${kept} OR council_id IS NULL AND (SELECT sec.actor_role()) = 'secretariat'));
      GRANT SELECT (id, via, state, why, meeting_id, council_id, invitation_id, sender, sender_name, subject, words, answer,
        substitute, comment, sequence, stamp, arrived_at, settled_at, settled_by) ON portal.inbound_mail TO portal_app;
      GRANT UPDATE (state, invitation_id, settled_at, settled_by) ON portal.inbound_mail TO portal_app;

      -- Keeps a raw mail and promises to read it; whether it is a new one.
      CREATE FUNCTION portal.take_in_mail(new_id uuid, content bytea, through text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        INSERT INTO portal.inbound_mail (id, sha256, via, raw) VALUES (new_id, sha256(content), through, content)
        ON CONFLICT (sha256) DO NOTHING;
        IF NOT FOUND THEN RETURN false; END IF;
        INSERT INTO portal.outbox (id, type, payload)
        VALUES (new_id, 'mail.arrived', jsonb_build_object('mailId', new_id));
        RETURN true;
      END $$;
      ALTER FUNCTION portal.take_in_mail(uuid, bytea, text) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.take_in_mail(uuid, bytea, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.take_in_mail(uuid, bytea, text) TO portal_app, portal_worker;
      GRANT SELECT, INSERT ON portal.inbound_mail TO policy_fn;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.take_in_mail(uuid, bytea, text);
      DROP TABLE portal.inbound_mail;
    `);
  }
}
