import { createHash } from 'node:crypto';
import { newId, type SqlTx } from '#libs/platform';
import type { Location } from '../area/municipalities.js';
import { rebuildSearchDocs } from '../search/search-docs.js';
import { addAreas } from './import.areas.js';
import type { ImportOrder, ImportOutline } from './import.outline.js';
import type { Progress } from './import.progress.js';
import { traceBefore } from './import.trace.js';
import { inChunks, oneByOne, recordEntries, writeEntries } from './import.writing.js';

/** Writes what was planned, all of it in the caller's transaction. Answers the id of the batch. */
export async function commitImport(
  tx: SqlTx,
  order: ImportOrder,
  outline: ImportOutline,
  progress: Progress = () => Promise.resolve(),
): Promise<string> {
  const { rows, entries } = outline;
  const batchId = newId();
  await insertBatch(tx, batchId, order, outline);
  await progress('writing', 0, rows.length);
  await traceBefore(tx, batchId, outline);
  await addAreas(tx, locationsOf(outline));
  await writeEntries(tx, entries);
  await recordEntries(tx, entries, {
    id: batchId,
    sourceName: order.sourceName,
    madeBy: order.madeBy ?? null,
  });
  if (order.settings.openData) await publish(tx, outline, order.sourceName);
  await writeRows(tx, order.source, outline, batchId);
  await markMissing(tx, order, outline);
  await rememberSource(tx, order);
  await findAnew(tx, outline, progress);
  const { read, added, changed, same, conflict, outside } = outline.counts;
  await tx.query(
    `SELECT audit.append_system('directory.import', 'done', $3, 'import_batch', $1, $2, NULL, NULL)`,
    [
      batchId,
      { source: order.source, read, new: outline.counts.new, added, changed, same, conflict, outside },
      order.madeBy ?? null,
    ],
  );
  return batchId;
}

/** A published service is listed once: whoever lost one must be seen without it before another is seen with it. */
async function findAnew(tx: SqlTx, { entries }: ImportOutline, progress: Progress): Promise<void> {
  const lost = entries
    .filter(({ before, after }) =>
      before?.services.some(({ id }) => !after.services.some((one) => one.id === id)),
    )
    .map(({ after }) => after.id);
  await rebuildSearchDocs(tx, lost);
  const ids = entries.map(({ after }) => after.id).filter((id) => !lost.includes(id));
  await rebuildSearchDocs(tx, ids, (done) => progress('finding', done, ids.length));
}

async function insertBatch(
  tx: SqlTx,
  batchId: string,
  { source, file, settings, jobId, madeBy }: ImportOrder,
  { counts }: ImportOutline,
): Promise<void> {
  await tx.query(
    `INSERT INTO portal.import_batch (id, source, file_name, file_hash, rows_read, rows_new, rows_changed, rows_same,
       rows_conflict, rows_left_out, rows_missing, settings, job_id, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[batchId, source, file.name, createHash('sha256').update(file.bytes).digest()],
      ...[
        counts.read,
        counts.new + counts.added,
        counts.changed,
        counts.same,
        counts.conflict,
        counts.problem,
        counts.missing,
      ],
      ...[JSON.stringify(settings), jobId ?? null, madeBy ?? null],
    ],
  );
}

function locationsOf({ rows }: ImportOutline): Location[] {
  return rows
    .filter(({ standing }) => standing !== 'same')
    .flatMap(({ record }) => [...(record.location ? [record.location] : []), ...record.locations]);
}

/** Open data are public already; an agency that has said something itself is never asked here. */
async function publish(tx: SqlTx, { entries }: ImportOutline, sourceName: string): Promise<void> {
  await inChunks(
    tx,
    entries.filter(({ before }) => before === undefined).map(({ after }) => ({ id: after.id })),
    `INSERT INTO portal.publication (agency_id, channel, agreed, basis, decided_name)
     SELECT x.id, c.channel, true, 'open_source', $2
     FROM jsonb_to_recordset($1::jsonb) AS x(id uuid), unnest(ARRAY['open_data', 'public_page']) AS c (channel)
     ON CONFLICT DO NOTHING`,
    [sourceName],
  );
}

/** Remembers what the source said; rows that stay the same are remembered already. */
async function writeRows(tx: SqlTx, source: string, { rows }: ImportOutline, batchId: string): Promise<void> {
  const records = oneByOne(
    rows.filter(({ standing }) => standing !== 'same'),
    ({ no, hash, agencyId, serviceId, record, notes }) => ({
      source,
      source_no: no,
      agency_id: agencyId,
      service_id: serviceId,
      hash,
      given: record.cells,
      notes: notes.map(({ column, found }) => ({ column, found })),
      batch_id: batchId,
    }),
  );
  await inChunks(
    tx,
    records,
    `INSERT INTO portal.import_row (source, source_no, agency_id, service_id, hash, given, notes, first_batch_id, last_batch_id)
     SELECT source, source_no, agency_id, service_id, decode(hash, 'hex'), given, notes, batch_id, batch_id
     FROM jsonb_to_recordset($1::jsonb) AS x(source text, source_no text, agency_id uuid, service_id uuid, hash text,
       given jsonb, notes jsonb, batch_id uuid)
     ON CONFLICT (source, source_no) DO UPDATE
     SET agency_id = excluded.agency_id, service_id = excluded.service_id, hash = excluded.hash, given = excluded.given,
         notes = excluded.notes, last_batch_id = excluded.last_batch_id, missing_since = NULL`,
  );
}

/** The next list of this source is read like this one. */
async function rememberSource(
  tx: SqlTx,
  { source, sourceName, settings, columns }: ImportOrder,
): Promise<void> {
  await tx.query(
    `INSERT INTO portal.import_source AS s (code, name, columns, settings) VALUES ($1, $2, $3, $4)
     ON CONFLICT (code) DO UPDATE
     SET columns = excluded.columns, settings = excluded.settings, forgotten = false, updated_at = now()`,
    [source, sourceName, columns, JSON.stringify(settings)],
  );
}

/** Missing is a question for people, never an answer: nothing is closed. What is back needs no looking at any more. */
async function markMissing(
  tx: SqlTx,
  { source, sourceName, file }: ImportOrder,
  { rows, missing }: ImportOutline,
): Promise<void> {
  const back = rows.filter(({ before }) => before?.isMissing);
  const why = `取り込み元「${sourceName}」の新しい一覧にありません`;
  await tx.query(
    `UPDATE portal.import_row SET missing_since = NULL WHERE source = $1 AND source_no = ANY($2::text[])`,
    [source, back.map(({ no }) => no)],
  );
  await tx.query(
    `UPDATE portal.agency SET to_check_since = NULL, to_check_why = NULL
     WHERE id = ANY($1::uuid[]) AND starts_with(to_check_why, $2)`,
    [back.map(({ agencyId }) => agencyId), why],
  );
  await tx.query(
    `UPDATE portal.import_row SET missing_since = coalesce(missing_since, (now() AT TIME ZONE 'Asia/Tokyo')::date)
     WHERE source = $1 AND source_no = ANY($2::text[])`,
    [source, missing.map(({ no }) => no)],
  );
  await tx.query(
    `UPDATE portal.agency SET to_check_since = (now() AT TIME ZONE 'Asia/Tokyo')::date, to_check_why = $2
     WHERE id = ANY($1::uuid[]) AND to_check_since IS NULL`,
    [missing.map(({ agencyId }) => agencyId), `${why}（${file.name}）`],
  );
}
