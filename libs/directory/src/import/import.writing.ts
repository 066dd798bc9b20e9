import type { SqlTx } from '#libs/platform';
import { newId } from '#libs/platform';
import { changesBetween } from '../entry/entry.changes.js';
import type { Entry, EntryService } from '../entry/entry.js';
import { agencyFields, type EntryField, serviceFields, sqlTypes } from '../entry/entry.fields.js';
import { blankEntry } from './blank-entry.js';
import type { PlannedEntry } from './import.plan.js';

const chunkSize = 1000;

/** Writes entries as they are to be, many at a time: those without a state before are made, those without one after go. */
export async function writeEntries(
  tx: SqlTx,
  entries: readonly { readonly before: Entry | undefined; readonly after: Entry | undefined }[],
): Promise<void> {
  const made = entries.flatMap(({ before, after }) => (after && !before ? [after] : []));
  const kept = entries.flatMap(({ before, after }) => (after && before ? [{ before, after }] : []));
  const changed = kept.filter(({ before, after }) => agencyPart(before) !== agencyPart(after));
  await insert(tx, 'agency', agencyColumns, oneByOne(made, agencyRecord));
  await update(
    tx,
    'agency',
    agencyColumns,
    oneByOne(kept, ({ after }) => agencyRecord(after)),
  );
  await writeServices(tx, entries);
  await writeAreas(
    tx,
    [...made.map((after) => ({ before: undefined, after })), ...changed].filter(
      ({ before, after }) => (before?.areasInCharge ?? []).join() !== after.areasInCharge.join(),
    ),
  );
}

/** Keeps in the history what a batch changed, one row for each entry. */
export async function recordEntries(
  tx: SqlTx,
  entries: readonly PlannedEntry[],
  batch: { readonly id: string; readonly sourceName: string; readonly madeBy: string | null },
): Promise<void> {
  const records = oneByOne(entries, ({ before, after }) => ({
    id: newId(),
    agency_id: after.id,
    kind: before ? 'import' : 'created',
    changes: changesBetween(before ?? blankEntry(after.id, ''), after),
    batch_id: batch.id,
    made_by: batch.madeBy,
    made_by_name: batch.sourceName,
  }));
  await inChunks(
    tx,
    records,
    `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, batch_id, made_by, made_by_name, applied_at)
     SELECT id, agency_id, kind, 'applied', changes, batch_id, made_by, made_by_name, now()
     FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, agency_id uuid, kind text, changes jsonb, batch_id uuid, made_by uuid,
       made_by_name text)`,
  );
}

/** Runs one statement over many records, a thousand at a time. `$1` stands for their JSON. */
export async function inChunks(
  tx: SqlTx,
  records: Iterable<object>,
  sql: string,
  more: readonly unknown[] = [],
): Promise<void> {
  let writing = Promise.resolve();
  // While the database takes one chunk, the next one is put into words.
  for (const json of chunksOf(records)) {
    await writing;
    writing = tx.query(sql, [json, ...more]).then(() => undefined);
    writing.catch(() => undefined);
  }
  await writing;
}

function* chunksOf(records: Iterable<object>): Generator<string> {
  let chunk: object[] = [];
  for (const record of records) {
    chunk.push(record);
    if (chunk.length < chunkSize) continue;
    yield JSON.stringify(chunk);
    chunk = [];
  }
  if (chunk.length > 0) yield JSON.stringify(chunk);
}

/** Makes each record when its turn comes: of a long list all of them at once would fill the memory. */
export function* oneByOne<One>(list: Iterable<One>, toRecord: (one: One) => object): Generator<object> {
  for (const one of list) yield toRecord(one);
}

type Columns = Readonly<Record<string, string>>;

const agencyColumns = columnsOf(agencyFields);
const serviceColumns = { agency_id: 'uuid', ...columnsOf(serviceFields) };

function columnsOf(fields: Readonly<Record<string, EntryField>>): Columns {
  return Object.fromEntries(Object.values(fields).map(({ column, kind }) => [column, sqlTypes[kind]]));
}

