import type { MigrationInterface, QueryRunner } from 'typeorm';

const keeping = 'audit.keep_budget(uuid, uuid, text, jsonb)';
// The one stands among what is refused beyond the budget, too; the other, which follows commands, only counts.
const additions = [
  [`'package.print'`, `'package.print', 'package.export', 'transition.print'`],
  [`'self_check.list'`, `'self_check.list', 'transition.read'`],
] as const;

/** A package that leaves as a bundle of data has been read like one on the screen, and counts like it; so does a transition. */
export class CountBundlesAndTransitions1764000405900 implements MigrationInterface {
  name = 'CountBundlesAndTransitions1764000405900';

  async up(db: QueryRunner): Promise<void> {
    for (const [before, after] of additions) await replace(db, before, after);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [before, after] of additions) await replace(db, after, before);
  }
}

/** Changes the lists of the function, and the index that answers it. */
async function replace(db: QueryRunner, found: string, put: string): Promise<void> {
  const [counting] = (await db.query(
    `SELECT pg_get_functiondef('${keeping}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  await db.query(counting!.definition.replaceAll(found, () => put));
  const [index] = (await db.query(
    `SELECT pg_get_indexdef('audit.entry_readings'::regclass) AS definition`,
  )) as {
    definition: string;
  }[];
  const texts = (list: string) =>
    list
      .split(', ')
      .map((code) => `${code}::text`)
      .join(', ');
  await db.query('DROP INDEX audit.entry_readings');
  await db.query(index!.definition.replace(texts(found), () => texts(put)));
}
