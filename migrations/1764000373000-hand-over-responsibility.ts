import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';

/** 主担当の引継ぎ: from which day another agency is in charge, and until when both work side by side. */
export class HandOverResponsibility1764000373000 implements MigrationInterface {
  name = 'HandOverResponsibility1764000373000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE portal.handover (
        line_id uuid PRIMARY KEY REFERENCES portal.referral_line,
        referral_id uuid NOT NULL REFERENCES portal.referral,
        person_id uuid NOT NULL,
        source_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        moves_on date NOT NULL,
        -- 並走期間: the last day on which the former agency is told anything new.
        overlap_until date,
        version integer NOT NULL DEFAULT 1,
        agreed_by_agency uuid NOT NULL REFERENCES portal.agency,
        agreed_by uuid NOT NULL REFERENCES portal.account,
        agreed_at timestamptz NOT NULL DEFAULT now(),
        CHECK (overlap_until IS NULL OR overlap_until >= moves_on)
      );
      ALTER TABLE portal.handover ENABLE ROW LEVEL SECURITY;
      ALTER TABLE portal.handover FORCE ROW LEVEL SECURITY;
      CREATE POLICY handover_seen_by_parties ON portal.handover FOR SELECT TO portal_app
        USING (${here} IN (source_agency_id, agency_id));
      -- Whoever takes over says from when on; a day that is past binds and is not moved.
      CREATE POLICY handover_agreed_by_recipient ON portal.handover FOR INSERT TO portal_app
        WITH CHECK (agency_id = ${here} AND agreed_by_agency = ${here} AND agreed_by = (SELECT sec.actor_account())
          AND EXISTS (SELECT FROM portal.referral_line l WHERE l.id = line_id AND l.agency_id = ${here}
            AND l.source_agency_id = handover.source_agency_id AND l.status IN ('accepted', 'in_progress', 'reported')));
      CREATE POLICY handover_moved_by_recipient ON portal.handover FOR UPDATE TO portal_app
        USING (agency_id = ${here} AND coalesce(overlap_until, moves_on) >= sec.today_in_japan())
        WITH CHECK (agency_id = ${here} AND agreed_by_agency = ${here});
      GRANT SELECT, INSERT, UPDATE (moves_on, overlap_until, version, agreed_by_agency, agreed_by, agreed_at)
        ON portal.handover TO portal_app;

      -- Whether what happened at a moment is still the former agency's business.
      CREATE FUNCTION sec.handed_over_before(line uuid, agency uuid, at timestamptz) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
        SELECT EXISTS (SELECT FROM portal.handover h WHERE h.line_id = line AND h.source_agency_id = agency
          AND at >= ((coalesce(h.overlap_until, h.moves_on - 1) + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'))
      $$;
      ALTER FUNCTION sec.handed_over_before(uuid, uuid, timestamptz) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION sec.handed_over_before(uuid, uuid, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.handed_over_before(uuid, uuid, timestamptz) TO portal_app;
      CREATE POLICY referral_message_not_after_handover ON portal.referral_message AS RESTRICTIVE FOR SELECT TO portal_app
        USING (by_agency_id = ${here} OR source_agency_id <> ${here} OR NOT sec.handed_over_before(line_id, ${here}, at));
      CREATE POLICY referral_report_not_after_handover ON portal.referral_report AS RESTRICTIVE FOR SELECT TO portal_app
        USING (source_agency_id <> ${here} OR NOT sec.handed_over_before(line_id, ${here}, created_at));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY referral_report_not_after_handover ON portal.referral_report;
      DROP POLICY referral_message_not_after_handover ON portal.referral_message;
      DROP FUNCTION sec.handed_over_before(uuid, uuid, timestamptz);
      DROP TABLE portal.handover;
    `);
  }
}
