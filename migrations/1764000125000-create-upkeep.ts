import type { MigrationInterface, QueryRunner } from 'typeorm';

const keeps = `(agency_id = (SELECT sec.actor_agency()) OR (SELECT sec.actor_role()) = 'secretariat')`;
const isSecretariat = `(SELECT sec.actor_role()) = 'secretariat'`;

/** How a network keeps its directory true: asking every agency, reports of errors, duplicates and their merging. */
export class CreateUpkeep1764000125000 implements MigrationInterface {
  name = 'CreateUpkeep1764000125000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Agencies are asked whether their entry is still true: all of them once a year, or some that were chosen.
      CREATE TABLE portal.confirmation_round (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('yearly', 'chosen')),
        fiscal_year smallint NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        started_by uuid REFERENCES portal.account,
        started_name text NOT NULL CHECK (started_name <> ''),
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX confirmation_round_yearly ON portal.confirmation_round (kind)
        WHERE kind = 'yearly' AND ended_at IS NULL;

      CREATE TABLE portal.confirmation_request (
        id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES portal.confirmation_round,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        -- The link of the mail; the token itself is derived from the id and the key file, and kept nowhere.
        token_hash bytea NOT NULL UNIQUE,
        asked_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'confirmed', 'correcting')),
        answered_how text CHECK (answered_how IN ('mail', 'signed_in', 'phone', 'corrected')),
        answered_by uuid REFERENCES portal.account,
        answered_name text,
        answered_at timestamptz,
        mail_state text NOT NULL DEFAULT 'promised' CHECK (mail_state IN ('promised', 'sent', 'no_address', 'refused')),
        reminders smallint NOT NULL DEFAULT 0,
        UNIQUE (round_id, agency_id),
        CHECK ((state = 'waiting') = (answered_at IS NULL))
      );
      CREATE INDEX confirmation_request_agency ON portal.confirmation_request (agency_id);
      CREATE INDEX confirmation_request_waiting ON portal.confirmation_request (asked_at) WHERE state = 'waiting';

      CREATE TABLE portal.entry_report (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        source text NOT NULL CHECK (source IN ('member', 'public', 'confirmation')),
        topic text NOT NULL CHECK (topic IN ('phone', 'address', 'hours', 'service', 'closed', 'other')),
        words text NOT NULL CHECK (words <> ''),
        request_id uuid REFERENCES portal.confirmation_request,
        -- Nobody who is not signed in is asked who they are.
        reporter_id uuid REFERENCES portal.account,
        reporter_agency_id uuid REFERENCES portal.agency,
        reporter_name text,
        created_at timestamptz NOT NULL DEFAULT now(),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'fixed', 'not_error')),
        answer text,
        answered_by uuid REFERENCES portal.account,
        answered_name text,
        answered_at timestamptz,
        CHECK ((state = 'open') = (answered_at IS NULL))
      );
      CREATE INDEX entry_report_agency ON portal.entry_report (agency_id, id DESC);
      CREATE INDEX entry_report_open ON portal.entry_report (id) WHERE state = 'open';

      -- Two entries that may be one agency, and what somebody said of it.
      CREATE TABLE portal.duplicate_pair (
        id uuid PRIMARY KEY,
        one_id uuid NOT NULL REFERENCES portal.agency,
        other_id uuid NOT NULL REFERENCES portal.agency,
        score smallint NOT NULL,
        -- [{code, text}]
        reasons jsonb NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'distinct', 'merged')),
        found_at timestamptz NOT NULL DEFAULT now(),
        decided_by uuid REFERENCES portal.account,
        decided_name text,
        decided_at timestamptz,
        UNIQUE (one_id, other_id),
        CHECK (one_id < other_id)
      );
      CREATE INDEX duplicate_pair_open ON portal.duplicate_pair (score DESC, id) WHERE state = 'open';

      -- Every row that a merger touched, as it was and as it became, so that it can be taken back exactly.
      CREATE TABLE portal.entry_merge (
        id uuid PRIMARY KEY,
        kept_id uuid NOT NULL REFERENCES portal.agency,
        gone_id uuid NOT NULL REFERENCES portal.agency,
        kept_name text NOT NULL,
        gone_name text NOT NULL,
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        merged_by uuid NOT NULL REFERENCES portal.account,
        merged_name text NOT NULL,
        merged_at timestamptz NOT NULL DEFAULT now(),
        undone_by uuid REFERENCES portal.account,
        undone_name text,
        undone_at timestamptz,
        CHECK (kept_id <> gone_id)
      );
      CREATE INDEX entry_merge_newest ON portal.entry_merge (id DESC);
    `);

    for (const table of [
      'confirmation_round',
      'confirmation_request',
      'entry_report',
      'duplicate_pair',
      'entry_merge',
    ]) {
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_operator ON portal.${table} TO portal_operator USING (true) WITH CHECK (true);
        CREATE POLICY ${table}_worker ON portal.${table} TO portal_worker USING (true) WITH CHECK (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON portal.${table} TO portal_operator;
      `);
    }
    await db.query(`
      GRANT SELECT, INSERT, UPDATE ON portal.confirmation_round, portal.confirmation_request TO portal_worker;
      GRANT SELECT ON portal.entry_report TO portal_worker;
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.duplicate_pair TO portal_worker;

      CREATE POLICY confirmation_round_seen_by_signed_in ON portal.confirmation_round FOR SELECT TO portal_app
        USING ((SELECT sec.actor_account()) IS NOT NULL);
      CREATE POLICY confirmation_round_started_by_secretariat ON portal.confirmation_round FOR INSERT TO portal_app
        WITH CHECK (${isSecretariat} AND started_by = (SELECT sec.actor_account()));
      CREATE POLICY confirmation_round_ended_by_secretariat ON portal.confirmation_round FOR UPDATE TO portal_app
        USING (${isSecretariat}) WITH CHECK (${isSecretariat});
      GRANT SELECT, INSERT, UPDATE (ended_at) ON portal.confirmation_round TO portal_app;

      CREATE POLICY confirmation_request_seen_by_keeper ON portal.confirmation_request FOR SELECT TO portal_app
        USING (${keeps});
      CREATE POLICY confirmation_request_made_by_secretariat ON portal.confirmation_request FOR INSERT TO portal_app
        WITH CHECK (${isSecretariat});
      CREATE POLICY confirmation_request_answered_by_keeper ON portal.confirmation_request FOR UPDATE TO portal_app
        USING (${keeps}) WITH CHECK (${keeps});
      GRANT SELECT, INSERT, UPDATE (state, answered_how, answered_by, answered_name, answered_at)
        ON portal.confirmation_request TO portal_app;

      CREATE POLICY entry_report_seen_by_keeper_and_reporter ON portal.entry_report FOR SELECT TO portal_app
        USING (${keeps} OR reporter_id = (SELECT sec.actor_account()));
      CREATE POLICY entry_report_answered_by_keeper ON portal.entry_report FOR UPDATE TO portal_app
        USING (${keeps}) WITH CHECK (${keeps});
      GRANT SELECT, UPDATE (agency_id, state, answer, answered_by, answered_name, answered_at)
        ON portal.entry_report TO portal_app;

      CREATE POLICY duplicate_pair_secretariat ON portal.duplicate_pair TO portal_app
        USING (${isSecretariat}) WITH CHECK (${isSecretariat});
      GRANT SELECT, INSERT, DELETE, UPDATE (score, reasons, state, decided_by, decided_name, decided_at)
        ON portal.duplicate_pair TO portal_app;

      CREATE POLICY entry_merge_secretariat ON portal.entry_merge TO portal_app
        USING (${isSecretariat}) WITH CHECK (${isSecretariat});
      GRANT SELECT, INSERT, UPDATE (undone_by, undone_name, undone_at) ON portal.entry_merge TO portal_app;

      GRANT EXECUTE ON FUNCTION sec.has_desk(uuid) TO portal_worker;
      -- What was told about free places goes over to the service that stays.
      GRANT UPDATE (service_id) ON portal.vacancy TO portal_app;

      GRANT SELECT, UPDATE (confirmed_on, to_check_since, to_check_why) ON portal.agency TO policy_fn;
      GRANT SELECT ON portal.service, portal.contact_window, portal.trainee_offer, portal.agency_area,
        portal.confirmation_round TO policy_fn;
      GRANT SELECT, UPDATE ON portal.confirmation_request, portal.import_row TO policy_fn;
      GRANT SELECT, INSERT ON portal.entry_report TO policy_fn;
      GRANT INSERT ON portal.outbox TO policy_fn;
      GRANT SELECT (agency_id) ON portal.person TO policy_fn;
      GRANT SELECT (recipient_agency_id) ON portal.consent_grant TO policy_fn;
    `);

    await db.query(`
      -- What lies behind the link of a mail: whether it can still be answered, and the entry it is about, row by row.
      CREATE FUNCTION portal.open_confirmation(token text) RETURNS jsonb
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT jsonb_build_object(
          'requestId', q.id,
          'state', CASE WHEN q.state <> 'waiting' THEN q.state
                        WHEN r.ended_at IS NOT NULL OR q.expires_at <= now() OR a.status = 'closed' THEN 'ended'
                        ELSE 'waiting' END,
          'answeredAt', q.answered_at,
          'agency', to_jsonb(a),
          'areas', (SELECT coalesce(jsonb_agg(c.area_code ORDER BY c.area_code), '[]')
                    FROM portal.agency_area c WHERE c.agency_id = a.id),
          'services', (SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.sort, s.id), '[]')
                       FROM portal.service s WHERE s.agency_id = a.id),
          'windows', (SELECT coalesce(jsonb_agg(to_jsonb(w) ORDER BY w.sort, w.id), '[]')
                      FROM portal.contact_window w WHERE w.agency_id = a.id),
          'traineeOffers', (SELECT coalesce(jsonb_agg(to_jsonb(o) ORDER BY o.sort, o.id), '[]')
                            FROM portal.trainee_offer o WHERE o.agency_id = a.id))
        FROM portal.confirmation_request q
        JOIN portal.confirmation_round r ON r.id = q.round_id
        JOIN portal.agency a ON a.id = q.agency_id
        WHERE q.token_hash = sha256(convert_to(token, 'UTF8'))
      $$;

      -- Reports an error: of any entry when signed in, of one on the public page when not. Answers whether there is one.
      CREATE FUNCTION portal.report_entry(
        report uuid, about uuid, topic text, words text, event uuid
      ) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE who record;
      BEGIN
        SELECT w.account_id, w.agency_id, a.name INTO who
        FROM sec.whoami() w JOIN portal.account a ON a.id = w.account_id;
        IF who.account_id IS NULL AND NOT EXISTS (
          SELECT FROM portal.public_doc d WHERE d.agency_id = about AND d.on_page) THEN RETURN false; END IF;
        UPDATE portal.agency a
        SET to_check_since = coalesce(a.to_check_since, sec.today_in_japan()),
            to_check_why = coalesce(a.to_check_why, '誤りの報告がありました')
        WHERE a.id = about AND a.status <> 'closed';
        IF NOT FOUND THEN RETURN false; END IF;
        INSERT INTO portal.entry_report (id, agency_id, source, topic, words, reporter_id, reporter_agency_id, reporter_name)
        VALUES (report, about, CASE WHEN who.account_id IS NULL THEN 'public' ELSE 'member' END, topic, words,
          who.account_id, who.agency_id, who.name);
        INSERT INTO portal.outbox (id, type, payload)
        VALUES (event, 'entry.reported', jsonb_build_object('reportId', report, 'agencyId', about));
        RETURN true;
      END $$;

      -- The answer of whoever holds the link: right, or what has to be mended. Once; answers what became of it.
      CREATE FUNCTION portal.answer_confirmation(
        token text, wrong text, report uuid, event uuid, request_id text, ip text
      ) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE asked portal.confirmation_request; open boolean;
      BEGIN
        SELECT q.* INTO asked FROM portal.confirmation_request q
        WHERE q.token_hash = sha256(convert_to(token, 'UTF8')) FOR UPDATE;
        IF NOT FOUND THEN RETURN 'unknown'; END IF;
        IF asked.state <> 'waiting' THEN RETURN 'answered'; END IF;
        SELECT r.ended_at IS NULL AND a.status <> 'closed' AND asked.expires_at > now() INTO open
        FROM portal.confirmation_round r, portal.agency a WHERE r.id = asked.round_id AND a.id = asked.agency_id;
        IF NOT open THEN RETURN 'ended'; END IF;
        UPDATE portal.confirmation_request q
        SET state = CASE WHEN wrong IS NULL THEN 'confirmed' ELSE 'correcting' END, answered_how = 'mail',
            answered_at = now()
        WHERE q.id = asked.id;
        IF wrong IS NULL THEN
          -- Whoever says that it is right has looked at it.
          UPDATE portal.agency a
          SET confirmed_on = sec.today_in_japan(),
              to_check_since = CASE WHEN r.open THEN a.to_check_since END,
              to_check_why = CASE WHEN r.open THEN a.to_check_why END
          FROM (SELECT EXISTS (SELECT FROM portal.entry_report e
                               WHERE e.agency_id = asked.agency_id AND e.state = 'open') AS open) r
          WHERE a.id = asked.agency_id;
          INSERT INTO portal.outbox (id, type, payload)
          VALUES (event, 'entry.confirmed', jsonb_build_object('agencyId', asked.agency_id));
        ELSE
          UPDATE portal.agency a
          SET to_check_since = coalesce(a.to_check_since, sec.today_in_japan()),
              to_check_why = coalesce(a.to_check_why, '誤りの報告がありました')
          WHERE a.id = asked.agency_id;
          INSERT INTO portal.entry_report (id, agency_id, source, topic, words, request_id)
          VALUES (report, asked.agency_id, 'confirmation', 'other', wrong, asked.id);
          INSERT INTO portal.outbox (id, type, payload)
          VALUES (event, 'entry.reported', jsonb_build_object('reportId', report, 'agencyId', asked.agency_id));
        END IF;
        PERFORM audit.append_system('entry.confirm', 'done', NULL, 'agency', asked.agency_id,
          jsonb_build_object('how', 'mail', 'right', wrong IS NULL), request_id, ip);
        RETURN 'done';
      END $$;

      -- What ties an agency to its place, so that it can only be the one that stays when two are merged.
      CREATE FUNCTION portal.merge_ties(agency uuid) RETURNS TABLE (has_members boolean, has_cases boolean)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF (SELECT sec.actor_role()) IS DISTINCT FROM 'secretariat' THEN
          RAISE insufficient_privilege USING MESSAGE = 'the secretariat alone merges entries';
        END IF;
        RETURN QUERY SELECT
          EXISTS (SELECT FROM portal.membership m WHERE m.agency_id = agency AND m.ended_at IS NULL),
          EXISTS (SELECT FROM portal.referral_line l WHERE agency IN (l.agency_id, l.source_agency_id))
            OR EXISTS (SELECT FROM portal.referral r WHERE r.source_agency_id = agency)
            OR EXISTS (SELECT FROM portal.person p WHERE p.agency_id = agency)
            OR EXISTS (SELECT FROM portal.consent_grant g WHERE g.recipient_agency_id = agency);
      END $$;

      -- The rows of imported files go over to the entry that stays, to be found there by the next import. Answers where
      -- they pointed before; pointed_back takes that.
      CREATE FUNCTION portal.point_import_rows(gone uuid, kept uuid, services jsonb) RETURNS jsonb
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE before jsonb;
      BEGIN
        IF (SELECT sec.actor_role()) IS DISTINCT FROM 'secretariat' THEN
          RAISE insufficient_privilege USING MESSAGE = 'the secretariat alone merges entries';
        END IF;
        SELECT coalesce(jsonb_agg(jsonb_build_object('source', i.source, 'source_no', i.source_no,
                 'agency_id', i.agency_id, 'service_id', i.service_id) ORDER BY i.source, i.source_no), '[]')
        INTO before FROM portal.import_row i WHERE i.agency_id = gone;
        UPDATE portal.import_row i
        SET agency_id = kept, service_id = coalesce((services ->> i.service_id::text)::uuid, i.service_id)
        WHERE i.agency_id = gone;
        RETURN before;
      END $$;
      CREATE FUNCTION portal.point_import_rows_back(rows jsonb) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF (SELECT sec.actor_role()) IS DISTINCT FROM 'secretariat' THEN
          RAISE insufficient_privilege USING MESSAGE = 'the secretariat alone merges entries';
        END IF;
        UPDATE portal.import_row i SET agency_id = x.agency_id, service_id = x.service_id
        FROM jsonb_to_recordset(rows) AS x(source text, source_no text, agency_id uuid, service_id uuid)
        WHERE i.source = x.source AND i.source_no = x.source_no;
      END $$;
    `);
    for (const look of functions) {
      await db.query(`
        ALTER FUNCTION ${look} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${look} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${look} TO portal_app;
      `);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION ${functions.join(', ')};
      DROP TABLE portal.entry_merge, portal.duplicate_pair, portal.entry_report, portal.confirmation_request,
        portal.confirmation_round;
      REVOKE EXECUTE ON FUNCTION sec.has_desk(uuid) FROM portal_worker;
      REVOKE UPDATE (service_id) ON portal.vacancy FROM portal_app;
      REVOKE INSERT ON portal.outbox FROM policy_fn;
      REVOKE SELECT, UPDATE ON portal.import_row FROM policy_fn;
      REVOKE SELECT ON portal.service, portal.contact_window, portal.trainee_offer, portal.agency_area FROM policy_fn;
      REVOKE UPDATE (confirmed_on, to_check_since, to_check_why) ON portal.agency FROM policy_fn;
      REVOKE SELECT (agency_id) ON portal.person FROM policy_fn;
      REVOKE SELECT (recipient_agency_id) ON portal.consent_grant FROM policy_fn;
    `);
  }
}

const functions = [
  'portal.open_confirmation(text)',
  'portal.report_entry(uuid, uuid, text, text, uuid)',
  'portal.answer_confirmation(text, text, uuid, uuid, text, text)',
  'portal.merge_ties(uuid)',
  'portal.point_import_rows(uuid, uuid, jsonb)',
  'portal.point_import_rows_back(jsonb)',
];
