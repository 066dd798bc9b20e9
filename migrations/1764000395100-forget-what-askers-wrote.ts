import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';

/**
 * What somebody wrote who asked by themselves is kept until it is registered, and no longer than 90 days where nobody registers
 * it. A request is taken over in one's own name, and leads to a referral of one's own agency.
 */
export class ForgetWhatAskersWrote1764000395100 implements MigrationInterface {
  name = 'ForgetWhatAskersWrote1764000395100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION portal.keep_intake_takeover() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        -- The functions for links and for forgetting act in nobody's name.
        IF current_user <> 'portal_app' THEN RETURN NEW; END IF;
        IF NOT (
          OLD.state = 'open' AND NEW.state = 'taken' AND NEW.taken_by_agency = ${here}
            AND NEW.taken_by = (SELECT sec.actor_account()) AND NEW.referral_id IS NULL
          OR OLD.state = 'taken' AND NEW.state = 'closed' AND NEW.taken_by_agency = ${here}
            AND (NEW.taken_by_agency, NEW.taken_by, NEW.taken_at) IS NOT DISTINCT FROM (OLD.taken_by_agency, OLD.taken_by, OLD.taken_at)
            AND EXISTS (SELECT FROM portal.referral r WHERE r.id = NEW.referral_id AND r.source_agency_id = ${here})) THEN
          RAISE EXCEPTION 'not the own request' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.keep_intake_takeover() FROM PUBLIC;
      CREATE TRIGGER takeover_is_ones_own BEFORE UPDATE ON portal.intake_request
        FOR EACH ROW EXECUTE FUNCTION portal.keep_intake_takeover();

      CREATE FUNCTION portal.drop_intake_body() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        DELETE FROM portal.intake_body b WHERE b.request_id = NEW.id;
        RETURN NULL;
      END $$;
      ALTER FUNCTION portal.drop_intake_body() OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION portal.drop_intake_body() FROM PUBLIC;
      CREATE TRIGGER body_goes_with_closing AFTER UPDATE ON portal.intake_request
        FOR EACH ROW WHEN (NEW.state = 'closed') EXECUTE FUNCTION portal.drop_intake_body();

      -- What nobody confirmed goes after three days, what nobody took over or registered after ninety.
      CREATE OR REPLACE FUNCTION portal.forget_intakes() RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      DECLARE
        gone integer;
        closed integer;
      BEGIN
        DELETE FROM portal.intake_request q WHERE q.state = 'unconfirmed' AND q.created_at < now() - interval '3 days'
          OR q.state = 'open' AND q.confirmed_at < now() - interval '90 days';
        GET DIAGNOSTICS gone = ROW_COUNT;
        UPDATE portal.intake_request q SET state = 'closed', version = q.version + 1
        WHERE q.state = 'taken' AND q.taken_at < now() - interval '90 days';
        GET DIAGNOSTICS closed = ROW_COUNT;
        -- Those that were closed before their words went with them.
        DELETE FROM portal.intake_body b USING portal.intake_request q WHERE q.id = b.request_id AND q.state = 'closed';
        RETURN gone + closed;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER body_goes_with_closing ON portal.intake_request;
      DROP TRIGGER takeover_is_ones_own ON portal.intake_request;
      DROP FUNCTION portal.drop_intake_body(), portal.keep_intake_takeover();
    `);
  }
}
