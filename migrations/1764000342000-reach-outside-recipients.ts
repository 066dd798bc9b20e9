import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';

/** A referral to an agency that is in the directory and not in the portal: a sealed link with a code, or a letter. */
export class ReachOutsideRecipients1764000342000 implements MigrationInterface {
  name = 'ReachOutsideRecipients1764000342000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.outside_sending (
        id uuid PRIMARY KEY,
        referral_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        person_id uuid NOT NULL,
        -- Named in the directory, so that a consent can name it.
        agency_id uuid NOT NULL REFERENCES portal.agency,
        means text NOT NULL CHECK (means IN ('link', 'letter')),
        package_version integer NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'reported', 'revoked')),
        -- Of the link and of the code that is told by telephone only hashes are kept.
        token_hash bytea UNIQUE,
        code_hash bytea,
        tries integer NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL,
        openings integer NOT NULL DEFAULT 0,
        last_opened_at timestamptz,
        created_by uuid NOT NULL REFERENCES portal.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (referral_id, source_agency_id, person_id)
          REFERENCES portal.referral (id, source_agency_id, person_id) DEFERRABLE INITIALLY IMMEDIATE,
        FOREIGN KEY (referral_id, package_version) REFERENCES portal.referral_package,
        CHECK ((token_hash IS NULL) = (code_hash IS NULL))
      );
      CREATE INDEX outside_sending_referral ON portal.outside_sending (referral_id);
      CREATE UNIQUE INDEX outside_sending_one_open ON portal.outside_sending (referral_id, agency_id)
        WHERE state IN ('open', 'accepted');

      CREATE TABLE portal.outside_answer (
        id uuid PRIMARY KEY,
        sending_id uuid NOT NULL REFERENCES portal.outside_sending,
        source_agency_id uuid NOT NULL REFERENCES portal.agency,
        kind text NOT NULL CHECK (kind IN ('accepted', 'declined', 'reported')),
        -- Sealed with the key of the sending.
        body bytea NOT NULL,
        -- Null when it came through the link.
        recorded_by uuid REFERENCES portal.account,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX outside_answer_sending ON portal.outside_answer (sending_id, at);
    `);
    for (const table of ['outside_sending', 'outside_answer'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_own ON portal.${table} TO portal_app
          USING (source_agency_id = ${here}) WITH CHECK (source_agency_id = ${here});
        GRANT SELECT, INSERT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      GRANT UPDATE (state, token_hash, code_hash, tries, expires_at, version) ON portal.outside_sending TO portal_app;
      GRANT SELECT, INSERT, UPDATE ON portal.outside_sending, portal.outside_answer TO policy_fn;
      GRANT SELECT ON portal.package_section, portal.referral_package, portal.data_key, portal.merged_key TO policy_fn;

      -- The door: the link, the code, the tries. A try is counted before it is looked at, so that parallel ones gain nothing.
      CREATE FUNCTION portal.enter_sealed_link(token bytea, code bytea)
      RETURNS TABLE (sending_id uuid, standing text, tries_left integer)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        s portal.outside_sending;
      BEGIN
        SELECT * INTO s FROM portal.outside_sending o WHERE o.token_hash = token FOR UPDATE;
        IF s.id IS NULL THEN RETURN QUERY SELECT NULL::uuid, 'unknown', 0; RETURN; END IF;
        IF s.state = 'revoked' OR s.expires_at <= now() THEN RETURN QUERY SELECT NULL::uuid, 'ended', 0; RETURN; END IF;
        IF s.tries >= 5 THEN RETURN QUERY SELECT NULL::uuid, 'locked', 0; RETURN; END IF;
        IF code IS NULL THEN RETURN QUERY SELECT NULL::uuid, 'code', 5 - s.tries; RETURN; END IF;
        IF s.code_hash IS DISTINCT FROM code THEN
          UPDATE portal.outside_sending o SET tries = o.tries + 1 WHERE o.id = s.id;
          RETURN QUERY SELECT NULL::uuid, CASE WHEN s.tries >= 4 THEN 'locked' ELSE 'wrong' END, 4 - s.tries;
          RETURN;
        END IF;
        UPDATE portal.outside_sending o SET tries = 0 WHERE o.id = s.id;
        RETURN QUERY SELECT s.id, 'open', 5;
      END $$;

      -- What lies behind the door at this moment: of the package what a consent covers now, each opening in the ledger. The keys
      -- come wrapped, and open nothing without the key file.
      CREATE FUNCTION portal.open_sealed_link(token bytea, code bytea) RETURNS jsonb
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        door record;
        s portal.outside_sending;
        r portal.referral;
        told text[];
        consents uuid[];
      BEGIN
        SELECT * INTO door FROM portal.enter_sealed_link(token, code);
        IF door.standing <> 'open' THEN
          RETURN jsonb_build_object('standing', door.standing, 'triesLeft', door.tries_left);
        END IF;
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(o.person_id::text, 0)) FROM portal.outside_sending o WHERE o.id = door.sending_id;
        SELECT * INTO s FROM portal.outside_sending o WHERE o.id = door.sending_id;
        SELECT * INTO r FROM portal.referral x WHERE x.id = s.referral_id;
        SELECT array_agg(DISTINCT g.category), array_agg(DISTINCT g.consent_id) INTO told, consents
        FROM portal.live_grant g JOIN portal.package_section p ON p.category = g.category AND p.purpose = g.purpose
        WHERE p.referral_id = s.referral_id AND p.version = s.package_version
          AND g.person_id = s.person_id AND g.recipient_agency_id = s.agency_id;
        IF told IS NULL THEN RETURN jsonb_build_object('standing', 'closed', 'triesLeft', 5); END IF;
        UPDATE portal.outside_sending o SET openings = o.openings + 1, last_opened_at = now() WHERE o.id = s.id;
        IF s.openings = 0 THEN
          INSERT INTO portal.outbox (id, type, payload) VALUES (gen_random_uuid(), 'referral.outside_opened',
            jsonb_build_object('referralId', s.referral_id, 'number', r.number, 'byAgencyId', s.agency_id, 'tellAgencyId', s.source_agency_id));
        END IF;
        INSERT INTO portal.disclosure (id, person_id, agency_id, recipient_agency_id, consent_ids, purpose, categories, method, medium,
          referral_id, content_hash, by_account, retain_until)
        SELECT gen_random_uuid(), s.person_id, s.source_agency_id, s.agency_id, consents, r.purpose, told, 'opened', 'sealed_link',
          s.referral_id, p.hash, s.created_by, sec.today_in_japan() + interval '5 years'
        FROM portal.referral_package p WHERE p.referral_id = s.referral_id AND p.version = s.package_version;
        RETURN jsonb_build_object(
          'standing', 'open', 'triesLeft', 5, 'id', s.id, 'state', s.state, 'referralId', s.referral_id, 'personId', s.person_id,
          'packageVersion', s.package_version, 'number', r.number, 'expiresAt', s.expires_at,
          'source', (SELECT jsonb_build_object('name', a.name, 'phone', a.phone) FROM portal.agency a WHERE a.id = s.source_agency_id),
          'recipient', (SELECT a.name FROM portal.agency a WHERE a.id = s.agency_id),
          'mayReport', EXISTS (SELECT FROM portal.live_grant g WHERE g.person_id = s.person_id
            AND g.recipient_agency_id = s.agency_id AND g.purpose = 'report_back'),
          'withheld', (SELECT coalesce(jsonb_agg(p.category), '[]') FROM portal.package_section p
            WHERE p.referral_id = s.referral_id AND p.version = s.package_version AND p.category <> ALL (told)),
          'sections', (SELECT jsonb_agg(jsonb_build_object('category', p.category, 'body', encode(p.body, 'base64')))
            FROM portal.package_section p
            WHERE p.referral_id = s.referral_id AND p.version = s.package_version AND p.category = ANY (told)),
          'keys', (SELECT jsonb_agg(k) FROM (
            SELECT jsonb_build_object('subjectId', d.subject_id, 'kid', d.kid, 'wrapped', encode(d.wrapped, 'base64'), 'lent', false) AS k
            FROM portal.data_key d WHERE d.subject_id = s.person_id
            UNION ALL SELECT jsonb_build_object('subjectId', m.subject_id, 'kid', m.kid, 'wrapped', encode(m.wrapped, 'base64'), 'lent', true)
            FROM portal.merged_key m WHERE m.holder_id = s.person_id) all_keys));
      END $$;

      -- The key with which an answer is sealed.
      CREATE FUNCTION portal.sealed_link_key(token bytea, code bytea) RETURNS jsonb
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        door record;
      BEGIN
        SELECT * INTO door FROM portal.enter_sealed_link(token, code);
        RETURN jsonb_build_object('standing', door.standing, 'triesLeft', door.tries_left) || coalesce(
          (SELECT jsonb_build_object('subjectId', d.subject_id, 'kid', d.kid, 'wrapped', encode(d.wrapped, 'base64'))
           FROM portal.data_key d WHERE d.subject_id = door.sending_id), '{}');
      END $$;

      CREATE FUNCTION portal.answer_sealed_link(token bytea, code bytea, kind text, answer uuid, body bytea, event uuid) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        door record;
        s portal.outside_sending;
      BEGIN
        SELECT * INTO door FROM portal.enter_sealed_link(token, code);
        IF door.standing <> 'open' THEN RETURN door.standing; END IF;
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(o.person_id::text, 0)) FROM portal.outside_sending o WHERE o.id = door.sending_id;
        PERFORM x.id FROM portal.referral x JOIN portal.outside_sending o ON o.referral_id = x.id WHERE o.id = door.sending_id FOR UPDATE OF x;
        SELECT * INTO s FROM portal.outside_sending o WHERE o.id = door.sending_id;
        IF NOT (s.state = 'open' AND kind IN ('accepted', 'declined') OR s.state = 'accepted' AND kind = 'reported') THEN
          RETURN 'answered';
        END IF;
        -- A report tells the source something about the person; to say no or yes, no consent is needed.
        IF kind = 'reported' AND NOT EXISTS (SELECT FROM portal.live_grant g WHERE g.person_id = s.person_id
             AND g.recipient_agency_id = s.agency_id AND g.purpose = 'report_back') THEN
          RETURN 'closed';
        END IF;
        INSERT INTO portal.outside_answer (id, sending_id, source_agency_id, kind, body)
        VALUES (answer, s.id, s.source_agency_id, kind, body);
        UPDATE portal.outside_sending o SET state = kind, version = o.version + 1 WHERE o.id = s.id;
        -- Where nobody inside was asked, the referral stands as the one outside stands.
        UPDATE portal.referral x SET status = CASE kind WHEN 'accepted' THEN 'matched' WHEN 'declined' THEN 'unfulfilled' ELSE 'completed' END,
          version = x.version + 1, updated_at = now()
        WHERE x.id = s.referral_id AND x.status IN ('active', 'matched')
          AND NOT EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = x.id AND l.status <> 'queued');
        INSERT INTO portal.outbox (id, type, payload)
        SELECT event, 'referral.outside_answered', jsonb_build_object('referralId', s.referral_id, 'number', x.number,
          'byAgencyId', s.agency_id, 'tellAgencyId', s.source_agency_id)
        FROM portal.referral x WHERE x.id = s.referral_id;
        RETURN 'done';
      END $$;
    `);
    for (const signature of [
      'portal.enter_sealed_link(bytea, bytea)',
      'portal.open_sealed_link(bytea, bytea)',
      'portal.sealed_link_key(bytea, bytea)',
      'portal.answer_sealed_link(bytea, bytea, text, uuid, bytea, uuid)',
    ])
      await db.query(`
        ALTER FUNCTION ${signature} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${signature} TO portal_app;
      `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.answer_sealed_link(bytea, bytea, text, uuid, bytea, uuid), portal.sealed_link_key(bytea, bytea),
        portal.open_sealed_link(bytea, bytea), portal.enter_sealed_link(bytea, bytea);
      DROP TABLE portal.outside_answer, portal.outside_sending;
    `);
  }
}
