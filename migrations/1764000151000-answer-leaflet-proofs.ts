import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What whoever holds the link of a proof may see and say; nobody needs an account for it. */
export class AnswerLeafletProofs1764000151000 implements MigrationInterface {
  name = 'AnswerLeafletProofs1764000151000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT SELECT ON portal.leaflet TO policy_fn;
      GRANT SELECT, UPDATE ON portal.leaflet_agency, portal.leaflet_proof TO policy_fn;
      GRANT SELECT, INSERT, UPDATE ON portal.leaflet_agreement, portal.publication TO policy_fn;
      GRANT INSERT ON portal.outbox TO policy_fn;
      GRANT EXECUTE ON FUNCTION audit.append_system(text, text, uuid, text, uuid, jsonb, text, text) TO policy_fn;

      -- Whether a proof can still be answered, and if not, why.
      CREATE FUNCTION sec.proof_standing(proof portal.leaflet_proof, edition portal.leaflet) RETURNS text
      LANGUAGE sql STABLE SET search_path = '' AS $$
        SELECT CASE WHEN proof.answered_at IS NOT NULL THEN 'answered'
                    WHEN edition.state = 'cancelled' THEN 'cancelled'
                    WHEN edition.state <> 'proofing' THEN 'over'
                    WHEN proof.revoked_at IS NOT NULL THEN 'replaced'
                    WHEN proof.expires_at <= now() THEN 'over'
                    ELSE 'open' END
      $$;

