import type { MigrationInterface, QueryRunner } from 'typeorm';

// Ways of reading what is kept about one person. Pages of the ledger name many: their entries say whom.
const looks = [
  ...['person.read', 'person.dossier', 'history.read', 'disclosure.list', 'evidence.read', 'emergency.read'],
  ...[
    'package.read',
    'package.preview',
    'package.print',
    'attachment.read',
    'own_sheet.read',
    'own_sheet.print',
  ],
  ...['referral.read', 'referral.timeline', 'referral.conversation', 'referral.calendar', 'self_check.list'],
  ...[
    'consent.read',
    'consent.list',
    'consent_asking.read',
    'withdrawal.read',
    'withdrawal.list',
    'ground.read',
  ],
  ...[
    'misdirection.read',
    'person_request.read',
    'consent_asking.list',
    'attachment.list',
    'ground.list',
    'ledger.read',
  ],
];
// Looks that somebody sets out for. The others also follow a command, which would seem to have failed, or open an emergency.
const refused = [
  ...['person.read', 'person.dossier', 'history.read', 'disclosure.list', 'evidence.read', 'attachment.read'],
  ...[
    'package.read',
    'package.preview',
    'package.print',
    'own_sheet.print',
    'referral.timeline',
    'ledger.read',
  ],
];
const exports = ['person.dossier', 'ledger.export', 'referral.export'];
const listed = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(', ');

/**
 * How many people somebody reads about in an hour, in whatever way, and how often one takes lists along in a day, is counted
 * where every reading is written down, in the same transaction and under the lock of the chain: two readings at once are two.
 */
export class LimitReadings1764000405200 implements MigrationInterface {
  name = 'LimitReadings1764000405200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT SELECT (agency_id, account_id, at) ON portal.reading_reason TO policy_fn;
      DROP INDEX audit.entry_readings;
      CREATE INDEX entry_readings ON audit.entry (chain, account_id, at)
        WHERE outcome = 'done' AND action IN (${listed([...new Set([...looks, ...exports])])});

      CREATE FUNCTION audit.keep_budget(of_chain uuid, who uuid, act text, said jsonb) RETURNS void
      LANGUAGE plpgsql SET search_path = '' AS $$
      DECLARE
        newest bigint;
        most integer;
        read integer;
        before integer;
      BEGIN
        IF who IS NULL OR act NOT IN (${listed([...new Set([...refused, ...exports])])}) OR said ? 'afterwards' THEN
          RETURN;
        END IF;
        -- Who has said why is let go on for an hour; the managers were told.
        IF EXISTS (SELECT FROM portal.reading_reason r
          WHERE r.agency_id = of_chain AND r.account_id = who AND r.at > now() - interval '1 hour') THEN
          RETURN;
        END IF;
        IF act IN (${listed(exports)}) THEN
          SELECT count(*) INTO read FROM audit.entry e
          WHERE e.chain = of_chain AND e.account_id = who AND e.outcome = 'done' AND e.action IN (${listed(exports)})
            AND e.at >= sec.today_in_japan()::timestamp AT TIME ZONE 'Asia/Tokyo';
          IF read > 20 THEN
            RAISE EXCEPTION 'too many lists were taken along' USING ERRCODE = 'PB002', DETAIL = read - 1;
          END IF;
        END IF;
        IF act NOT IN (${listed(refused)}) THEN RETURN; END IF;
        SELECT coalesce((SELECT s.hourly_readings FROM portal.record_setting s WHERE s.agency_id = of_chain), 100) INTO most;
        SELECT h.seq INTO newest FROM audit.head h WHERE h.chain = of_chain;
        WITH entries AS (
          SELECT e.seq, e.subject_id, e.action, e.details FROM audit.entry e
          WHERE e.chain = of_chain AND e.account_id = who AND e.outcome = 'done' AND e.action IN (${listed(looks)})
            AND e.at > now() - interval '1 hour'
        ), people AS (
          SELECT e.seq, e.subject_id AS id FROM entries e WHERE e.subject_id IS NOT NULL
          UNION ALL
          SELECT e.seq, p.id::uuid FROM entries e, jsonb_array_elements_text(e.details -> 'people') AS p (id)
          WHERE e.action = 'ledger.read' AND jsonb_typeof(e.details -> 'people') = 'array'
        )
        SELECT count(DISTINCT p.id), count(DISTINCT p.id) FILTER (WHERE p.seq < newest) INTO read, before FROM people p;
        -- Whom one has read about in this hour one may read about again.
        IF read > most AND read > before THEN
          RAISE EXCEPTION 'too many people were read about' USING ERRCODE = 'PB001', DETAIL = before;
        END IF;
      END $$;
      ALTER FUNCTION audit.keep_budget(uuid, uuid, text, jsonb) OWNER TO policy_fn;
      REVOKE EXECUTE ON FUNCTION audit.keep_budget(uuid, uuid, text, jsonb) FROM PUBLIC;
    `);
    await rewrite(db, 'PERFORM audit.add(e);', counted);
  }

  async down(db: QueryRunner): Promise<void> {
    await rewrite(db, counted, 'PERFORM audit.add(e);');
    await db.query(`
      DROP FUNCTION audit.keep_budget(uuid, uuid, text, jsonb);
      DROP INDEX audit.entry_readings;
      CREATE INDEX entry_readings ON audit.entry (chain, account_id, at) WHERE action = 'person.read';
      REVOKE SELECT (agency_id, account_id, at) ON portal.reading_reason FROM policy_fn;
    `);
  }
}

const appending = 'audit.append(text, text, text, uuid, uuid, uuid, jsonb, text, text)';
const counted = `PERFORM audit.add(e);
        IF e.outcome = 'done' THEN PERFORM audit.keep_budget(e.chain, e.account_id, e.action, e.details); END IF;`;

/** Changes one place of a function and leaves the rest of it, its owner and its callers as they are. */
async function rewrite(db: QueryRunner, before: string, after: string): Promise<void> {
  const [found] = (await db.query(
    `SELECT pg_get_functiondef('${appending}'::regprocedure) AS definition`,
  )) as { definition: string }[];
  if (found?.definition.split(before).length !== 2) throw new Error(`${appending} reads otherwise`);
  await db.query(found.definition.replace(before, () => after));
}
