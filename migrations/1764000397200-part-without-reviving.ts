import type { MigrationInterface, QueryRunner } from 'typeorm';

const parting = 'portal.part_people(uuid)';
const all = 'UPDATE portal.consent_grant SET granted = true, held_by = NULL WHERE held_by = merge;';
// What was taken back while the two were one was taken back by either of them: such a cell stays held until the person is
// asked anew. The withdrawals that followed the person had been recorded before the merge and speak for one record alone.
const allButTakenBack = `UPDATE portal.consent_grant g SET granted = true, held_by = NULL
      WHERE g.held_by = merge AND NOT EXISTS (SELECT FROM portal.withdrawal w
        WHERE w.person_id IN (m.kept_id, m.gone_id) AND w.recorded_at > m.at
          AND (w.recipient_agency_id IS NULL OR w.recipient_agency_id = g.recipient_agency_id)
          AND (w.category IS NULL OR w.category = g.category) AND (w.purpose IS NULL OR w.purpose = g.purpose));`;

/** Two records that are parted again do not allow anew what the person took back in between. */
export class PartWithoutReviving1764000397200 implements MigrationInterface {
  name = 'PartWithoutReviving1764000397200';

  async up(db: QueryRunner): Promise<void> {
    await rewrite(db, parting, all, allButTakenBack);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, parting, allButTakenBack, all);
  }
}

/** Changes one place of a long function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, signature: string, before: string, after: string): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
