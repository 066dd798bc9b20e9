import type { MigrationInterface, QueryRunner } from 'typeorm';

const keeping = 'audit.keep_budget(uuid, uuid, text, jsonb)';
const before = ['referral.export'];
const after = ['referral.export', 'cohort.export', 'cohort.print', 'session.print'];

/** A group's list and roster, and the roster of a session, name as many people as any list, and are taken along as easily. */
export class CountListsOfGroups1764000408110 implements MigrationInterface {
  name = 'CountListsOfGroups1764000408110';

  async up(db: QueryRunner): Promise<void> {
    await replace(db, before, after);
  }

  async down(db: QueryRunner): Promise<void> {
    await replace(db, after, before);
  }
}

/** Changes the lists of the function, and the index that answers it. */
async function replace(db: QueryRunner, found: readonly string[], put: readonly string[]): Promise<void> {
  const [counting] = (await db.query(
    `SELECT pg_get_functiondef('${keeping}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  const plain = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(', ');
  await db.query(exchanged(counting!.definition, plain(found), plain(put)));
  const [index] = (await db.query(
    `SELECT pg_get_indexdef('audit.entry_readings'::regclass) AS definition`,
  )) as { definition: string }[];
  const typed = (codes: readonly string[]) => codes.map((code) => `'${code}'::text`).join(', ');
  await db.query('DROP INDEX audit.entry_readings');
  await db.query(exchanged(index!.definition, typed(found), typed(put)));
}

function exchanged(definition: string, found: string, put: string): string {
  if (!definition.includes(found)) throw new Error(`nothing counts ${found}`);
  return definition.replaceAll(found, () => put);
}
