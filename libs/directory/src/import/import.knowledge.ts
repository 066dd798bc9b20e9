import type { SqlTx } from '#libs/platform';
import type { Entry } from '../entry/entry.js';
import { readEntries } from '../entry/entry.reading.js';
import type { GivenCells } from '../layout/import.fields.js';
import type { SourceRecord } from '../record/source-record.js';
import { type NetworkArea, NetworkAreas } from '../record/network-areas.js';
import { type KindWord, type TypeWord, Vocabulary } from '../record/vocabulary.js';

/** What an earlier import left behind of a row. */
export interface KnownRow {
  readonly no: string;
  readonly hash: string;
  readonly agencyId: string;
  readonly serviceId: string | null;
  readonly given: GivenCells;
  readonly isMissing: boolean;
}

/** An agency that is there already, with a name and an address under which it is known. */
export interface KnownOffice {
  readonly agencyId: string;
  readonly officeNumber: string;
  readonly name: string;
  readonly address: string;
  readonly area: string | null;
}

/** What is known when a list is compared with the directory. */
export interface ImportKnowledge {
  readonly rows: readonly KnownRow[];
  readonly offices: readonly KnownOffice[];
  /** How many rows, of any source, stand behind each agency. */
  readonly rowsOfAgency: ReadonlyMap<string, number>;
}

/** The kinds of service and types of agency that the directory knows. */
export async function readVocabulary(tx: SqlTx): Promise<Vocabulary> {
  const kinds = await tx.query<KindWord & Record<string, unknown>>(
    'SELECT code, name, agency_type_code FROM portal.service_kind',
  );
  const types = await tx.query<TypeWord & Record<string, unknown>>(
    'SELECT code, name FROM portal.agency_type',
  );
  const areas = await tx.query<NetworkArea & Record<string, unknown>>(
    `SELECT m.code, m.name, m.kana, jsonb_build_object('code', p.code, 'name', p.name, 'kana', p.kana) AS prefecture
     FROM portal.area m
     LEFT JOIN portal.area b ON b.code = m.parent_code AND b.level = 'block'
     JOIN portal.area p ON p.code = coalesce(b.parent_code, m.parent_code)
     WHERE m.level = 'municipality'`,
  );
  return new Vocabulary(kinds, types, new NetworkAreas(areas));
}

