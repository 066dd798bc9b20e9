import { newId, type SqlTx, type WorkerDatabase } from '#libs/platform';
import { type Comparable, compareEntries, suspicious } from './duplicate-score.js';

/** What is promised when somebody wants the directory looked through now. */
export const duplicateSearchOrdered = 'duplicates.search_ordered';

/** Looks for duplicates, as somebody has ordered or as every night, and tells whoever waits that it is done. */
export async function searchDuplicates(db: WorkerDatabase): Promise<void> {
  await db.transaction(async (tx) => {
    // Two hundred thousand entries take a minute, and longer where others are at work.
    await tx.query(`SET LOCAL statement_timeout = '15min'`);
    await tx.query(`SET LOCAL idle_in_transaction_session_timeout = '15min'`);
    // The night and somebody's order at once would both look for the same.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('portal.duplicate_search'))`);
    await findDuplicates(tx);
    await tx.query('UPDATE portal.duplicate_search SET ordered_at = NULL, ended_at = now(), failed = false');
  });
}

/** Tells whoever waits that nothing comes of it. */
export async function giveUpDuplicateSearch(db: WorkerDatabase): Promise<void> {
  await db.query(
    'UPDATE portal.duplicate_search SET ordered_at = NULL, failed = true WHERE ordered_at IS NOT NULL',
  );
}

/** A key that more entries share than this says nothing about any two of them. */
const mostPerKey = 12;

/**
 * Looks through the whole directory for entries that may be one agency: the database finds pairs that share a number, a
 * telephone, a name, an address or a place, the rule of `compareEntries` judges them. What was called distinct stays so.
 * Answers how many pairs are open.
 */
export async function findDuplicates(tx: SqlTx): Promise<number> {
  const pairs = await tx.query<{ one: Comparable; other: Comparable }>(candidatesSql, [mostPerKey]);
  const found = pairs.flatMap(({ one, other }) => {
    const { score, reasons } = compareEntries(one, other);
    return score >= suspicious ? [{ id: newId(), one: one.id, other: other.id, score, reasons }] : [];
  });
  await tx.query(
    `INSERT INTO portal.duplicate_pair AS p (id, one_id, other_id, score, reasons)
     SELECT id, one, other, score, reasons FROM jsonb_to_recordset($1::jsonb)
       AS x(id uuid, one uuid, other uuid, score smallint, reasons jsonb)
     ON CONFLICT (one_id, other_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
     WHERE p.state = 'open'`,
    [JSON.stringify(found)],
  );
  await tx.query(
    `DELETE FROM portal.duplicate_pair p WHERE p.state = 'open' AND NOT EXISTS (
       SELECT FROM jsonb_to_recordset($1::jsonb) AS x(one uuid, other uuid)
       WHERE x.one = p.one_id AND x.other = p.other_id)`,
    [JSON.stringify(found.map(({ one, other }) => ({ one, other })))],
  );
  const [open] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM portal.duplicate_pair WHERE state = 'open'`,
  );
  return open!.count;
}

// The keys are rough on purpose: they only have to bring together what the rule then looks at.
const candidatesSql = `
  WITH live AS MATERIALIZED (
    SELECT a.id, a.office_number, a.corporation_number, a.type_code, a.area_code, d.names,
      regexp_replace(normalize(coalesce(a.phone, ''), NFKC), '[^0-9]', '', 'g') AS phone_key,
      regexp_replace(regexp_replace(normalize(coalesce(a.address, ''), NFKC), '[^0-9[:alpha:]]|丁目|番地?|号', '-', 'g'),
        '-+', '-', 'g') AS address_key,
      round(a.latitude::numeric, 3) || ' ' || round(a.longitude::numeric, 3) AS spot
    FROM portal.agency a LEFT JOIN portal.search_doc d ON d.agency_id = a.id
    WHERE a.status <> 'closed'
  ), key AS (
    SELECT id, 'office ' || office_number AS key FROM live WHERE office_number <> ''
    UNION ALL SELECT id, 'phone ' || phone_key FROM live WHERE length(phone_key) >= 9
    UNION ALL SELECT id, 'name ' || n FROM live, string_to_table(trim(names), ' ') AS n WHERE length(n) >= 2
    UNION ALL SELECT id, 'address ' || area_code || address_key FROM live WHERE length(address_key) >= 5
    UNION ALL SELECT id, 'corporation ' || corporation_number || type_code || area_code FROM live
    UNION ALL SELECT id, 'spot ' || spot || type_code FROM live
  ), shared AS (
    SELECT array_agg(DISTINCT id) AS ids FROM key WHERE key IS NOT NULL GROUP BY key
    HAVING count(DISTINCT id) BETWEEN 2 AND $1
  ), pair AS (
    SELECT DISTINCT one.id AS one_id, other.id AS other_id
    FROM shared s, unnest(s.ids) AS one (id), unnest(s.ids) AS other (id) WHERE one.id < other.id
  )
  SELECT ${comparable('x')} AS one, ${comparable('y')} AS other
  FROM pair p JOIN portal.agency x ON x.id = p.one_id JOIN portal.agency y ON y.id = p.other_id
  WHERE NOT EXISTS (SELECT FROM portal.duplicate_pair d
                    WHERE d.one_id = p.one_id AND d.other_id = p.other_id AND d.state = 'distinct')
  ORDER BY p.one_id, p.other_id`;

function comparable(a: string): string {
  return `jsonb_build_object('id', ${a}.id, 'name', ${a}.name, 'aliases', ${a}.aliases, 'formerNames', ${a}.former_names,
    'legalName', ${a}.legal_name, 'corporationNumber', ${a}.corporation_number, 'officeNumber', ${a}.office_number,
    'type', ${a}.type_code, 'area', ${a}.area_code, 'phone', ${a}.phone, 'address', ${a}.address,
    'latitude', ${a}.latitude, 'longitude', ${a}.longitude)`;
}
