import type { MigrationInterface, QueryRunner } from 'typeorm';

const parting = 'portal.part_people(uuid)';
const sealing = 'PERFORM portal.seal_moved_rows(merge);';
const keepingTies = `PERFORM portal.part_transitions(m.kept_id, m.gone_id);\n    ${sealing}`;

/** A transition follows a support of its own person: the tie holds when records become one, and is let go when they part. */
export class TieTransitionsToTheirTerm1764000408000 implements MigrationInterface {
  name = 'TieTransitionsToTheirTerm1764000408000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What two records that have parted since left crossed is let go, like below.
      ALTER TABLE portal.transition_case NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE portal.support_term NO FORCE ROW LEVEL SECURITY;
      UPDATE portal.transition_case c SET support_term_id = NULL
        WHERE c.support_term_id IS NOT NULL AND NOT EXISTS (SELECT FROM portal.support_term t
          WHERE t.id = c.support_term_id AND t.agency_id = c.agency_id AND t.person_id = c.person_id);
      ALTER TABLE portal.transition_case FORCE ROW LEVEL SECURITY;
      ALTER TABLE portal.support_term FORCE ROW LEVEL SECURITY;

      ALTER TABLE portal.support_term ADD CONSTRAINT support_term_of_person UNIQUE (id, agency_id, person_id);
      ALTER TABLE portal.transition_case DROP CONSTRAINT transition_case_support_term_id_fkey,
        ADD CONSTRAINT transition_case_of_term FOREIGN KEY (support_term_id, agency_id, person_id)
          REFERENCES portal.support_term (id, agency_id, person_id) ON DELETE SET NULL (support_term_id)
          DEFERRABLE INITIALLY IMMEDIATE;
      CREATE INDEX transition_case_term ON portal.transition_case (support_term_id) WHERE support_term_id IS NOT NULL;
      CREATE INDEX transition_case_closed ON portal.transition_case (agency_id, closed_at DESC) WHERE closed_at IS NOT NULL;
      GRANT UPDATE (support_term_id) ON portal.transition_case TO policy_fn;
      GRANT DELETE ON portal.transition_referral TO policy_fn;

      -- What was put together while two records were one, and belongs to both of them, comes apart: a referral stays in a
      -- transition of the record to which it returns, and leaves that of the other.
      CREATE FUNCTION portal.part_transitions(kept uuid, gone uuid) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
      BEGIN
        DELETE FROM portal.transition_referral t USING portal.transition_case c, portal.referral r
          WHERE t.person_id IN (kept, gone) AND c.id = t.case_id AND r.id = t.referral_id AND c.person_id <> r.person_id;
        UPDATE portal.transition_referral t SET person_id = c.person_id FROM portal.transition_case c
          WHERE t.person_id IN (kept, gone) AND c.id = t.case_id AND c.person_id <> t.person_id;
        UPDATE portal.transition_case c SET support_term_id = NULL FROM portal.support_term t
          WHERE c.person_id IN (kept, gone) AND t.id = c.support_term_id AND t.person_id <> c.person_id;
      END $$;
      REVOKE EXECUTE ON FUNCTION portal.part_transitions(uuid, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal.part_transitions(uuid, uuid) TO policy_fn;
    `);
    await rewrite(db, sealing, keepingTies);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, keepingTies, sealing);
    await db.query(`
      DROP FUNCTION portal.part_transitions(uuid, uuid);
      REVOKE DELETE ON portal.transition_referral FROM policy_fn;
      REVOKE UPDATE (support_term_id) ON portal.transition_case FROM policy_fn;
      DROP INDEX portal.transition_case_term, portal.transition_case_closed;
      ALTER TABLE portal.transition_case DROP CONSTRAINT transition_case_of_term,
        ADD CONSTRAINT transition_case_support_term_id_fkey FOREIGN KEY (support_term_id) REFERENCES portal.support_term;
      ALTER TABLE portal.support_term DROP CONSTRAINT support_term_of_person;
    `);
  }
}

/** Changes one place of a long function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, before: string, after: string): Promise<void> {
  const [found] = (await db.query(`SELECT pg_get_functiondef('${parting}'::regprocedure) AS definition`)) as {
    definition: string;
  }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${parting} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
