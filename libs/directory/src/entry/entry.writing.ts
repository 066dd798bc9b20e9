import type { SqlTx } from '#libs/platform';
import type { FieldChange } from './entry.changes.js';
import { type EntryList, entryLists } from './entry.js';
import { agencyFields, type EntryField, listFields, sqlTypes } from './entry.fields.js';

/** Columns of an agency that its own form does not set. */
const statusFields: Readonly<Record<string, EntryField>> = {
  status: { column: 'status', label: '', kind: 'code' },
  statusFrom: { column: 'status_from', label: '', kind: 'day' },
  statusUntil: { column: 'status_until', label: '', kind: 'day' },
  statusNote: { column: 'status_note', label: '', kind: 'text' },
};

/** Who makes a change: what an agency or the secretariat set by hand, no import overwrites. */
export type Hand = 'keeper' | 'import';

/**
 * Writes changes of one entry to its tables and counts its version up by one. It neither checks them nor keeps them in
 * the history, and the search entries have to be made anew after it.
 */
export async function writeChanges(
  tx: SqlTx,
  agencyId: string,
  changes: readonly FieldChange[],
  hand: Hand,
): Promise<void> {
  const split = changes.map(({ path, after }) => ({ steps: path.split('/'), after }));
  await writeAgency(tx, agencyId, split, hand);
  for (const list of entryLists) {
    const ofList = split.filter(({ steps }) => steps[0] === list);
    await writeRows(tx, agencyId, list, ofList, hand);
  }
  const areas = split.find(({ steps }) => steps[0] === 'areasInCharge');
  if (areas) await writeAreas(tx, agencyId, (areas.after ?? []) as string[]);
}

interface Split {
  readonly steps: readonly string[];
  readonly after: unknown;
}

async function writeAgency(tx: SqlTx, id: string, changes: readonly Split[], hand: Hand): Promise<void> {
  const fields: Record<string, EntryField> = { ...agencyFields, ...statusFields };
  const set = changes.flatMap(({ steps: [name], after }) =>
    fields[name!] ? [{ ...fields[name!]!, after }] : [],
  );
  const successor = changes.find(({ steps }) => steps[0] === 'successorId');
  const visibility = changes.filter(({ steps }) => steps[0] === 'visibility');
  const settings = [
    ...set.map(({ column }) => `${column} = ${filled('x', column)}`),
    ...(successor ? [`successor_id = ($3::jsonb #>> '{}')::uuid`] : []),
    ...(visibility.length > 0 ? [`visibility = jsonb_strip_nulls(t.visibility || $4::jsonb)`] : []),
    ...(hand === 'keeper' ? [`own_fields = ${united('t.own_fields', set)}`] : []),
    'version = t.version + 1',
    'updated_at = now()',
  ];
  await tx.query(
    `UPDATE portal.agency t SET ${settings.join(', ')}
     FROM ${record(set)} WHERE t.id = $1 AND ($3::jsonb IS NULL OR true) AND ($4::jsonb IS NULL OR true)`,
    [
      id,
      JSON.stringify(Object.fromEntries(set.map(({ column, after }) => [column, after]))),
      JSON.stringify(successor?.after ?? null),
      JSON.stringify(Object.fromEntries(visibility.map(({ steps, after }) => [steps[1], after]))),
    ],
  );
}

async function writeRows(
  tx: SqlTx,
  agencyId: string,
  list: EntryList,
  changes: readonly Split[],
  hand: Hand,
): Promise<void> {
  const { table, fields } = listFields[list];
  for (const { steps, after } of changes.filter(({ steps: { length } }) => length === 2)) {
    if (after === null) {
      await tx.query(`DELETE FROM portal.${table} WHERE id = $1 AND agency_id = $2`, [steps[1], agencyId]);
      continue;
    }
    const row = after as Record<string, unknown>;
    const given = Object.entries(fields)
      .filter(([name]) => row[name] !== undefined && row[name] !== null)
      .map(([name, field]) => ({ ...field, after: row[name] }));
    const columns = given.map(({ column }) => column);
    await tx.query(
      `INSERT INTO portal.${table} (id, agency_id, ${columns.join(', ')})
       SELECT $1, $3, ${columns.map((column) => `x.${column}`).join(', ')} FROM ${record(given)}`,
      [
        steps[1],
        JSON.stringify(Object.fromEntries(given.map(({ column, after: value }) => [column, value]))),
        agencyId,
      ],
    );
  }
  const changed = new Map<string, (EntryField & { after: unknown })[]>();
  for (const { steps, after } of changes.filter(({ steps: { length } }) => length === 3)) {
    const field = { ...fields[steps[2]!]!, after };
    changed.set(steps[1]!, [...(changed.get(steps[1]!) ?? []), field]);
  }
  for (const [id, set] of changed) {
    const settings = [
      ...set.map(({ column }) => `${column} = ${filled('x', column)}`),
      ...(list === 'services' ? ['version = t.version + 1', 'updated_at = now()'] : []),
      ...(list === 'services' && hand === 'keeper' ? [`own_fields = ${united('t.own_fields', set)}`] : []),
    ];
    await tx.query(
      `UPDATE portal.${table} t SET ${settings.join(', ')} FROM ${record(set)} WHERE t.id = $1 AND t.agency_id = $3`,
      [id, JSON.stringify(Object.fromEntries(set.map(({ column, after }) => [column, after]))), agencyId],
    );
  }
}

async function writeAreas(tx: SqlTx, agencyId: string, codes: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM portal.agency_area WHERE agency_id = $1', [agencyId]);
  await tx.query(
    `INSERT INTO portal.agency_area (agency_id, area_code)
     SELECT $1, code FROM unnest($2::text[]) AS c (code) ON CONFLICT DO NOTHING`,
    [agencyId, codes],
  );
}

// Columns that are never null have a value of their own for "nothing".
const emptyValues: Readonly<Record<string, string>> = {
  kana: `''`,
  aliases: `'{}'`,
  former_names: `'{}'`,
  barrier_free: `'{}'`,
  disabilities: `'{}'`,
  links: `'[]'`,
  hours: `'{}'`,
  address_hidden: 'false',
  opening_confirmed: 'false',
  sort: '0',
};

function filled(alias: string, column: string): string {
  const empty = emptyValues[column];
  return empty === undefined ? `${alias}.${column}` : `coalesce(${alias}.${column}, ${empty})`;
}

/** The values of $2 as one row; a column that is not there is null. */
function record(fields: readonly EntryField[]): string {
  const columns = fields.map(({ column, kind }) => `${column} ${sqlTypes[kind]}`);
  return `jsonb_to_record($2::jsonb) AS x(${[...columns, '"-" text'].join(', ')})`;
}

function united(column: string, fields: readonly EntryField[]): string {
  const names = fields.map((field) => `'${field.column}'`).join(', ');
  return `ARRAY(SELECT DISTINCT f FROM unnest(${column} || ARRAY[${names}]::text[]) AS f ORDER BY f)`;
}
