import type { SqlTx } from '#libs/platform';
import type { Location, Place } from '../area/municipalities.js';
import type { KnownOffice, KnownRow } from './import.plan.js';

/** The name of the source in portal.import_row and portal.import_batch. */
export const wamSource = 'wam';

const chunkSize = 1000;

/** The service kinds of the directory, by name. */
export interface KindRow {
  code: string;
  name: string;
  agency_type_code: string;
}

export async function kindRows(tx: SqlTx): Promise<KindRow[]> {
  return tx.query<KindRow & Record<string, unknown>>(
    'SELECT code, name, agency_type_code FROM portal.service_kind',
  );
}

/** Two imports at once would each see the other's offices as missing. */
export async function lockImports(tx: SqlTx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('portal.import'))`);
}

export async function knownRows(tx: SqlTx, numbers: readonly string[]): Promise<KnownRow[]> {
  return tx.query<KnownRow & Record<string, unknown>>(
    `SELECT source_no AS no, encode(hash, 'hex') AS hash, agency_id AS "agencyId", service_id AS "serviceId",
            given->>'officeNumber' AS "officeNumber"
     FROM portal.import_row WHERE source = $1 AND source_no = ANY($2::text[])`,
    [wamSource, numbers],
  );
}

/** Agencies with these office numbers: as imported, and as they call themselves. */
export async function knownOffices(tx: SqlTx, officeNumbers: readonly string[]): Promise<KnownOffice[]> {
  return tx.query<KnownOffice & Record<string, unknown>>(
    `WITH a AS (SELECT id, name, office_number, coalesce(address, '') AS address
                FROM portal.agency WHERE office_number = ANY($1::text[]))
     SELECT id AS "agencyId", office_number AS "officeNumber", name, address FROM a
     UNION
     SELECT a.id, r.given->>'officeNumber', r.given->>'name', (r.given->>'city') || (r.given->>'street')
     FROM a JOIN portal.import_row r ON r.agency_id = a.id`,
    [officeNumbers],
  );
}

export async function rowsOfAgencies(tx: SqlTx, agencyIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ agency_id: string; count: number }>(
    `SELECT agency_id, count(*)::int AS count FROM portal.import_row WHERE agency_id = ANY($1::uuid[]) GROUP BY agency_id`,
    [agencyIds],
  );
  return new Map(rows.map(({ agency_id, count }) => [agency_id, count]));
}

/** Rows of an earlier import that this file should have had: same kinds, same designating bodies. */
export async function countMissing(
  tx: SqlTx,
  file: { kinds: string[]; bodies: string[]; numbers: string[] },
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM portal.import_row
     WHERE source = $1 AND given->>'serviceKind' = ANY($2::text[]) AND given->>'designatedBy' = ANY($3::text[])
       AND NOT source_no = ANY($4::text[])`,
    [wamSource, file.kinds, file.bodies, file.numbers],
  );
  return row?.count ?? 0;
}

/** Makes the prefectures and municipalities that are not there yet. */
export async function addAreas(tx: SqlTx, locations: readonly Location[]): Promise<void> {
  const prefectures = new Map(locations.map(({ prefecture }) => [prefecture.code, prefecture]));
  const municipalities = new Map(locations.map((location) => [location.municipality.code, location]));
  await insertAreas(
    tx,
    'prefecture',
    [...prefectures.values()].map((place) => ({ ...place, parent_code: null })),
  );
  await insertAreas(
    tx,
    'municipality',
    [...municipalities.values()].map(({ municipality, prefecture }) => ({
      ...municipality,
      parent_code: prefecture.code,
    })),
  );
}

async function insertAreas(
  tx: SqlTx,
  level: 'prefecture' | 'municipality',
  places: readonly (Place & { parent_code: string | null })[],
): Promise<void> {
  await tx.query(
    `INSERT INTO portal.area (code, level, name, kana, parent_code)
     SELECT code, $1, name, kana, parent_code
     FROM jsonb_to_recordset($2::jsonb) AS x(code text, name text, kana text, parent_code text) ORDER BY code
     ON CONFLICT (code) DO NOTHING`,
    [level, JSON.stringify(places)],
  );
}

/** Runs one statement over many records, a thousand at a time. `$1` stands for their JSON. */
export async function inChunks(tx: SqlTx, records: readonly object[], sql: string): Promise<void> {
  for (let from = 0; from < records.length; from += chunkSize) {
    await tx.query(sql, [JSON.stringify(records.slice(from, from + chunkSize))]);
  }
}
