import { createHash } from 'node:crypto';
import { newId, type SqlTx } from '#libs/platform';
import type { GivenCells } from '../layout/import.fields.js';
import { columnName } from '../layout/import.fields.js';
import type { ImportSettings } from '../record/import.settings.js';
import type { ListReading } from '../record/list-reading.js';
import { type SourceRecord, sourceRecord } from '../record/source-record.js';
import { inTurns } from '../record/turns.js';
import type { Vocabulary } from '../record/vocabulary.js';
import { assignRows } from './import.assignment.js';
import { type MissingRow, readKnowledge, readMissing, readStanding } from './import.knowledge.js';
import { type ImportPlan, planChanges } from './import.plan.js';
import type { Progress } from './import.progress.js';

/** A list that is to be taken over: where it comes from, how it is understood, and what was read. */
export interface ImportOrder {
  /** The code of the source: rows are known again by it. */
  readonly source: string;
  readonly sourceName: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly settings: ImportSettings;
  readonly columns: readonly string[];
  readonly reading: ListReading;
  readonly vocabulary: Vocabulary;
  /** Who ordered it; nobody at the command line. */
  readonly madeBy?: string;
  readonly jobId?: string;
}

/** What a list would do, or has done. */
export interface ImportOutline extends ImportPlan {
  readonly missing: readonly MissingRow[];
  readonly counts: ImportCounts;
}

/** Rows by what becomes of them; read = new + added + changed + same + conflict + problem + outside. */
export interface ImportCounts {
  readonly read: number;
  /** Rows that make an agency. */
  readonly new: number;
  /** Rows that add a service to an agency that is there, or that an earlier row makes. */
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly conflict: number;
  /** Rows that cannot be taken over. */
  readonly problem: number;
  /** Rows of regions that are not taken over. */
  readonly outside: number;
  /** Rows with something odd. */
  readonly noted: number;
  /** Rows of an earlier list that are not in this one. */
  readonly missing: number;
}

/** Compares a list with the directory; writes nothing. With `isLocked`, the entries stay as they were found until it does. */
export async function outlineImport(
  tx: SqlTx,
  order: ImportOrder,
  { isLocked }: { isLocked: boolean },
  progress: Progress = () => Promise.resolve(),
): Promise<ImportOutline> {
  const { reading, source } = order;
  const known = await readKnowledge(tx, source, reading.records);
  const assigned = assignRows(
    reading.records.map((record) => ({ record, hash: hashOf(record.cells) })),
    known,
    newId,
  );
  const touched = assigned
    .filter((row) => row.standing !== 'same')
    .flatMap(({ agencyId, agencyIsNew, before }) => [
      ...(agencyIsNew ? [] : [agencyId]),
      ...(before ? [before.agencyId] : []),
    ]);
  const standing = await readStanding(tx, source, [...new Set(touched)], { isLocked });
  const planning = planChanges(
    assigned,
    standing,
    ({ before }) => before && understood(before.given, order),
    newId,
  );
  const plan = await inTurns(planning, (done) => progress('rows', done, assigned.length));
  const missing = (
    await readMissing(
      tx,
      source,
      reading.records,
      [...assigned, ...reading.outside].map(({ no }) => no),
      order.settings.areas ?? [],
    )
  ).filter(isNotDamaged(reading));
  return { ...plan, missing, counts: countsOf(order, plan, missing.length) };
}

/** How a row of an earlier list reads today. */
function understood(given: GivenCells, { settings, vocabulary }: ImportOrder): SourceRecord {
  return sourceRecord({ row: 0, cells: given, sound: given }, settings, vocabulary, columnName);
}

/** A row that is in the list, but cannot be read, is not missing. */
function isNotDamaged({ damaged }: ListReading): (row: MissingRow) => boolean {
  const said = new Set(
    damaged.flatMap(({ cells: { no = '', officeNumber = '', name = '' } }) => [no, officeNumber, name]),
  );
  said.delete('');
  return ({ no, officeNumber, name }) => !said.has(no) && !said.has(officeNumber) && !said.has(name);
}

/** The digest of what the source says. It changes with the cells, not with how we understand them. */
function hashOf(cells: GivenCells): string {
  return createHash('sha256').update(JSON.stringify(cells)).digest('hex');
}

function countsOf({ reading }: ImportOrder, { rows }: ImportPlan, missing: number): ImportCounts {
  const count = (outcome: ImportPlan['rows'][number]['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length;
  const problem = new Set(reading.problems.flatMap(({ row }) => row ?? [])).size;
  return {
    read: reading.read,
    new: count('new'),
    added: count('added'),
    changed: count('changed'),
    // What stands in a list twice is taken over once, and is the same the second time.
    same: count('same') + reading.repeats.size,
    conflict: count('conflict'),
    problem,
    outside: reading.outside.length,
    noted: new Set([...reading.notes, ...rows.flatMap(({ notes }) => notes)].flatMap(({ row }) => row ?? []))
      .size,
    missing,
  };
}
