import type { MigrationInterface, QueryRunner } from 'typeorm';

const digest = 'audit.digest_of_withdrawal(uuid)';
const head = 'convert_to(jsonb_build_array(w.id,';
const headWithDecision = 'convert_to((jsonb_build_array(w.id,';
const tail = `encode(w.note, 'hex'))::text, 'UTF8')`;
// Rows from before have no decision, and keep their digest.
const tailWithDecision = `encode(w.note, 'hex'))
          || CASE WHEN w.decision_id IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(w.decision_id) END)::text, 'UTF8')`;

/**
 * A later no, a narrower renewal and a decision that was written down by mistake close cells like a withdrawal does, so they
 * leave one behind: nobody said "I take it back", and what follows is the same.
 */
export class RecordDecisionsThatClose1764000405000 implements MigrationInterface {
  name = 'RecordDecisionsThatClose1764000405000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.withdrawal
        ADD decision_id uuid,
        ALTER identity_check DROP NOT NULL,
        DROP CONSTRAINT withdrawal_scope_check,
        DROP CONSTRAINT withdrawal_channel_check;
      ALTER TABLE portal.withdrawal
        ADD CONSTRAINT withdrawal_scope_check CHECK (scope IN ('whole', 'recipient', 'category', 'cell', 'decision')),
        ADD CONSTRAINT withdrawal_channel_check CHECK (channel IN ('desk', 'phone', 'letter', 'visit', 'decision')),
        ADD CONSTRAINT withdrawal_by_decision CHECK ((scope = 'decision') = (decision_id IS NOT NULL)
          AND (scope = 'decision') = (channel = 'decision') AND (scope = 'decision') = (identity_check IS NULL)),
        ADD CONSTRAINT withdrawal_decision FOREIGN KEY (decision_id, person_id, agency_id)
          REFERENCES portal.consent (id, person_id, agency_id) DEFERRABLE INITIALLY IMMEDIATE;
    `);
    await rewrite(db, digest, [
      [head, headWithDecision],
      [tail, tailWithDecision],
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, digest, [
      [headWithDecision, head],
      [tailWithDecision, tail],
    ]);
    await db.query(`
      ALTER TABLE portal.withdrawal
        DROP CONSTRAINT withdrawal_decision, DROP CONSTRAINT withdrawal_by_decision,
        DROP CONSTRAINT withdrawal_scope_check, DROP CONSTRAINT withdrawal_channel_check;
      ALTER TABLE portal.withdrawal
        ADD CONSTRAINT withdrawal_scope_check CHECK (scope IN ('whole', 'recipient', 'category', 'cell')),
        ADD CONSTRAINT withdrawal_channel_check CHECK (channel IN ('desk', 'phone', 'letter', 'visit')),
        ALTER identity_check SET NOT NULL,
        DROP decision_id;
    `);
  }
}

/** Changes places of a function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(
  db: QueryRunner,
  signature: string,
  changes: readonly (readonly [before: string, after: string])[],
): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  let definition = found?.definition ?? '';
  for (const [before, after] of changes) {
    if (definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise: ${before}`);
    definition = definition.replace(before, () => after);
  }
  await db.query(definition);
}
