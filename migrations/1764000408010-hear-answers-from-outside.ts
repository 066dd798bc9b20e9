import type { MigrationInterface, QueryRunner } from 'typeorm';

const chasing = 'portal.chase_follow_ups(date)';
const owner = 'agency_id = (SELECT sec.case_agency())';
const recipient = 'recipient_agency_id = (SELECT sec.case_agency())';
const found = `SELECT d.id, d.number, d.recipient_agency_id FROM portal.erasure_duty d
          WHERE d.answer IS NULL`;
const foundWithOwner = `SELECT d.id, d.number, d.recipient_agency_id, d.agency_id,
            NOT EXISTS (SELECT FROM portal.agency a WHERE a.id = d.recipient_agency_id AND a.is_member) AS is_outside
          FROM portal.erasure_duty d
          WHERE d.answer IS NULL`;
const told = `VALUES (gen_random_uuid(), 'erasure.reminded',
            jsonb_build_object('dutyId', late.id, 'number', late.number, 'tellAgencyId', late.recipient_agency_id));`;
// Nobody at an agency outside the portal reads a notice: whoever told it something asks, and is reminded of that.
const toldWhoAsks = `VALUES (gen_random_uuid(),
            CASE WHEN late.is_outside THEN 'erasure.to_be_asked' ELSE 'erasure.reminded' END,
            jsonb_build_object('dutyId', late.id, 'number', late.number,
              'tellAgencyId', CASE WHEN late.is_outside THEN late.agency_id ELSE late.recipient_agency_id END));`;
const answered = `${recipient} AND answer IS NOT NULL AND answered_by = (SELECT sec.actor_account())
          AND answered_on <= sec.today_in_japan()`;

/** What a recipient outside the portal did with what it had been told, as the agency that told it was told. */
export class HearAnswersFromOutside1764000408010 implements MigrationInterface {
  name = 'HearAnswersFromOutside1764000408010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.erasure_duty ADD told_on date, ADD told_by text,
        ADD told_means text CHECK (told_means IN ('phone', 'letter', 'fax', 'mail', 'visit')),
        ADD CONSTRAINT erasure_duty_told CHECK (num_nonnulls(told_on, told_by, told_means) IN (0, 3)
          AND (told_on IS NULL OR (answer IS NOT NULL AND told_on >= answered_on)));
      ALTER POLICY erasure_duty_answered ON portal.erasure_duty WITH CHECK (${answered} AND told_on IS NULL);
      CREATE POLICY erasure_duty_heard ON portal.erasure_duty FOR UPDATE TO portal_app
        USING (${owner} AND answer IS NULL
          AND EXISTS (SELECT FROM portal.agency a WHERE a.id = recipient_agency_id AND NOT a.is_member))
        WITH CHECK (${owner} AND answer IS NOT NULL AND answered_by = (SELECT sec.actor_account())
          AND told_on <= sec.today_in_japan());
      GRANT UPDATE (told_on, told_by, told_means) ON portal.erasure_duty TO portal_app;
    `);
    await rewrite(db, [
      [found, foundWithOwner],
      [told, toldWhoAsks],
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, [
      [toldWhoAsks, told],
      [foundWithOwner, found],
    ]);
    await db.query(`
      DROP POLICY erasure_duty_heard ON portal.erasure_duty;
      ALTER POLICY erasure_duty_answered ON portal.erasure_duty WITH CHECK (${answered});
      ALTER TABLE portal.erasure_duty DROP told_on, DROP told_by, DROP told_means;
    `);
  }
}

/** Changes places of a function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, changes: readonly (readonly [string, string])[]): Promise<void> {
  const [kept] = (await db.query(`SELECT pg_get_functiondef('${chasing}'::regprocedure) AS definition`)) as {
    definition: string;
  }[];
  let definition = kept?.definition ?? '';
  for (const [before, after] of changes) {
    if (definition.split(before).length !== 2) throw new Error(`${chasing} reads otherwise: ${before}`);
    definition = definition.replace(before, () => after);
  }
  await db.query(definition);
}