      -- The proof behind a token, as the page shows it.
      CREATE FUNCTION portal.leaflet_proof_by_token(wanted bytea) RETURNS TABLE (
        id uuid, title text, network_name text, issuer text, contact text, issued_on date, answer_by date, block jsonb,
        proposed text[], standing text, answer text, answered_at timestamptz, may_withdraw boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT p.id, l.title, l.network_name, l.issuer, l.contact, l.issued_on, l.answer_by, coalesce(g.block, p.block), p.proposed,
               sec.proof_standing(p, l), p.answer, p.answered_at, g.id IS NOT NULL
        FROM portal.leaflet_proof p JOIN portal.leaflet l ON l.id = p.leaflet_id
        LEFT JOIN portal.leaflet_agreement g ON g.proof_id = p.id AND g.ended_at IS NULL
        WHERE p.token_hash = wanted
      $$;

      -- Answers a proof, once; says what stood in the way, or 'done'. Locked, so that of two answers the first counts.
      CREATE FUNCTION portal.answer_leaflet_proof(wanted bytea, new_id uuid, said text, fields text[], called text,
        words text, request_id text, ip text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE proof portal.leaflet_proof; edition portal.leaflet; standing text; who text;
      BEGIN
        SELECT * INTO proof FROM portal.leaflet_proof p WHERE p.token_hash = wanted FOR UPDATE;
        IF NOT FOUND THEN RETURN 'unknown'; END IF;
        SELECT * INTO edition FROM portal.leaflet l WHERE l.id = proof.leaflet_id;
        standing := sec.proof_standing(proof, edition);
        IF standing <> 'open' THEN RETURN standing; END IF;
        who := coalesce(nullif(called, ''), '校正メールからの回答');

        IF said = 'agreed' OR said = 'refused' THEN
          UPDATE portal.leaflet_agreement g SET ended_at = now(),
            ended_why = CASE said WHEN 'agreed' THEN 'replaced' ELSE 'withdrawn' END
          WHERE g.agency_id = proof.agency_id AND g.ended_at IS NULL;
          INSERT INTO portal.publication AS p (agency_id, channel, agreed, fields, decided_name)
          VALUES (proof.agency_id, 'leaflet', said = 'agreed',
                  CASE said WHEN 'agreed' THEN answer_leaflet_proof.fields ELSE '{}' END, who)
          ON CONFLICT (agency_id, channel) DO UPDATE SET agreed = excluded.agreed, basis = 'agreed', fields = excluded.fields,
            decided_at = now(), decided_by = NULL, decided_name = excluded.decided_name;
          UPDATE portal.leaflet_agency a SET correction = NULL, correction_at = NULL, correction_name = NULL
          WHERE a.leaflet_id = proof.leaflet_id AND a.agency_id = proof.agency_id;
        END IF;
        IF said = 'agreed' THEN
          INSERT INTO portal.leaflet_agreement (id, agency_id, leaflet_id, proof_id, block, through, agreed_name)
          VALUES (new_id, proof.agency_id, proof.leaflet_id, proof.id, jsonb_set(proof.block, '{items}', (
            SELECT coalesce(jsonb_agg(i.item ORDER BY i.at), '[]')
            FROM jsonb_array_elements(proof.block -> 'items') WITH ORDINALITY AS i (item, at)
            WHERE i.item ->> 'field' = ANY (answer_leaflet_proof.fields))), 'mail', who);
        ELSIF said = 'correction' THEN
          UPDATE portal.leaflet_agency a SET correction = words, correction_at = now(), correction_name = who
          WHERE a.leaflet_id = proof.leaflet_id AND a.agency_id = proof.agency_id;
          INSERT INTO portal.outbox (id, type, payload)
          VALUES (new_id, 'leaflet.correction', jsonb_build_object('leafletId', proof.leaflet_id));
        END IF;
        UPDATE portal.leaflet_proof p SET answer = said, answered_at = now() WHERE p.id = proof.id;
        PERFORM audit.append_system('leaflet.answer', 'done', NULL, 'leaflet_proof', proof.id,
          jsonb_build_object('answer', said), request_id, ip);
        RETURN 'done';
      END $$;

      -- Takes back what was agreed to by this very link, at any time: it can only make less public.
      CREATE FUNCTION portal.withdraw_by_leaflet_proof(wanted bytea, request_id text, ip text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE agreement portal.leaflet_agreement;
      BEGIN
        SELECT g.* INTO agreement FROM portal.leaflet_agreement g JOIN portal.leaflet_proof p ON p.id = g.proof_id
        WHERE p.token_hash = wanted AND g.ended_at IS NULL FOR UPDATE OF g;
        IF NOT FOUND THEN RETURN 'unknown'; END IF;
        UPDATE portal.leaflet_agreement g SET ended_at = now(), ended_why = 'withdrawn' WHERE g.id = agreement.id;
        UPDATE portal.publication p SET agreed = false, fields = '{}', decided_at = now(), decided_by = NULL,
          decided_name = agreement.agreed_name
        WHERE p.agency_id = agreement.agency_id AND p.channel = 'leaflet';
        PERFORM audit.append_system('leaflet.withdraw', 'done', NULL, 'leaflet_proof', agreement.proof_id, '{}', request_id, ip);
        RETURN 'done';
      END $$;

      -- Where a proof is sent: the address that the agency named for this, else those who manage it here. Nobody once it
      -- cannot be answered any more.
      CREATE FUNCTION sec.proof_addresses(wanted uuid) RETURNS TABLE (recipient_id uuid, email text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        WITH proof AS (
          SELECT p.agency_id, a.update_email FROM portal.leaflet_proof p
          JOIN portal.leaflet l ON l.id = p.leaflet_id JOIN portal.agency a ON a.id = p.agency_id
          WHERE p.id = wanted AND sec.proof_standing(p, l) = 'open'
        ), desk AS (
          SELECT d.account_id, d.email, d.role FROM proof, sec.desk_of(proof.agency_id) d
          WHERE coalesce(proof.update_email, '') = ''
        )
        SELECT wanted, update_email FROM proof WHERE coalesce(update_email, '') <> ''
        UNION ALL
        SELECT account_id, email FROM desk
        WHERE role = 'manager' OR NOT EXISTS (SELECT FROM desk m WHERE m.role = 'manager')
      $$;

      -- Which of these agencies a proof can be sent to at all.
      CREATE FUNCTION sec.reachable_agencies(agencies uuid[]) RETURNS TABLE (agency_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT a.id FROM portal.agency a
        WHERE a.id = ANY (agencies) AND (coalesce(a.update_email, '') <> '' OR sec.has_desk(a.id))
      $$;
    `);
    await db.query(`
      GRANT SELECT ON portal.agency TO policy_fn;
      GRANT EXECUTE ON FUNCTION sec.desk_of(uuid), sec.has_desk(uuid) TO policy_fn;
    `);
    const callers: readonly (readonly [string, string])[] = [
      ['portal.leaflet_proof_by_token(bytea)', 'portal_app'],
      ['portal.answer_leaflet_proof(bytea, uuid, text, text[], text, text, text, text)', 'portal_app'],
      ['portal.withdraw_by_leaflet_proof(bytea, text, text)', 'portal_app'],
      ['sec.proof_addresses(uuid)', 'portal_worker'],
      ['sec.reachable_agencies(uuid[])', 'portal_app'],
    ];
    for (const [name, caller] of callers)
      await db.query(`
        ALTER FUNCTION ${name} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${name} TO ${caller};
      `);
    await db.query(`
      REVOKE EXECUTE ON FUNCTION sec.proof_standing(portal.leaflet_proof, portal.leaflet) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.proof_standing(portal.leaflet_proof, portal.leaflet) TO policy_fn;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION sec.reachable_agencies(uuid[]), sec.proof_addresses(uuid);
      DROP FUNCTION portal.withdraw_by_leaflet_proof(bytea, text, text);
      DROP FUNCTION portal.answer_leaflet_proof(bytea, uuid, text, text[], text, text, text, text);
      DROP FUNCTION portal.leaflet_proof_by_token(bytea);
      DROP FUNCTION sec.proof_standing(portal.leaflet_proof, portal.leaflet);
      REVOKE EXECUTE ON FUNCTION audit.append_system(text, text, uuid, text, uuid, jsonb, text, text) FROM policy_fn;
      REVOKE INSERT, UPDATE ON portal.publication FROM policy_fn;
    `);
  }
}
