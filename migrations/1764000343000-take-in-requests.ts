import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
/** Agencies of the area: named for it, or for a larger one around it. */
const inArea = (code: string, agency: string) => `EXISTS (
  WITH RECURSIVE around AS (
    SELECT a.code, a.parent_code FROM portal.area a WHERE a.code = ${code}
    UNION ALL SELECT p.code, p.parent_code FROM around x JOIN portal.area p ON p.code = x.parent_code)
  SELECT FROM portal.agency_area c JOIN around x ON x.code = c.area_code WHERE c.agency_id = ${agency})`;

/** People and their families ask by themselves, without an account; an agency of their area takes them over. */
export class TakeInRequests1764000343000 implements MigrationInterface {
  name = 'TakeInRequests1764000343000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE portal.intake_number;
      CREATE TABLE portal.intake_request (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE DEFAULT portal.case_number('S', 'portal.intake_number'),
        area_code text NOT NULL REFERENCES portal.area,
        asker text NOT NULL CHECK (asker IN ('person', 'family')),
        services text[] NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'unconfirmed' CHECK (state IN ('unconfirmed', 'open', 'taken', 'closed')),
        token_hash bytea NOT NULL UNIQUE,
        -- Only until it is confirmed.
        email text,
        created_at timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz,
        taken_by_agency uuid REFERENCES portal.agency,
        taken_by uuid REFERENCES portal.account,
        taken_at timestamptz,
        referral_id uuid REFERENCES portal.referral ON DELETE SET NULL,
        version integer NOT NULL DEFAULT 1,
        CHECK ((state IN ('taken', 'closed')) = (taken_by_agency IS NOT NULL)),
        CHECK (state = 'unconfirmed' OR email IS NULL)
      );
      CREATE INDEX intake_request_open ON portal.intake_request (area_code, confirmed_at) WHERE state = 'open';
      CREATE INDEX intake_request_taken ON portal.intake_request (taken_by_agency, taken_at);
      -- Who asks and what for: sealed with a key of its own, for the agency that takes over and nobody else.
      CREATE TABLE portal.intake_body (
        request_id uuid PRIMARY KEY REFERENCES portal.intake_request ON DELETE CASCADE,
        kid text NOT NULL,
        wrapped bytea NOT NULL,
        body bytea NOT NULL
      );
    `);
    for (const table of ['intake_request', 'intake_body'])
      await db.query(`
        ALTER TABLE portal.${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE portal.${table} FORCE ROW LEVEL SECURITY;
        GRANT SELECT ON portal.${table} TO portal_app;
      `);
    await db.query(`
      CREATE POLICY intake_request_of_area ON portal.intake_request FOR SELECT TO portal_app
        USING (taken_by_agency = ${here} OR (state = 'open' AND ${inArea('area_code', here)}));
      CREATE POLICY intake_request_taken_over ON portal.intake_request FOR UPDATE TO portal_app
        USING (taken_by_agency = ${here} OR (state = 'open' AND ${inArea('area_code', here)}))
        WITH CHECK (taken_by_agency = ${here} AND taken_by IS NOT NULL);
      GRANT UPDATE (state, taken_by_agency, taken_by, taken_at, referral_id, version) ON portal.intake_request TO portal_app;
      CREATE POLICY intake_body_of_keeper ON portal.intake_body FOR SELECT TO portal_app
        USING (EXISTS (SELECT FROM portal.intake_request q WHERE q.id = request_id AND q.taken_by_agency = ${here}));

      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.intake_request, portal.intake_body TO policy_fn;
      GRANT SELECT ON portal.area, portal.agency_area, portal.agency TO policy_fn;
      GRANT USAGE ON SEQUENCE portal.intake_number TO policy_fn, portal_app;

      -- Municipalities in which somebody would see a request.
      CREATE FUNCTION portal.intake_areas() RETURNS TABLE (code text, name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT m.code, m.name FROM portal.area m
        WHERE m.level = 'municipality' AND EXISTS (SELECT FROM portal.agency a
          WHERE a.is_member AND a.status = 'active' AND sec.has_desk(a.id) AND ${inArea('m.code', 'a.id')})
        ORDER BY m.code
      $$;
      CREATE FUNCTION portal.file_intake(
        request uuid, area text, asker text, services text[], token bytea, email text, kid text, wrapped bytea, body bytea, event uuid)
      RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM portal.intake_areas() i WHERE i.code = area) THEN RETURN 'no_area'; END IF;
        INSERT INTO portal.intake_request (id, area_code, asker, services, token_hash, email)
        VALUES (request, area, file_intake.asker, file_intake.services, token, file_intake.email);
        INSERT INTO portal.intake_body (request_id, kid, wrapped, body) VALUES (request, file_intake.kid, file_intake.wrapped, file_intake.body);
        INSERT INTO portal.outbox (id, type, payload) VALUES (event, 'intake.filed', jsonb_build_object('requestId', request));
        RETURN 'done';
      END $$;
      -- Whoever has the link of the mail has the address: only then does anybody see the request.
      CREATE FUNCTION portal.confirm_intake(token bytea, really boolean) RETURNS TABLE (standing text, number text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        q portal.intake_request;
      BEGIN
        SELECT * INTO q FROM portal.intake_request i WHERE i.token_hash = token FOR UPDATE;
        IF q.id IS NULL THEN RETURN QUERY SELECT 'unknown', NULL::text; RETURN; END IF;
        IF q.state <> 'unconfirmed' THEN RETURN QUERY SELECT 'confirmed', q.number; RETURN; END IF;
        IF q.created_at < now() - interval '3 days' THEN RETURN QUERY SELECT 'ended', NULL::text; RETURN; END IF;
        IF NOT really THEN RETURN QUERY SELECT 'waiting', NULL::text; RETURN; END IF;
        UPDATE portal.intake_request i SET state = 'open', confirmed_at = now(), email = NULL WHERE i.id = q.id;
        INSERT INTO portal.outbox (id, type, payload)
        SELECT gen_random_uuid(), 'intake.arrived', jsonb_build_object('requestId', q.id, 'number', q.number, 'tellAgencyId', a.id)
        FROM portal.agency a WHERE a.is_member AND a.status = 'active' AND ${inArea('q.area_code', 'a.id')};
        RETURN QUERY SELECT 'done', q.number;
      END $$;
      CREATE FUNCTION sec.intake_address(request uuid) RETURNS text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT q.email FROM portal.intake_request q WHERE q.id = request AND q.state = 'unconfirmed'
      $$;
      -- What nobody has confirmed is forgotten.
      CREATE FUNCTION portal.forget_intakes() RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        gone integer;
      BEGIN
        DELETE FROM portal.intake_request q WHERE q.state = 'unconfirmed' AND q.created_at < now() - interval '3 days';
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN gone;
      END $$;
    `);
    for (const [signature, caller] of [
      ['portal.intake_areas()', 'portal_app'],
      ['portal.file_intake(uuid, text, text, text[], bytea, text, text, bytea, bytea, uuid)', 'portal_app'],
      ['portal.confirm_intake(bytea, boolean)', 'portal_app'],
      ['sec.intake_address(uuid)', 'portal_worker'],
      ['portal.forget_intakes()', 'portal_worker'],
    ])
      await db.query(`
        ALTER FUNCTION ${signature} OWNER TO policy_fn;
        REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${signature} TO ${caller};
      `);
    await db.query('GRANT EXECUTE ON FUNCTION sec.has_desk(uuid) TO policy_fn');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION portal.forget_intakes(), sec.intake_address(uuid), portal.confirm_intake(bytea, boolean),
        portal.file_intake(uuid, text, text, text[], bytea, text, text, bytea, bytea, uuid), portal.intake_areas();
      DROP TABLE portal.intake_body, portal.intake_request;
      DROP SEQUENCE portal.intake_number;
    `);
  }
}
