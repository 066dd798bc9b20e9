import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = '(SELECT sec.case_agency())';
const methods = `'sent', 'opened', 'printed', 'printed_again', 'reported', 'told', 'received'`;

const changes = [
  [
    'portal.complete_disclosure()',
    'NEW.provider := portal.agency_facts(NEW.agency_id);',
    'IF NEW.agency_id IS NOT NULL THEN NEW.provider := portal.agency_facts(NEW.agency_id); END IF;',
  ],
  [
    'audit.seal_row()',
    'NEW.agency_id, NEW.retain_until',
    'coalesce(NEW.agency_id, NEW.recipient_agency_id), NEW.retain_until',
  ],
  [
    'portal.seal_moved_rows(uuid)',
    'd.agency_id, d.retain_until',
    'coalesce(d.agency_id, d.recipient_agency_id), d.retain_until',
  ],
] as const;

/**
 * What somebody outside the portal told the own agency stands in the ledger like everything else that it was told (Article 30):
 * who told it, when, how they came by it, of which kinds, and about whom.
 */
export class NoteWhatComesFromOutside1764000408130 implements MigrationInterface {
  name = 'NoteWhatComesFromOutside1764000408130';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal.disclosure ALTER agency_id DROP NOT NULL,
        DROP CONSTRAINT disclosure_method_check,
        ADD CONSTRAINT disclosure_method_check CHECK (method IN (${methods})),
        DROP CONSTRAINT disclosure_basis,
        -- On which consent an outsider told it is theirs to know.
        ADD CONSTRAINT disclosure_basis CHECK (method = 'received' OR cardinality(consent_ids) > 0 OR cardinality(ground_ids) > 0),
        DROP CONSTRAINT IF EXISTS disclosure_provider,
        ADD CONSTRAINT disclosure_provider
          CHECK ((method = 'received') = (agency_id IS NULL) AND coalesce(provider ->> 'name', '') <> '');
      CREATE POLICY disclosure_received_from_outside ON portal.disclosure FOR INSERT TO portal_app
        WITH CHECK (method = 'received' AND agency_id IS NULL AND recipient_agency_id = ${here}
          AND by_account = (SELECT sec.actor_account())
          AND EXISTS (SELECT FROM portal.person p WHERE p.id = disclosure.person_id AND p.agency_id = ${here}));
    `);
    for (const [signature, before, after] of changes) await rewrite(db, signature, before, after);
  }

  /** The ledger is never changed, so what came from outside stays: only the door closes. */
  async down(db: QueryRunner): Promise<void> {
    for (const [signature, before, after] of changes) await rewrite(db, signature, after, before);
    await db.query('DROP POLICY disclosure_received_from_outside ON portal.disclosure');
  }
}

/** Changes one place of a function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, signature: string, before: string, after: string): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${signature}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${signature} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
