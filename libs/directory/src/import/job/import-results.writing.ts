import { newId, type SqlTx } from '#libs/platform';
import { readEntryNames } from '../../entry/entry.names.js';
import type { ImportOrder, ImportOutline } from '../import.outline.js';
import { inChunks, oneByOne } from '../import.writing.js';
import type { ImportResultRow, JobCounts } from './import-job.js';
import { resultRows } from './result-rows.js';

/** Keeps what becomes of every row, in place of what an earlier check said. */
export async function keepResults(tx: SqlTx, jobId: string, rows: Iterable<ImportResultRow>): Promise<void> {
  await tx.query('DELETE FROM portal.import_result WHERE job_id = $1', [jobId]);
  await inChunks(
    tx,
    oneByOne(rows, ({ ord, rowNo, outcome, name, agencyId, details }) => ({
      ...{ ord, row_no: rowNo, outcome, name, agency_id: agencyId, details },
      has_notes: (details.notes ?? []).length > 0,
    })),
    `INSERT INTO portal.import_result (job_id, ord, row_no, outcome, has_notes, name, agency_id, details)
     SELECT $2, ord, row_no, outcome, has_notes, name, agency_id, details
     FROM jsonb_to_recordset($1::jsonb) AS x(ord integer, row_no integer, outcome text, has_notes boolean, name text,
       agency_id uuid, details jsonb)`,
    [jobId],
  );
}

/** Shows an import of the command line among those of the secretariat, done as it is. */
export async function showImport(
  tx: SqlTx,
  order: ImportOrder,
  outline: ImportOutline,
  batchId: string,
): Promise<void> {
  const jobId = newId();
  const { file, source, settings, reading } = order;
  const counts: JobCounts = { ...outline.counts, leftOut: outline.counts.problem, refused: false };
  await tx.query(
    `INSERT INTO portal.import_job (id, file_name, octets, state, source_code, settings, counts, batch_id, created_by_name)
     VALUES ($1, $2, $3, 'committed', $4, $5, $6, $7, $8)`,
    [
      ...[jobId, file.name, file.bytes.length, source, JSON.stringify(settings), JSON.stringify(counts)],
      ...[batchId, operatorName],
    ],
  );
  await keepResults(tx, jobId, resultRows(reading, outline, await readEntryNames(tx)));
}

/** Whoever works at the command line has no name in the portal. */
export const operatorName = '運用担当（コマンド）';
