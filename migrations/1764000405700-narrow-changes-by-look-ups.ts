import type { MigrationInterface, QueryRunner } from 'typeorm';

// What the look-ups change beside what follows a person when two records become one, and what is granted by name already.
const columns: Readonly<Record<string, string>> = {
  consent: 'status, withdrawn_at, withdrawn_by, withdrawal_told_by, version',
  consent_grant: 'granted, held_by',
  emergency_opening: 'escalated_at',
  erasure_duty: 'reminders, reminded_at',
  outside_sending: 'tries, openings, last_opened_at, state, version',
  person: 'status, merged_into, erased_at, name, kana, birth_date, version',
  person_merge: 'undone_at, undone_by',
  person_section: 'body, version, updated_by, updated_at',
  referral: 'status, version, updated_at',
  referral_line:
    'status, suspended_from, suspended_for, version, reason, attribution, package_version, sent_at, due_on, closed_at, changed_at',
  withdrawal: 'hits, applied_at',
  confirmation_request: 'state, answered_how, answered_at',
  import_row: 'agency_id, service_id',
  intake_request: 'state, confirmed_at, email, version',
  // Held while its places are given out.
  intake_session: 'version',
  leaflet_agency: 'correction, correction_at, correction_name',
  leaflet_agreement: 'ended_at, ended_why',
  leaflet_proof: 'answer, answered_at',
};
/** Written whole by the look-ups, which are the only ones to write them, or by an answer to a proof. */
const whole = ['open_item', 'public_doc', 'publication', 'search_card', 'search_doc'];

/** The owner of the look-ups changes what they change, column by column; a look-up with a hole in it changes no more. */
export class NarrowChangesByLookUps1764000405700 implements MigrationInterface {
  name = 'NarrowChangesByLookUps1764000405700';

  async up(db: QueryRunner): Promise<void> {
    for (const { name, granted, follows } of await wide(db)) {
      const kept = [...new Set([...granted, ...(follows ? ['person_id'] : []), ...named(name)])];
      await db.query(`REVOKE UPDATE ON portal.${name} FROM policy_fn`);
      if (kept.length > 0) await db.query(`GRANT UPDATE (${kept.join(', ')}) ON portal.${name} TO policy_fn`);
    }
  }

  /** What was wider than it had to be is not widened again: the columns are enough for whoever made the tables. */
  async down(): Promise<void> {}
}

function named(table: string): string[] {
  return columns[table]?.split(', ') ?? [];
}

/** Every table that may be changed as a whole, which columns are granted by name, and whether its rows follow a person. */
async function wide(db: QueryRunner): Promise<{ name: string; granted: string[]; follows: boolean }[]> {
  return (await db.query(
    `SELECT c.relname AS name,
       coalesce((SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a, aclexplode(a.attacl) g
         WHERE a.attrelid = c.oid AND g.grantee = 'policy_fn'::regrole AND g.privilege_type = 'UPDATE'), '{}') AS granted,
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'person_id' AND NOT a.attisdropped) AS follows
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'portal' AND c.relkind = 'r' AND c.relname <> ALL ($1)
       AND EXISTS (SELECT FROM aclexplode(c.relacl) g WHERE g.grantee = 'policy_fn'::regrole AND g.privilege_type = 'UPDATE')
     ORDER BY 1`,
    [whole],
  )) as { name: string; granted: string[]; follows: boolean }[];
}
