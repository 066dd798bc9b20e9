import type { MigrationInterface, QueryRunner } from 'typeorm';

const keeping = 'audit.keep_budget(uuid, uuid, text, jsonb)';
const before = `'package.print'`;
const after = `'package.print', 'package.export'`;

/** A package that leaves as a bundle of data has been read like one on the screen, and counts like it. */
export class CountBundles1764000405900 implements MigrationInterface {
  name = 'CountBundles1764000405900';

  async up(db: QueryRunner): Promise<void> {
    await replace(db, before, after);
  }

  async down(db: QueryRunner): Promise<void> {
    await replace(db, after, before);
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
