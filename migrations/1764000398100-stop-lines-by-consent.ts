import type { MigrationInterface, QueryRunner } from 'typeorm';

const guarding = 'portal.guard_line()';
const resumed = `AND NOT (is_source AND OLD.status = 'suspended' AND NEW.status = OLD.suspended_from)`;
const resumedOrStopped = `${resumed}
           AND NOT (is_source AND NEW.status = 'suspended' AND NEW.suspended_for = 'consent' AND NEW.suspended_from = OLD.status
             AND OLD.status IN ('sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted'))`;

/** A no that the owner writes down stops the lines that rested on the yes before it: the guard of lines lets it. */
export class StopLinesByConsent1764000398100 implements MigrationInterface {
  name = 'StopLinesByConsent1764000398100';

  async up(db: QueryRunner): Promise<void> {
    await rewrite(db, guarding, resumed, resumedOrStopped);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, guarding, resumedOrStopped, resumed);
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
