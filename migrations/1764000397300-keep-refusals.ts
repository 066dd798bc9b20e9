import type { MigrationInterface, QueryRunner } from 'typeorm';

const parameters = '(uuid, uuid, text, text, text, text, date, timestamptz)';
const skipped = `AND r.status <> 'error'`;
const own = `(by_whom = 'representative' AND r.given_by`;
const ownStanding = `(r.status <> 'error' AND by_whom = 'representative' AND r.given_by`;

/**
 * A no is not taken away by whoever wrote it down. Marked as a mistake it still stands against everything said before it,
 * until the person is asked anew and says otherwise; and a manager other than the one who recorded it marks it.
 */
export class KeepRefusals1764000397300 implements MigrationInterface {
  name = 'KeepRefusals1764000397300';

  async up(db: QueryRunner): Promise<void> {
    for (const name of ['sec.cell_refused', 'sec.cell_refused_here'])
      await rewrite(db, `${name}${parameters}`, (definition) =>
        once(once(definition, skipped, ''), own, ownStanding),
      );
    await db.query(`
      CREATE FUNCTION portal.guard_refusal() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        IF sec.actor_role() IS DISTINCT FROM 'manager' OR (OLD.created_by IS NOT DISTINCT FROM sec.actor_account()
             AND sec.has_other_manager(OLD.agency_id, OLD.created_by)) THEN
          RAISE EXCEPTION 'another manager says so' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.guard_refusal() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.guard_refusal() TO portal_app;
      CREATE TRIGGER refusal_is_guarded BEFORE UPDATE OF status ON portal.consent
        FOR EACH ROW WHEN (OLD.status = 'refused' AND NEW.status <> 'refused') EXECUTE FUNCTION portal.guard_refusal();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER refusal_is_guarded ON portal.consent;
      DROP FUNCTION portal.guard_refusal();
    `);
    for (const name of ['sec.cell_refused', 'sec.cell_refused_here'])
      await rewrite(db, `${name}${parameters}`, (definition) =>
        once(once(definition, ownStanding, own), '= of_category ', `= of_category ${skipped}`),
      );
  }
}

/** Changes places of a function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(
  db: QueryRunner,
  signature: string,
  change: (definition: string) => string,
): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  await db.query(change(found?.definition ?? ''));
}

function once(text: string, before: string, after: string): string {
  if (text.split(before).length !== 2) throw new Error(`the function reads otherwise: ${before}`);
  return text.replace(before, () => after);
}
