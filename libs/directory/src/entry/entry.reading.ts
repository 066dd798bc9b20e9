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

/** An entry as JSON, in SQL; `a` is the alias of portal.agency. */
export function entryJson(a: string): string {
  return `jsonb_build_object('id', ${a}.id, 'version', ${a}.version, 'status', ${a}.status, 'isMember', ${a}.is_member,
    'confirmedOn', ${a}.confirmed_on, 'updatedOn', (${a}.updated_at AT TIME ZONE 'Asia/Tokyo')::date)
    || jsonb_build_object(${members(agencyFields, a)})
    || jsonb_build_object('statusFrom', ${a}.status_from, 'statusUntil', ${a}.status_until, 'statusNote', ${a}.status_note,
    'successorId', ${a}.successor_id, 'visibility', ${a}.visibility,
    'areasInCharge', (SELECT coalesce(jsonb_agg(c.area_code ORDER BY c.area_code), '[]')
                      FROM portal.agency_area c WHERE c.agency_id = ${a}.id),
    'services', ${rowsJson('services', a, 'r.sort, r.id')},
    'windows', ${rowsJson('windows', a, 'r.sort, r.id')},
    'traineeOffers', ${rowsJson('traineeOffers', a, 'r.sort, r.id')})`;
}

function rowsJson(list: EntryList, a: string, order: string): string {
  const { table, fields } = listFields[list];
  return `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, ${members(fields, 'r')}) ORDER BY ${order}), '[]')
           FROM portal.${table} r WHERE r.agency_id = ${a}.id)`;
}

function members(fields: Readonly<Record<string, EntryField>>, alias: string): string {
  return Object.entries(fields)
    .map(([name, { column }]) => `'${name}', ${alias}.${column}`)
    .join(', ');
}
