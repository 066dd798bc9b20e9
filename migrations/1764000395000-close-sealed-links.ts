import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sealed link opens while its sending waits for an answer or a report and its referral goes on, and no longer. Locks are taken
 * in the order in which everybody takes them: consents, referral, sending. Wrong codes leave a trace, and a lock-out is told.
 */
export class CloseSealedLinks1764000395000 implements MigrationInterface {
  name = 'CloseSealedLinks1764000395000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION portal.enter_sealed_link(token bytea, code bytea)
      RETURNS TABLE (sending_id uuid, standing text, tries_left integer)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      #variable_conflict use_column
      DECLARE
        s portal.outside_sending;
        r portal.referral;
        is_last boolean;
      BEGIN
        SELECT * INTO s FROM portal.outside_sending o WHERE o.token_hash = token;
        -- Whoever only looks at the door keeps nobody waiting.
        IF s.id IS NOT NULL AND code IS NOT NULL THEN
          PERFORM pg_advisory_xact_lock_shared(hashtextextended(s.person_id::text, 0));
          PERFORM x.id FROM portal.referral x WHERE x.id = s.referral_id FOR UPDATE;
          SELECT * INTO s FROM portal.outside_sending o WHERE o.token_hash = token FOR UPDATE;
        END IF;
        IF s.id IS NULL THEN RETURN QUERY SELECT NULL::uuid, 'unknown', 0; RETURN; END IF;
        SELECT * INTO r FROM portal.referral x WHERE x.id = s.referral_id;
        IF s.state = 'revoked' OR s.expires_at <= now() THEN RETURN QUERY SELECT NULL::uuid, 'ended', 0; RETURN; END IF;
        -- A draft has people inside who are asked later; what is over is read by nobody.
        IF s.state NOT IN ('open', 'accepted') OR r.status NOT IN ('draft', 'active', 'matched') THEN
          RETURN QUERY SELECT NULL::uuid, 'over', 0;
          RETURN;
        END IF;
        IF s.tries >= 5 THEN RETURN QUERY SELECT NULL::uuid, 'locked', 0; RETURN; END IF;
        IF code IS NULL THEN RETURN QUERY SELECT NULL::uuid, 'code', 5 - s.tries; RETURN; END IF;
        IF s.code_hash IS DISTINCT FROM code THEN
          is_last := s.tries >= 4;
          UPDATE portal.outside_sending o SET tries = o.tries + 1 WHERE o.id = s.id;
          PERFORM audit.append_system(CASE WHEN is_last THEN 'sealed_link.locked' ELSE 'sealed_link.wrong_code' END, 'denied', NULL,
            'referral', s.referral_id, jsonb_build_object('sending', s.id, 'tries', s.tries + 1), NULL, NULL);
          IF is_last THEN
            INSERT INTO portal.outbox (id, type, payload) VALUES (gen_random_uuid(), 'referral.outside_locked',
              jsonb_build_object('referralId', s.referral_id, 'number', r.number, 'byAgencyId', s.agency_id, 'tellAgencyId', s.source_agency_id));
          END IF;
          RETURN QUERY SELECT NULL::uuid, CASE WHEN is_last THEN 'locked' ELSE 'wrong' END, 4 - s.tries;
          RETURN;
        END IF;
        UPDATE portal.outside_sending o SET tries = 0 WHERE o.id = s.id;
        RETURN QUERY SELECT s.id, 'open', 5;
      END $$;
    `);
  }

  /** The stricter door stays: whoever made it takes it away. */
  async down(): Promise<void> {}
}
