import type { MigrationInterface, QueryRunner } from 'typeorm';

const noting = 'sec.note_ended_consents()';
const ofWhom = `AND n.object_id = c.id
                AND n.action = what.action AND n.subject_id = c.person_id`;
const ofWhat = `AND n.object_id = c.id
                AND n.action = what.action AND n.action IN ('consent.expire', 'consent.lapse')`;

/** A consent ends once, whosever record it stands in by then: records that were merged, or parted, end nothing anew. */
export class NoteEndsOnce1764000408100 implements MigrationInterface {
  name = 'NoteEndsOnce1764000408100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE INDEX entry_ended_consents ON audit.entry (object_id) WHERE action IN ('consent.expire', 'consent.lapse')`,
    );
    await rewrite(db, ofWhom, ofWhat);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, ofWhat, ofWhom);
    await db.query('DROP INDEX audit.entry_ended_consents');
  }
}

/** Changes one place of a function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, before: string, after: string): Promise<void> {
  const [found] = (await db.query(`SELECT pg_get_functiondef('${noting}'::regprocedure) AS definition`)) as {
    definition: string;
  }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${noting} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