function recordOf(part: object, fields: Readonly<Record<string, EntryField>>): Record<string, unknown> {
  const values = part as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(fields).map(([name, { column }]) => [column, values[name] ?? null]),
  );
}

function agencyRecord(entry: Entry): object {
  return { id: entry.id, ...recordOf(entry, agencyFields) };
}

function agencyPart(entry: Entry): string {
  return JSON.stringify([agencyRecord(entry), entry.areasInCharge]);
}

async function writeServices(
  tx: SqlTx,
  entries: readonly { readonly before: Entry | undefined; readonly after: Entry | undefined }[],
): Promise<void> {
  const before = servicesOf(entries.map((entry) => entry.before));
  const after = servicesOf(entries.map((entry) => entry.after));
  const came = [...after].filter(([id]) => !before.has(id)).map(([, service]) => service);
  const changed = [...after]
    .filter(([id, service]) => {
      const was = before.get(id);
      return was && JSON.stringify(serviceRecord(was)) !== JSON.stringify(serviceRecord(service));
    })
    .map(([, service]) => service);
  const gone = [...before.keys()].filter((id) => !after.has(id));
  // What was told about free places was told by the office that a service leaves.
  await inChunks(
    tx,
    oneByOne(changed, serviceRecord),
    `DELETE FROM portal.vacancy v USING jsonb_to_recordset($1::jsonb) AS x(id uuid, agency_id uuid)
     WHERE v.service_id = x.id AND v.agency_id <> x.agency_id`,
  );
  await insert(tx, 'service', serviceColumns, oneByOne(came, serviceRecord));
  await update(tx, 'service', serviceColumns, oneByOne(changed, serviceRecord));
  await tx.query('DELETE FROM portal.service WHERE id = ANY($1::uuid[])', [gone]);
}

/** A service, and whose it is. */
interface OwnedService {
  readonly service: EntryService;
  readonly agencyId: string;
}

function servicesOf(entries: readonly (Entry | undefined)[]): Map<string, OwnedService> {
  return new Map(
    entries.flatMap((entry) =>
      (entry?.services ?? []).map((service): [string, OwnedService] => [
        service.id,
        { service, agencyId: entry!.id },
      ]),
    ),
  );
}

function serviceRecord({ service, agencyId }: OwnedService): object {
  return { id: service.id, agency_id: agencyId, ...recordOf(service, serviceFields) };
}

async function writeAreas(tx: SqlTx, entries: readonly { readonly after: Entry }[]): Promise<void> {
  await tx.query('DELETE FROM portal.agency_area WHERE agency_id = ANY($1::uuid[])', [
    entries.map(({ after }) => after.id),
  ]);
  await inChunks(
    tx,
    entries.flatMap(({ after }) =>
      after.areasInCharge.map((code) => ({ agency_id: after.id, area_code: code })),
    ),
    `INSERT INTO portal.agency_area (agency_id, area_code)
     SELECT agency_id, area_code FROM jsonb_to_recordset($1::jsonb) AS x(agency_id uuid, area_code text)
     ON CONFLICT DO NOTHING`,
  );
}

async function insert(
  tx: SqlTx,
  table: 'agency' | 'service',
  columns: Columns,
  records: Iterable<object>,
): Promise<void> {
  const names = ['id', ...Object.keys(columns)].join(', ');
  await inChunks(
    tx,
    records,
    `INSERT INTO portal.${table} (${names}) SELECT ${names} FROM ${recordset(columns)}`,
  );
}

async function update(
  tx: SqlTx,
  table: 'agency' | 'service',
  columns: Columns,
  records: Iterable<object>,
): Promise<void> {
  const settings = Object.keys(columns).map((name) => `${name} = x.${name}`);
  await inChunks(
    tx,
    records,
    `UPDATE portal.${table} t SET ${settings.join(', ')}, version = t.version + 1, updated_at = now()
     FROM ${recordset(columns)} WHERE t.id = x.id`,
  );
}

function recordset(columns: Columns): string {
  const typed = Object.entries({ id: 'uuid', ...columns }).map(([name, type]) => `${name} ${type}`);
  return `jsonb_to_recordset($1::jsonb) AS x(${typed.join(', ')})`;
}
