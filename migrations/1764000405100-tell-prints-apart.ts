import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
const byBoth = (opening: string) => `by_account = (SELECT sec.actor_account()) AND CASE
  WHEN method = 'told' THEN agency_id = ${here}
    AND EXISTS (SELECT FROM portal.person p WHERE p.id = disclosure.person_id AND p.agency_id = ${here})
  ELSE EXISTS (SELECT FROM portal.referral_line l
    WHERE l.id = disclosure.line_id AND l.referral_id = disclosure.referral_id AND l.person_id = disclosure.person_id
      AND CASE
        WHEN disclosure.method = 'sent' THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.source_agency_id, l.agency_id)
          AND l.source_agency_id = ${here}
        WHEN disclosure.method IN (${opening}) THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.source_agency_id, l.agency_id)
          AND l.agency_id = ${here}
        WHEN disclosure.method = 'reported' THEN (disclosure.agency_id, disclosure.recipient_agency_id) = (l.agency_id, l.source_agency_id)
          AND l.agency_id = ${here}
      END) END`;

/** What was taken along after it had been looked at is no first look, and the second copy is not the first one. */
export class TellPrintsApart1764000405100 implements MigrationInterface {
  name = 'TellPrintsApart1764000405100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.disclosure DROP CONSTRAINT disclosure_method_check,
        ADD CONSTRAINT disclosure_method_check
          CHECK (method IN ('sent', 'opened', 'printed', 'printed_again', 'reported', 'told'));
      ALTER POLICY disclosure_recorded_by_both_sides ON portal.disclosure
        WITH CHECK (${byBoth(`'opened', 'printed', 'printed_again'`)});
    `);
  }

  /** The ledger is never changed, so what was printed keeps its name: the wider list stays, and only the door closes. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY disclosure_recorded_by_both_sides ON portal.disclosure WITH CHECK (${byBoth(`'opened'`)});
    `);
  }
}
