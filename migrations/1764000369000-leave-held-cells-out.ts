import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cell that a merger of two records holds back is no refusal: nobody said no to it. */
export class LeaveHeldCellsOut1764000369000 implements MigrationInterface {
  name = 'LeaveHeldCellsOut1764000369000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(cellRefused('AND g.held_by IS NULL'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(cellRefused(''));
  }
}

const cellRefused = (unlessHeld: string) => `
  CREATE OR REPLACE FUNCTION sec.cell_refused(person uuid, recipient uuid, for_purpose text, of_category text,
    by_whom text, said text, decided date, recorded timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER COST 100 SET search_path = '' AS $$
  BEGIN
    RETURN EXISTS (
      SELECT FROM portal.consent_grant g JOIN portal.consent r ON r.id = g.consent_id
      WHERE NOT g.granted ${unlessHeld} AND g.person_id = person AND g.recipient_agency_id = recipient
        AND g.purpose = for_purpose AND g.category = of_category AND r.status <> 'error'
        AND (g.recipient_agency_id = sec.case_agency() OR g.agency_id = sec.case_agency())
        AND ((r.decided_on, r.recorded_at) > (decided, recorded)
          OR (by_whom = 'representative' AND r.given_by = 'person' AND said IS DISTINCT FROM 'agrees')));
  END $$;
  ALTER FUNCTION sec.cell_refused(uuid, uuid, text, text, text, text, date, timestamptz) OWNER TO policy_fn;`;
