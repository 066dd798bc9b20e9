import type { SqlTx } from '#libs/platform';
import type { ImportOutline } from './import.outline.js';

/** Notes what stands there before a batch writes, for what the history of entries does not hold. */
export async function traceBefore(
  tx: SqlTx,
  batchId: string,
  { rows, entries, missing }: ImportOutline,
): Promise<void> {
  const back = rows.filter(({ before }) => before?.isMissing);
  const written = rows.filter(({ standing }) => standing !== 'same');
  const numbers = [...written, ...back, ...missing].map(({ no }) => no);
  const agencies = [
    ...entries.map(({ after }) => after.id),
    ...[...back, ...missing].map(({ agencyId }) => agencyId),
  ];
  const services = entries.flatMap(({ before, after }) => [...(before?.services ?? []), ...after.services]);
  await tx.query(
    `INSERT INTO portal.import_trace (batch_id, kind, key, before)
     SELECT $1, 'row', n.no, to_jsonb(r)
     FROM (SELECT DISTINCT unnest($2::text[])) AS n (no)
     LEFT JOIN portal.import_row r
       ON r.source_no = n.no AND r.source = (SELECT source FROM portal.import_batch WHERE id = $1)`,
    [batchId, numbers],
  );
  await tx.query(
    `INSERT INTO portal.import_trace (batch_id, kind, key, before)
     SELECT $1, 'agency', i.id::text, CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('updated_at', a.updated_at,
       'to_check_since', a.to_check_since, 'to_check_why', a.to_check_why) END
     FROM (SELECT DISTINCT unnest($2::uuid[])) AS i (id) LEFT JOIN portal.agency a ON a.id = i.id`,
    [batchId, agencies],
  );
  await tx.query(
    `INSERT INTO portal.import_trace (batch_id, kind, key, before)
     SELECT $1, 'service', i.id::text, CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('updated_at', s.updated_at) END
     FROM (SELECT DISTINCT unnest($2::uuid[])) AS i (id) LEFT JOIN portal.service s ON s.id = i.id`,
    [batchId, services.map(({ id }) => id)],
  );
  // Only a service that goes to another office loses what was told about its free places.
  await tx.query(
    `INSERT INTO portal.import_trace (batch_id, kind, key, before)
     SELECT $1, 'vacancy', v.service_id::text, to_jsonb(v) FROM portal.vacancy v WHERE v.service_id = ANY($2::uuid[])`,
    [batchId, movedServices(entries)],
  );
}

function movedServices(entries: ImportOutline['entries']): string[] {
  const homes = new Map(
    entries.flatMap(({ before }) =>
      (before?.services ?? []).map((service): [string, string] => [service.id, before!.id]),
    ),
  );
  return entries.flatMap(({ after }) =>
    after.services.flatMap(({ id }) => (homes.has(id) && homes.get(id) !== after.id ? [id] : [])),
  );
}
