import type { MigrationInterface, QueryRunner } from 'typeorm';

const hearing =
  'portal.withdraw_as_recipient(uuid, uuid, text, text, text, text, text, timestamptz, bytea, bytea)';
const anyLine = `l.agency_id = me AND l.status <> 'queued';`;
// An agency that was written to by mistake has no business with the person; one whose part is over speaks for itself alone.
const ownLine = `l.agency_id = me AND l.status NOT IN ('queued', 'error')
  AND NOT EXISTS (SELECT FROM portal.misdirection e WHERE e.line_id = l.id)
  AND (what = 'recipient' OR l.status NOT IN ('completed', 'declined', 'redirected', 'cancelled', 'person_declined',
    'not_selected', 'expired', 'failed'));`;

/** From which lines a recipient may record what a person took back, and how much. */
export class HearOnOwnLines1764000397100 implements MigrationInterface {
  name = 'HearOnOwnLines1764000397100';

  async up(db: QueryRunner): Promise<void> {
    await rewrite(db, hearing, anyLine, ownLine);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, hearing, ownLine, anyLine);
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
