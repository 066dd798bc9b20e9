import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger as Articles 29 and 30 want it: ground, both agencies as of then, how the data was obtained, in which way it
 * was told. And a digest of every decision and every provision in the audit's chain, so that an alteration is found.
 */
export class WidenTheLedger1764000322000 implements MigrationInterface {
  name = 'WidenTheLedger1764000322000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- 代表者名: asked for by Article 30, and not a part of the directory.
      CREATE TABLE portal.agency_representative (
        agency_id uuid PRIMARY KEY REFERENCES portal.agency,
        name text NOT NULL CHECK (name <> ''),
        version integer NOT NULL DEFAULT 1,
        updated_by uuid NOT NULL REFERENCES portal.account,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      ALTER TABLE portal.agency_representative ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.agency_representative FORCE ROW LEVEL SECURITY;
      CREATE POLICY agency_representative_seen ON portal.agency_representative FOR SELECT TO portal_app
        USING ((SELECT sec.actor_agency()) IS NOT NULL);
      CREATE POLICY agency_representative_kept ON portal.agency_representative TO portal_app
        USING (agency_id = (SELECT sec.actor_agency()) AND (SELECT sec.actor_role()) = 'manager')
        WITH CHECK (agency_id = (SELECT sec.actor_agency()) AND (SELECT sec.actor_role()) = 'manager'
          AND updated_by = (SELECT sec.actor_account()));
      GRANT SELECT, INSERT, UPDATE (name, version, updated_by, updated_at) ON portal.agency_representative TO portal_app;
      GRANT SELECT ON portal.agency_representative, portal.agency, portal.account TO policy_fn;

      ALTER TABLE portal.disclosure
        ADD ground text,
        ADD ground_ids uuid[] NOT NULL DEFAULT '{}',
        ADD medium text NOT NULL DEFAULT 'screen'
          CHECK (medium IN ('screen', 'pdf', 'print', 'fhir', 'sealed_link', 'fax', 'oral', 'letter', 'file')),
        ADD obtained text NOT NULL DEFAULT 'own_record'
          CHECK (obtained IN ('own_record', 'from_person', 'from_family', 'from_agency')),
        ADD provider jsonb NOT NULL DEFAULT '{}',
        ADD recipient jsonb NOT NULL DEFAULT '{}',
        ADD confirmed_by text,
        ALTER recipient_agency_id DROP NOT NULL,
        DROP CONSTRAINT disclosure_consent_ids_check,
        ADD CONSTRAINT disclosure_basis CHECK (cardinality(consent_ids) > 0 OR cardinality(ground_ids) > 0),
        ADD CONSTRAINT disclosure_ground CHECK ((cardinality(ground_ids) > 0) = (ground IS NOT NULL)),
        DROP CONSTRAINT disclosure_method_check,
        ADD CONSTRAINT disclosure_method_check CHECK (method IN ('sent', 'opened', 'reported', 'told')),
        ADD CONSTRAINT disclosure_recipient CHECK (recipient_agency_id IS NOT NULL OR recipient ->> 'name' IS NOT NULL);

      -- Name, address and representative of an agency at this moment; a row of the ledger keeps them as they were.
      CREATE FUNCTION portal.agency_facts(agency uuid) RETURNS jsonb
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT jsonb_build_object('name', a.name, 'address', a.address, 'legalName', a.legal_name,
          'representative', r.name, 'legalRegime', a.legal_regime)
        FROM portal.agency a LEFT JOIN portal.agency_representative r ON r.agency_id = a.id WHERE a.id = agency
      $$;
      CREATE FUNCTION portal.complete_disclosure() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        NEW.at := now();
        NEW.provider := portal.agency_facts(NEW.agency_id);
        IF NEW.recipient_agency_id IS NOT NULL THEN NEW.recipient := portal.agency_facts(NEW.recipient_agency_id); END IF;
        NEW.confirmed_by := (SELECT a.name FROM portal.account a WHERE a.id = NEW.by_account);
        IF NEW.retain_until < sec.today_in_japan() + interval '3 years' THEN
          RAISE EXCEPTION 'kept for too short a time' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      UPDATE portal.disclosure SET provider = portal.agency_facts(agency_id), recipient = portal.agency_facts(recipient_agency_id),
        confirmed_by = (SELECT a.name FROM portal.account a WHERE a.id = by_account);
      CREATE TRIGGER disclosure_is_complete BEFORE INSERT ON portal.disclosure
        FOR EACH ROW EXECUTE FUNCTION portal.complete_disclosure();
      CREATE FUNCTION portal.keep_disclosure() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.retain_until < sec.today_in_japan() THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'the ledger is never changed' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER disclosure_is_final BEFORE UPDATE OR DELETE ON portal.disclosure
        FOR EACH ROW EXECUTE FUNCTION portal.keep_disclosure();

      -- The source also writes down what it told outside of a referral: by word of mouth, on paper, through a sealed link.
      ALTER POLICY disclosure_recorded_by_both_sides ON portal.disclosure
        WITH CHECK (by_account = (SELECT sec.actor_account()) AND CASE
          WHEN method = 'told' THEN agency_id = (SELECT sec.case_agency())
            AND EXISTS (SELECT FROM portal.person p WHERE p.id = disclosure.person_id AND p.agency_id = (SELECT sec.case_agency()))
          ELSE EXISTS (SELECT FROM portal.referral_line l
            WHERE l.id = disclosure.line_id AND l.referral_id = disclosure.referral_id AND l.person_id = disclosure.person_id
              AND CASE disclosure.method
                WHEN 'sent' THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.source_agency_id, l.agency_id)
                  AND l.source_agency_id = (SELECT sec.case_agency())
                WHEN 'opened' THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.source_agency_id, l.agency_id)
                  AND l.agency_id = (SELECT sec.case_agency())
                WHEN 'reported' THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.agency_id, l.source_agency_id)
                  AND l.agency_id = (SELECT sec.case_agency())
              END) END);
      CREATE INDEX disclosure_provider ON portal.disclosure (agency_id, at);

      -- An order for a list of the ledger. What is in the list is read when it is fetched, never kept.
      CREATE TABLE portal.ledger_order (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES portal.agency,
        account_id uuid NOT NULL REFERENCES portal.account,
        side text NOT NULL CHECK (side IN ('provider', 'recipient')),
        from_day date NOT NULL,
        until_day date NOT NULL,
        person_id uuid,
        format text NOT NULL CHECK (format IN ('csv', 'csv_cp932', 'xlsx', 'pdf')),
        reason text NOT NULL,
        ordered_at timestamptz NOT NULL DEFAULT now(),
        CHECK (from_day <= until_day)
      );
      ALTER TABLE portal.ledger_order ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.ledger_order FORCE ROW LEVEL SECURITY;
      CREATE POLICY ledger_order_own ON portal.ledger_order TO portal_app
        USING (agency_id = (SELECT sec.case_agency()) AND account_id = (SELECT sec.actor_account()))
        WITH CHECK (agency_id = (SELECT sec.case_agency()) AND account_id = (SELECT sec.actor_account()));
      GRANT SELECT, INSERT ON portal.ledger_order TO portal_app;
    `);

    await db.query(`
      -- What a row says, in one fixed order and form, as a hash. The columns are named: a new column changes no old hash.
      CREATE FUNCTION audit.utc(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = ''
        AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;
      CREATE FUNCTION audit.digest_of_consent(of uuid) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT encode(sha256(convert_to(jsonb_build_array(c.id, c.root_id, c.revision, c.person_id, c.agency_id, c.status,
          to_char(c.decided_on, 'YYYY-MM-DD'), to_char(c.valid_from, 'YYYY-MM-DD'), to_char(c.valid_until, 'YYYY-MM-DD'),
          c.method, c.explained_by, c.given_by, encode(c.representative, 'hex'), encode(c.witness, 'hex'), encode(c.note, 'hex'),
          audit.utc(c.withdrawn_at), c.withdrawn_by, c.withdrawal_told_by)::text, 'UTF8')), 'hex')
        FROM portal.consent c WHERE c.id = of
      $$;
      CREATE FUNCTION audit.digest_of_grants(of uuid) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT encode(sha256(convert_to(jsonb_agg(jsonb_build_array(g.recipient_agency_id, g.purpose, g.category)
          ORDER BY g.recipient_agency_id, g.purpose, g.category)::text, 'UTF8')), 'hex')
        FROM portal.consent_grant g WHERE g.consent_id = of
      $$;
      CREATE FUNCTION audit.digest_of_disclosure(of uuid) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT encode(sha256(convert_to(jsonb_build_array(d.id, audit.utc(d.at), d.person_id, d.agency_id, d.recipient_agency_id,
          d.consent_ids, d.ground, d.ground_ids, d.purpose, d.categories, d.method, d.medium, d.obtained, d.referral_id, d.line_id,
          encode(d.content_hash, 'hex'), d.by_account, to_char(d.retain_until, 'YYYY-MM-DD'), d.provider, d.recipient,
          d.confirmed_by)::text, 'UTF8')), 'hex')
        FROM portal.disclosure d WHERE d.id = of
      $$;
      CREATE FUNCTION audit.digest_of_withdrawal(of uuid) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT encode(sha256(convert_to(jsonb_build_array(w.id, w.number, w.person_id, w.agency_id, w.scope, w.recipient_agency_id,
          w.purpose, w.category, w.told_by, w.channel, audit.utc(w.said_at), audit.utc(w.recorded_at), w.heard_by_agency,
          w.heard_by, encode(w.identity_check, 'hex'), encode(w.note, 'hex'))::text, 'UTF8')), 'hex')
        FROM portal.withdrawal w WHERE w.id = of
      $$;
      CREATE FUNCTION audit.digest_of_legal_ground(of uuid) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT encode(sha256(convert_to(jsonb_build_array(l.id, l.number, l.person_id, l.agency_id, l.recipient_agency_id, l.purpose,
          l.categories, l.basis, encode(l.reason, 'hex'), l.status, audit.utc(l.valid_until), l.proposed_by, audit.utc(l.proposed_at),
          l.decided_by, audit.utc(l.decided_at), l.ended_by, audit.utc(l.ended_at))::text, 'UTF8')), 'hex')
        FROM portal.legal_ground l WHERE l.id = of
      $$;

      -- Into the chain of whoever acts: the audit has one lock for each chain, and this takes no other.
      CREATE FUNCTION audit.note_evidence(kind text, of uuid, digest text, agency uuid, until date) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE e audit.entry; who record;
      BEGIN
        SELECT * INTO who FROM sec.whoami();
        e.chain := coalesce(who.agency_id, '00000000-0000-0000-0000-000000000000');
        e.account_id := who.account_id; e.role := who.role;
        e.action := 'evidence.' || kind; e.outcome := 'done'; e.object_type := kind; e.object_id := of; e.owner_agency_id := agency;
        e.details := jsonb_strip_nulls(jsonb_build_object('digest', digest, 'until', to_char(until, 'YYYY-MM-DD')));
        PERFORM audit.add(e);
      END $$;
      CREATE FUNCTION audit.seal_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        CASE TG_TABLE_NAME
          WHEN 'consent' THEN PERFORM audit.note_evidence('consent', NEW.id, audit.digest_of_consent(NEW.id), NEW.agency_id, NULL);
          WHEN 'disclosure' THEN
            PERFORM audit.note_evidence('disclosure', NEW.id, audit.digest_of_disclosure(NEW.id), NEW.agency_id, NEW.retain_until);
          WHEN 'withdrawal' THEN
            PERFORM audit.note_evidence('withdrawal', NEW.id, audit.digest_of_withdrawal(NEW.id), NEW.agency_id, NULL);
          WHEN 'legal_ground' THEN
            PERFORM audit.note_evidence('legal_ground', NEW.id, audit.digest_of_legal_ground(NEW.id), NEW.agency_id, NULL);
        END CASE;
        RETURN NULL;
      END $$;
      CREATE FUNCTION audit.seal_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        PERFORM audit.note_evidence('grants', g.consent_id, audit.digest_of_grants(g.consent_id), g.agency_id, NULL)
        FROM (SELECT DISTINCT consent_id, agency_id FROM added) g;
        RETURN NULL;
      END $$;

      -- Recomputes everything: what was altered, what is gone, what nobody recorded.
      CREATE FUNCTION audit.verify_evidence() RETURNS TABLE (kind text, object_id uuid, fault text, rows_checked bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        WITH recorded AS (
          SELECT DISTINCT ON (e.object_type, e.object_id) e.object_type AS kind, e.object_id, e.details ->> 'digest' AS digest,
            (e.details ->> 'until')::date AS until
          FROM audit.entry e WHERE e.action LIKE 'evidence.%' ORDER BY e.object_type, e.object_id, e.at DESC, e.seq DESC
        ), present AS (
          SELECT 'consent' AS kind, c.id AS object_id, audit.digest_of_consent(c.id) AS digest FROM portal.consent c
          UNION ALL SELECT DISTINCT 'grants', g.consent_id, audit.digest_of_grants(g.consent_id) FROM portal.consent_grant g
          UNION ALL SELECT 'disclosure', d.id, audit.digest_of_disclosure(d.id) FROM portal.disclosure d
          UNION ALL SELECT 'withdrawal', w.id, audit.digest_of_withdrawal(w.id) FROM portal.withdrawal w
          UNION ALL SELECT 'legal_ground', l.id, audit.digest_of_legal_ground(l.id) FROM portal.legal_ground l
        ), checked AS (
          SELECT coalesce(p.kind, r.kind) AS kind, coalesce(p.object_id, r.object_id) AS object_id,
            CASE WHEN r.object_id IS NULL THEN 'unrecorded'
              WHEN p.object_id IS NULL THEN CASE WHEN r.until < sec.today_in_japan() THEN NULL ELSE 'missing' END
              WHEN p.digest IS DISTINCT FROM r.digest THEN 'altered' END AS fault
          FROM present p FULL JOIN recorded r ON r.kind = p.kind AND r.object_id = p.object_id
        )
        SELECT c.kind, c.object_id, c.fault, (SELECT count(*) FROM present) FROM checked c WHERE c.fault IS NOT NULL
        UNION ALL SELECT NULL, NULL, NULL, (SELECT count(*) FROM present)
      $$;
      GRANT SELECT ON portal.consent, portal.consent_grant, portal.disclosure, portal.withdrawal, portal.legal_ground TO policy_fn;
    `);
    for (const signature of [
      'portal.agency_facts(uuid)',
      'portal.complete_disclosure()',
      'audit.note_evidence(text, uuid, text, uuid, date)',
      'audit.seal_row()',
      'audit.seal_grants()',
      'audit.verify_evidence()',
    ])
      await db.query(`
        ALTER FUNCTION ${signature} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC;
      `);
    await db.query(`
      REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION audit.utc(timestamptz), audit.digest_of_consent(uuid), audit.digest_of_grants(uuid),
        audit.digest_of_disclosure(uuid), audit.digest_of_withdrawal(uuid), audit.digest_of_legal_ground(uuid) TO policy_fn;
      GRANT EXECUTE ON FUNCTION audit.verify_evidence() TO portal_operator;
      GRANT EXECUTE ON FUNCTION portal.keep_disclosure() TO portal_app, policy_fn;

      CREATE TRIGGER consent_is_sealed AFTER INSERT OR UPDATE ON portal.consent FOR EACH ROW EXECUTE FUNCTION audit.seal_row();
      CREATE TRIGGER consent_grants_are_sealed AFTER INSERT ON portal.consent_grant
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit.seal_grants();
      CREATE TRIGGER disclosure_is_sealed AFTER INSERT ON portal.disclosure FOR EACH ROW EXECUTE FUNCTION audit.seal_row();
      CREATE TRIGGER withdrawal_is_sealed AFTER INSERT ON portal.withdrawal FOR EACH ROW EXECUTE FUNCTION audit.seal_row();
      CREATE TRIGGER legal_ground_is_sealed AFTER INSERT OR UPDATE ON portal.legal_ground
        FOR EACH ROW EXECUTE FUNCTION audit.seal_row();

      -- What stood here before is sealed as it stands now.
      SELECT audit.note_evidence('consent', c.id, audit.digest_of_consent(c.id), c.agency_id, NULL) FROM portal.consent c;
      SELECT audit.note_evidence('grants', g.consent_id, audit.digest_of_grants(g.consent_id), g.agency_id, NULL)
        FROM (SELECT DISTINCT consent_id, agency_id FROM portal.consent_grant) g;
      SELECT audit.note_evidence('disclosure', d.id, audit.digest_of_disclosure(d.id), d.agency_id, d.retain_until)
        FROM portal.disclosure d;

      -- A refusal names what was asked for; whose person that is, the database knows, and so the owner learns of it.
      CREATE OR REPLACE FUNCTION audit.append(
        action text, outcome text, object_type text, object_id uuid, subject_id uuid, owner_agency_id uuid,
        details jsonb, request_id text, ip text
      ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE e audit.entry; who record; about record;
      BEGIN
        SELECT * INTO who FROM sec.whoami();
        e.chain := coalesce(who.agency_id, '00000000-0000-0000-0000-000000000000');
        e.account_id := who.account_id; e.role := who.role;
        e.action := action; e.outcome := outcome; e.object_type := object_type; e.object_id := object_id;
        e.subject_id := subject_id; e.owner_agency_id := owner_agency_id;
        IF outcome = 'denied' AND subject_id IS NULL AND object_id IS NOT NULL THEN
          SELECT a.subject, a.owner INTO about FROM audit.subject_of(object_id) a;
          e.subject_id := about.subject;
          e.owner_agency_id := coalesce(owner_agency_id, about.owner);
        END IF;
        e.details := coalesce(details, '{}'); e.request_id := request_id; e.ip := ip;
        PERFORM audit.add(e);
      END $$;
      CREATE FUNCTION audit.subject_of(of uuid) RETURNS TABLE (subject uuid, owner uuid)
      LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT p.id, p.agency_id FROM portal.person p WHERE p.id = of
        UNION ALL SELECT r.person_id, r.source_agency_id FROM portal.referral r WHERE r.id = of
        UNION ALL SELECT c.person_id, c.agency_id FROM portal.consent c WHERE c.id = of
        UNION ALL SELECT w.person_id, w.agency_id FROM portal.withdrawal w WHERE w.id = of
        UNION ALL SELECT o.person_id, o.source_agency_id FROM portal.emergency_opening o WHERE o.id = of
        LIMIT 1
      $$;
      REVOKE EXECUTE ON FUNCTION audit.subject_of(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION audit.subject_of(uuid) TO policy_fn;
      GRANT SELECT (id, agency_id) ON portal.person TO policy_fn;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION audit.append(
        action text, outcome text, object_type text, object_id uuid, subject_id uuid, owner_agency_id uuid,
        details jsonb, request_id text, ip text
      ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE e audit.entry; who record;
      BEGIN
        SELECT * INTO who FROM sec.whoami();
        e.chain := coalesce(who.agency_id, '00000000-0000-0000-0000-000000000000');
        e.account_id := who.account_id; e.role := who.role;
        e.action := action; e.outcome := outcome; e.object_type := object_type; e.object_id := object_id;
        e.subject_id := subject_id; e.owner_agency_id := owner_agency_id;
        e.details := coalesce(details, '{}'); e.request_id := request_id; e.ip := ip;
        PERFORM audit.add(e);
      END $$;
      DROP FUNCTION audit.subject_of(uuid);
      DROP TRIGGER legal_ground_is_sealed ON portal.legal_ground;
      DROP TRIGGER withdrawal_is_sealed ON portal.withdrawal;
      DROP TRIGGER disclosure_is_sealed ON portal.disclosure;
      DROP TRIGGER consent_grants_are_sealed ON portal.consent_grant;
      DROP TRIGGER consent_is_sealed ON portal.consent;
      DROP FUNCTION audit.verify_evidence(), audit.seal_grants(), audit.seal_row(), audit.note_evidence(text, uuid, text, uuid, date),
        audit.digest_of_legal_ground(uuid), audit.digest_of_withdrawal(uuid), audit.digest_of_disclosure(uuid),
        audit.digest_of_grants(uuid), audit.digest_of_consent(uuid), audit.utc(timestamptz);
      DROP TABLE portal.ledger_order;
      DROP INDEX portal.disclosure_provider;
      DROP TRIGGER disclosure_is_final ON portal.disclosure;
      DROP TRIGGER disclosure_is_complete ON portal.disclosure;
      DROP FUNCTION portal.keep_disclosure(), portal.complete_disclosure(), portal.agency_facts(uuid);
      DELETE FROM portal.disclosure WHERE method = 'told' OR cardinality(consent_ids) = 0;
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
      ALTER TABLE portal.disclosure DROP CONSTRAINT disclosure_recipient, DROP CONSTRAINT disclosure_ground,
        DROP CONSTRAINT disclosure_basis, DROP CONSTRAINT disclosure_method_check,
        ADD CONSTRAINT disclosure_method_check CHECK (method IN ('sent', 'opened', 'reported')),
        ADD CONSTRAINT disclosure_consent_ids_check CHECK (cardinality(consent_ids) > 0),
        ALTER recipient_agency_id SET NOT NULL,
        DROP ground, DROP ground_ids, DROP medium, DROP obtained, DROP provider, DROP recipient, DROP confirmed_by;
      DROP TABLE portal.agency_representative;
    `);
  }
}
