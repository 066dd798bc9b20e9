import type { SqlTx } from '#libs/platform';
import type { PlannedRow } from './import.plan.js';
import { inChunks, type KindRow, wamSource } from './import.tables.js';
import {
  importedAgency,
  type ImportedAgency,
  importedService,
  type ImportedService,
} from './imported-agency.js';

const agencyColumns: Record<keyof ImportedAgency, string> = {
  name: 'text',
  kana: 'text',
  legal_name: 'text',
  corporation_number: 'text',
  office_number: 'text',
  area_code: 'text',
  address: 'text',
  address_hidden: 'boolean',
  phone: 'text',
  fax: 'text',
  url: 'text',
  latitude: 'double precision',
  longitude: 'double precision',
  legal_regime: 'text',
};

const serviceColumns: Record<keyof ImportedService, string> = {
  capacity: 'integer',
  hours: 'jsonb',
  hours_note: 'text',
  closed_days: 'text',
};

/** Writes agencies and services as planned. What an agency has set itself stays as it is. */
export async function writePlanned(
  tx: SqlTx,
  planned: readonly PlannedRow[],
  kindOf: (name: string) => KindRow,
): Promise<void> {
  const created = planned.filter(({ agencyIsNew }) => agencyIsNew);
  const changed = planned.filter(({ outcome }) => outcome === 'changed');
  await insert(
    tx,
    'agency',
    { id: 'uuid', type_code: 'text', ...agencyColumns },
    created.map((plan) => ({
      id: plan.agencyId,
      type_code: kindOf(plan.row.kind).agency_type_code,
      ...importedAgency(plan.row),
    })),
  );
  await update(
    tx,
    'agency',
    agencyColumns,
    formerName,
    changed
      .filter(({ agencyIsNew }) => !agencyIsNew)
      .map((plan) => ({
        id: plan.agencyId,
        ...importedAgency(plan.row),
      })),
  );
  const services = (plans: readonly PlannedRow[]) =>
    plans.map((plan) => ({
      id: plan.serviceId,
      agency_id: plan.agencyId,
      kind_code: kindOf(plan.row.kind).code,
      ...importedService(plan.row),
    }));
  const keys = { id: 'uuid', agency_id: 'uuid', kind_code: 'text' };
  await insert(
    tx,
    'service',
    { ...keys, ...serviceColumns },
    services(planned.filter(({ outcome }) => outcome === 'new')),
  );
  await update(tx, 'service', serviceColumns, '', services(changed));
  await moveServices(tx, changed);
}

/** Remembers what the source said. Rows that stay the same only note that they were seen. */
export async function writeRows(tx: SqlTx, planned: readonly PlannedRow[], batchId: string): Promise<void> {
  const records = planned
    .filter(({ outcome }) => outcome !== 'same')
    .map(({ row, hash, agencyId, serviceId }) => ({
      source: wamSource,
      source_no: row.no,
      agency_id: agencyId,
      service_id: serviceId,
      hash,
      given: row.cells,
      notes: row.notes.map(({ column, found }) => ({ column, found })),
      batch_id: batchId,
    }));
  await inChunks(
    tx,
    records,
    `INSERT INTO portal.import_row (source, source_no, agency_id, service_id, hash, given, notes, first_batch_id, last_batch_id)
     SELECT source, source_no, agency_id, service_id, decode(hash, 'hex'), given, notes, batch_id, batch_id
     FROM jsonb_to_recordset($1::jsonb) AS x(source text, source_no text, agency_id uuid, service_id uuid, hash text,
       given jsonb, notes jsonb, batch_id uuid)
     ON CONFLICT (source, source_no) DO UPDATE
     SET agency_id = excluded.agency_id, service_id = excluded.service_id, hash = excluded.hash, given = excluded.given,
         notes = excluded.notes, last_batch_id = excluded.last_batch_id`,
  );
  const seen = planned.filter(({ outcome }) => outcome === 'same').map(({ row }) => row.no);
  await tx.query(
    'UPDATE portal.import_row SET last_batch_id = $1 WHERE source = $2 AND source_no = ANY($3::text[])',
    [batchId, wamSource, seen],
  );
}

async function insert(
  tx: SqlTx,
  table: 'agency' | 'service',
  columns: Readonly<Record<string, string>>,
  records: readonly object[],
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  await inChunks(
    tx,
    records,
    `INSERT INTO portal.${table} (${names}) SELECT ${names} FROM ${recordset(columns)}`,
  );
}

const formerName = `former_names = CASE
  WHEN 'name' = ANY(t.own_fields) OR t.name = x.name OR t.name = ANY(t.former_names) THEN t.former_names
  ELSE t.former_names || t.name END,`;

async function update(
  tx: SqlTx,
  table: 'agency' | 'service',
  columns: Readonly<Record<string, string>>,
  further: string,
  records: readonly object[],
): Promise<void> {
  const settings = Object.keys(columns).map(
    (name) => `${name} = CASE WHEN '${name}' = ANY(t.own_fields) THEN t.${name} ELSE x.${name} END`,
  );
  await inChunks(
    tx,
    records,
    `UPDATE portal.${table} t SET ${further} ${settings.join(', ')}, version = t.version + 1, updated_at = now()
     FROM ${recordset({ id: 'uuid', ...columns })} WHERE t.id = x.id`,
  );
}

/** A service that went to another office. What was told about its free places was told by the office it left. */
async function moveServices(tx: SqlTx, changed: readonly PlannedRow[]): Promise<void> {
  const moved = changed.map(({ serviceId, agencyId }) => ({ id: serviceId, agency_id: agencyId }));
  const source = recordset({ id: 'uuid', agency_id: 'uuid' });
  await inChunks(
    tx,
    moved,
    `DELETE FROM portal.vacancy v USING ${source} WHERE v.service_id = x.id AND v.agency_id <> x.agency_id`,
  );
  await inChunks(
    tx,
    moved,
    `UPDATE portal.service s SET agency_id = x.agency_id FROM ${source} WHERE s.id = x.id AND s.agency_id <> x.agency_id`,
  );
}

function recordset(columns: Readonly<Record<string, string>>): string {
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  return `jsonb_to_recordset($1::jsonb) AS x(${typed.join(', ')})`;
}
