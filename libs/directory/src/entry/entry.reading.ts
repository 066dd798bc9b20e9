import type { SqlTx } from '#libs/platform';
import type { Entry, EntryList } from './entry.js';
import { agencyFields, type EntryField, listFields } from './entry.fields.js';

/**
 * The entries of these agencies as they stand, with nothing hidden; by id. What a reader may see of them is decided by
 * `shownTo`.
 */
export async function readEntries(tx: SqlTx, ids: readonly string[]): Promise<Map<string, Entry>> {
  const rows = await tx.query<{ entry: Entry }>(
    `SELECT ${entryJson('a')} AS entry FROM portal.agency a WHERE a.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ entry }) => [entry.id, entry]));
}

/**
 * An entry as JSON, in SQL; `a` is the alias of portal.agency. Rows become JSON as they are: an object built key by key is
 * sorted and copied, which takes three times as long.
 */
export function entryJson(a: string): string {
  return `(SELECT row_to_json(entry) FROM (SELECT ${a}.id, ${a}.version, ${a}.status, ${a}.is_member AS "isMember",
    ${a}.confirmed_on AS "confirmedOn", (${a}.updated_at AT TIME ZONE 'Asia/Tokyo')::date AS "updatedOn",
    ${members(agencyFields, a)}, ${a}.status_from AS "statusFrom", ${a}.status_until AS "statusUntil",
    ${a}.status_note AS "statusNote", ${a}.successor_id AS "successorId", ${a}.visibility,
    (SELECT coalesce(json_agg(c.area_code ORDER BY c.area_code), '[]')
     FROM portal.agency_area c WHERE c.agency_id = ${a}.id) AS "areasInCharge",
    ${rowsJson('services', a)} AS services,
    ${rowsJson('windows', a)} AS windows,
    ${rowsJson('traineeOffers', a)} AS "traineeOffers") entry)`;
}

function rowsJson(list: EntryList, a: string): string {
  const { table, fields } = listFields[list];
  return `(SELECT coalesce(json_agg(l ORDER BY l.sort, l.id), '[]')
    FROM (SELECT r.id, ${members(fields, 'r')} FROM portal.${table} r WHERE r.agency_id = ${a}.id) l)`;
}

function members(fields: Readonly<Record<string, EntryField>>, alias: string): string {
  return Object.entries(fields)
    .map(([name, { column }]) => `${alias}.${column} AS "${name}"`)
    .join(', ');
}
