import type { MigrationInterface, QueryRunner } from 'typeorm';

const keeping = 'audit.keep_budget(uuid, uuid, text, jsonb)';
const fixed = 'IF read > 20 THEN';
const settled = `IF read > coalesce((SELECT s.daily_exports FROM portal.record_setting s WHERE s.agency_id = of_chain), 20) THEN`;

/** How many lists about people somebody takes along in a day without saying why is each agency's to settle, like what is opened. */
export class SetDailyExports1764000408020 implements MigrationInterface {
  name = 'SetDailyExports1764000408020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.record_setting ADD daily_exports integer NOT NULL DEFAULT 20 CHECK (daily_exports BETWEEN 1 AND 200);
      GRANT UPDATE (daily_exports) ON portal.record_setting TO portal_app;
    `);
    await rewrite(db, fixed, settled);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, settled, fixed);
    await db.query('ALTER TABLE portal.record_setting DROP daily_exports');
  }
}

/** Changes one place of a function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, before: string, after: string): Promise<void> {
  const [found] = (await db.query(`SELECT pg_get_functiondef('${keeping}'::regprocedure) AS definition`)) as {
    definition: string;
  }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${keeping} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