/** Two imports at once would each see the other's offices as missing. */
export async function lockImports(tx: SqlTx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('portal.import'))`);
}

export async function readKnowledge(
  tx: SqlTx,
  source: string,
  records: readonly SourceRecord[],
): Promise<ImportKnowledge> {
  const numbers = [...new Set(records.map(({ officeNumber }) => officeNumber).filter((no) => no !== ''))];
  const rows = await knownRows(tx, source, records, numbers);
  return {
    rows,
    offices: await knownOffices(tx, records, numbers),
    rowsOfAgency: await rowsOfAgencies(tx, [...new Set(rows.map(({ agencyId }) => agencyId))]),
  };
}

/** The rows that the list has again, and those of the same offices: a list without numbers of its own may know them by another key. */
async function knownRows(
  tx: SqlTx,
  source: string,
  records: readonly SourceRecord[],
  officeNumbers: readonly string[],
): Promise<KnownRow[]> {
  const hasOwnNumbers = records.every(({ cells }) => (cells.no ?? '') !== '');
  return tx.query<KnownRow & Record<string, unknown>>(
    `SELECT source_no AS no, encode(hash, 'hex') AS hash, agency_id AS "agencyId", service_id AS "serviceId", given,
            missing_since IS NOT NULL AS "isMissing"
     FROM portal.import_row
     WHERE source = $1 AND (source_no = ANY($2::text[]) OR ($3 AND given->>'officeNumber' = ANY($4::text[])))`,
    [source, records.map(({ no }) => no), !hasOwnNumbers, officeNumbers],
  );
}

/** Agencies with these office numbers, as imported and as they call themselves; without a number, those of the same name. */
async function knownOffices(
  tx: SqlTx,
  records: readonly SourceRecord[],
  officeNumbers: readonly string[],
): Promise<KnownOffice[]> {
  const names = records.filter(({ officeNumber }) => officeNumber === '').map(({ agency }) => agency.name);
  return tx.query<KnownOffice & Record<string, unknown>>(
    `WITH a AS (SELECT id, name, office_number, coalesce(address, '') AS address, area_code FROM portal.agency
                WHERE status <> 'closed' AND (office_number = ANY($1::text[]) OR name = ANY($2::text[])))
     SELECT id AS "agencyId", coalesce(office_number, '') AS "officeNumber", name, address, area_code AS area FROM a
     UNION
     SELECT a.id, coalesce(r.given->>'officeNumber', ''), r.given->>'name',
            concat(r.given->>'prefecture', r.given->>'city', r.given->>'address', r.given->>'street'), a.area_code
     FROM a JOIN portal.import_row r ON r.agency_id = a.id`,
    [officeNumbers, names],
  );
}

async function rowsOfAgencies(tx: SqlTx, agencyIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ agency_id: string; count: number }>(
    `SELECT agency_id, count(*)::int AS count FROM portal.import_row WHERE agency_id = ANY($1::uuid[]) GROUP BY agency_id`,
    [agencyIds],
  );
  return new Map(rows.map(({ agency_id, count }) => [agency_id, count]));
}

/** The entries that a list may touch, and what their agencies have set themselves: columns by id of agency or service. */
export interface Standing {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly own: ReadonlyMap<string, readonly string[]>;
  /** Services that a row of the same source stands behind already. */
  readonly claimed: ReadonlySet<string>;
}

const atOnce = 2000;

/**
 * Reads how entries stand. Whoever is going to write (`isLocked`) reads them locked, so that nothing that a keeper saves in
 * the meantime is written over.
 */
export async function readStanding(
  tx: SqlTx,
  source: string,
  agencyIds: readonly string[],
  { isLocked }: { isLocked: boolean },
): Promise<Standing> {
  const entries = new Map<string, Entry>();
  const own = new Map<string, readonly string[]>();
  const claimed = new Set<string>();
  // In the order in which everybody locks entries, through all chunks.
  const ordered = agencyIds.toSorted();
  for (let from = 0; from < ordered.length; from += atOnce) {
    const ids = ordered.slice(from, from + atOnce);
    if (isLocked) await lockEntries(tx, ids);
    for (const [id, entry] of await readEntries(tx, ids)) entries.set(id, entry);
    const set = await tx.query<{ id: string; own_fields: string[] }>(
      `SELECT id, own_fields FROM portal.agency WHERE id = ANY($1::uuid[]) AND own_fields <> '{}'
       UNION ALL SELECT id, own_fields FROM portal.service WHERE agency_id = ANY($1::uuid[]) AND own_fields <> '{}'`,
      [ids],
    );
    for (const { id, own_fields: columns } of set) own.set(id, columns);
    const rows = await tx.query<{ service_id: string }>(
      `SELECT service_id FROM portal.import_row
       WHERE source = $1 AND agency_id = ANY($2::uuid[]) AND service_id IS NOT NULL`,
      [source, ids],
    );
    for (const { service_id: serviceId } of rows) claimed.add(serviceId);
  }
  return { entries, own, claimed };
}

async function lockEntries(tx: SqlTx, ids: readonly string[]): Promise<void> {
  await tx.query('SELECT FROM portal.agency WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
}

/** A row of an earlier list that this one does not have. */
export interface MissingRow {
  readonly no: string;
  readonly agencyId: string;
  readonly serviceId: string | null;
  readonly officeNumber: string;
  readonly name: string;
  readonly service: string | null;
  readonly since: string | null;
}

/**
 * Rows of the source that this list should have had: of the national system, those of the same kinds and bodies; never those
 * of a region that is not taken over.
 */
export async function readMissing(
  tx: SqlTx,
  source: string,
  records: readonly SourceRecord[],
  numbers: readonly string[],
  areas: readonly string[],
): Promise<MissingRow[]> {
  const isPart = source === 'wam';
  const of = (field: 'serviceKind' | 'designatedBy') => [
    ...new Set(records.map(({ cells }) => cells[field] ?? '')),
  ];
  return tx.query<MissingRow & Record<string, unknown>>(
    `SELECT r.source_no AS no, r.agency_id AS "agencyId", r.service_id AS "serviceId", a.name, k.name AS service,
            coalesce(r.given->>'officeNumber', '') AS "officeNumber", r.missing_since::text AS since
     FROM portal.import_row r JOIN portal.agency a ON a.id = r.agency_id
     LEFT JOIN portal.service s ON s.id = r.service_id LEFT JOIN portal.service_kind k ON k.code = s.kind_code
     LEFT JOIN portal.area m ON m.code = a.area_code
     LEFT JOIN portal.area b ON b.code = m.parent_code AND b.level = 'block'
     WHERE r.source = $1 AND NOT r.source_no = ANY($2::text[]) AND a.status <> 'closed'
       AND (NOT $3 OR (r.given->>'serviceKind' = ANY($4::text[]) AND r.given->>'designatedBy' = ANY($5::text[])))
       AND (cardinality($6::text[]) = 0 OR m.code IS NULL OR ARRAY[m.code, coalesce(b.parent_code, m.parent_code)] && $6::text[])
     ORDER BY a.kana, a.name, r.source_no`,
    [source, numbers, isPart, of('serviceKind'), of('designatedBy'), areas],
  );
}
