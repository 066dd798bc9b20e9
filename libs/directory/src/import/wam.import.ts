import { createHash } from 'node:crypto';
import { newId, type OperatorDatabase, type SqlTx } from '#libs/platform';
import { normalise } from '../search/normalise.js';
import { rebuildSearchDocs } from '../search/search-docs.js';
import type { FileNote, FileProblem } from '../wam/file-problem.js';
import type { WamCells } from '../wam/wam.columns.js';
import { readWam, type WamReading } from '../wam/wam.reader.js';
import { type PlannedRow, planImport } from './import.plan.js';
import * as tables from './import.tables.js';
import { writePlanned, writeRows } from './import.writing.js';
import { locationOf } from './imported-agency.js';

/** What an import did, or in a dry run would do. With problems, nothing was written. */
export interface ImportResult {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly problems: readonly FileProblem[];
  readonly notes: readonly FileNote[];
  /** Rows of an earlier import that are not in this file. They stay: not published is not closed. */
  readonly missing: number;
}

interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Takes over a file of the national disclosure system: all of it, or nothing. */
export async function importWam(
  database: OperatorDatabase,
  file: ImportFile,
  { dryRun = false } = {},
): Promise<ImportResult> {
  const kinds = await tables.kindRows(database);
  const reading = readWam(
    file.bytes,
    kinds.map(({ name }) => name),
  );
  if (reading.problems.length > 0) return resultOf(reading, [], 0);
  return database.transaction(async (tx) => {
    await tables.lockImports(tx);
    const planned = await plan(tx, reading);
    const result = resultOf(reading, planned, await missing(tx, reading));
    if (!dryRun) await write(tx, file, kinds, planned, result);
    return result;
  });
}

async function plan(tx: SqlTx, reading: WamReading): Promise<PlannedRow[]> {
  const rows = reading.rows.map((row) => ({ row, hash: hashOf(row.cells) }));
  const known = await tables.knownRows(
    tx,
    reading.rows.map(({ no }) => no),
  );
  const offices = await tables.knownOffices(tx, [
    ...new Set(reading.rows.map(({ officeNumber }) => officeNumber)),
  ]);
  const rowsOfAgency = await tables.rowsOfAgencies(tx, [...new Set(known.map(({ agencyId }) => agencyId))]);
  return planImport(rows, { rows: known, offices, rowsOfAgency }, newId);
}

async function missing(tx: SqlTx, { rows }: WamReading): Promise<number> {
  return tables.countMissing(tx, {
    kinds: [...new Set(rows.map(({ kind }) => kind))],
    bodies: [...new Set(rows.map(({ cells }) => cells.designatedBy))],
    numbers: rows.map(({ no }) => no),
  });
}

async function write(
  tx: SqlTx,
  file: ImportFile,
  kinds: readonly tables.KindRow[],
  planned: readonly PlannedRow[],
  result: ImportResult,
): Promise<void> {
  const byName = new Map(kinds.map((kind) => [normalise(kind.name), kind]));
  const kindOf = (name: string) => byName.get(normalise(name))!;
  const touched = planned.filter(({ outcome }) => outcome !== 'same');
  const batchId = newId();
  const fileHash = createHash('sha256').update(file.bytes).digest();
  await tx.query(
    `INSERT INTO portal.import_batch (id, source, file_name, file_hash, rows_read, rows_new, rows_changed, rows_same)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [batchId, tables.wamSource, file.name, fileHash, result.read, result.new, result.changed, result.same],
  );
  await tables.addAreas(
    tx,
    touched.flatMap(({ row }) => locationOf(row) ?? []),
  );
  const left = await tables.knownRows(
    tx,
    touched.map(({ row }) => row.no),
  );
  await writePlanned(tx, touched, kindOf);
  await writeRows(tx, planned, batchId);
  // An agency that lost a service must be found anew as well.
  await rebuildSearchDocs(tx, [...new Set([...touched, ...left].map(({ agencyId }) => agencyId))]);
  const { read, changed, same } = result;
  await tx.query(
    `SELECT audit.append_system('directory.import', 'done', NULL, 'import_batch', $1, $2, NULL, NULL)`,
    [batchId, { source: tables.wamSource, read, new: result.new, changed, same }],
  );
}

/** The digest of what the source says. It changes with the cells, not with how we understand them. */
function hashOf(cells: WamCells): string {
  return createHash('sha256').update(JSON.stringify(cells)).digest('hex');
}

function resultOf(reading: WamReading, planned: readonly PlannedRow[], missingRows: number): ImportResult {
  const count = (outcome: PlannedRow['outcome']) => planned.filter((row) => row.outcome === outcome).length;
  const { read, problems, notes } = reading;
  return {
    read,
    new: count('new'),
    changed: count('changed'),
    same: count('same'),
    problems,
    notes,
    missing: missingRows,
  };
}
