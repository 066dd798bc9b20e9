import type { OperatorDatabase } from '#libs/platform';
import { type WamColumn, wamColumns } from '../wam/wam.columns.js';
import { readWam } from '../wam/wam.reader.js';
import type { ListReading } from '../record/list-reading.js';
import type { ImportSettings } from '../record/import.settings.js';
import type { FileNote, FileProblem } from '../source/file-problem.js';
import { showImport } from './job/import-results.writing.js';
import { lockImports, readVocabulary } from './import.knowledge.js';
import { commitImport } from './import.commit.js';
import { type ImportCounts, type ImportOrder, outlineImport } from './import.outline.js';

/** What an import did, or in a dry run would do. With problems, nothing was written. */
export interface ImportResult extends ImportCounts {
  /** What it can be taken back by; null when nothing was written. */
  readonly batchId: string | null;
  readonly problems: readonly FileProblem[];
  readonly notes: readonly FileNote[];
}

interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const wamName = 'WAM NET（障害福祉サービス等情報公表システム）';

const wamSettings: ImportSettings = {
  layout: 'wam',
  columns: Object.fromEntries(
    Object.entries(wamColumns).map(([field, header]) => [header, field as WamColumn]),
  ),
  serviceKind: null,
  agencyType: null,
  prefecture: null,
  repair: false,
  leaveOut: false,
  openData: true,
};

/** Takes over a file of the national disclosure system: all of it, or nothing. */
export async function importWam(
  database: OperatorDatabase,
  file: ImportFile,
  { dryRun = false, areas = [] }: { dryRun?: boolean; areas?: readonly string[] } = {},
): Promise<ImportResult> {
  const vocabulary = await readVocabulary(database);
  const reading = readWam(file.bytes, vocabulary, areas);
  const order = {
    ...{ source: 'wam', sourceName: wamName, file, settings: { ...wamSettings, areas } },
    ...{ columns: Object.values(wamColumns), reading, vocabulary },
  };
  return runImport(database, order, { dryRun });
}

/** Takes over a list that was read: all of it, or with a single problem that may not be left out nothing. */
export async function runImport(
  database: OperatorDatabase,
  order: ImportOrder,
  { dryRun }: { dryRun: boolean },
): Promise<ImportResult> {
  const { reading } = order;
  if (isRefused(reading, order.settings))
    return { ...countRefused(reading), batchId: null, problems: reading.problems, notes: reading.notes };
  return database.transaction(async (tx) => {
    await lockImports(tx);
    const outline = await outlineImport(tx, order, { isLocked: !dryRun });
    const batchId = dryRun ? null : await commitImport(tx, order, outline);
    if (batchId !== null) await showImport(tx, order, outline, batchId);
    return { ...outline.counts, batchId, problems: reading.problems, notes: reading.notes };
  });
}

/** Whether a problem keeps the whole list from being taken over. */
export function isRefused({ problems }: ListReading, { leaveOut }: ImportSettings): boolean {
  return problems.length > 0 && (!leaveOut || problems.some(({ row }) => row === null));
}

/** What can be said of a list that is refused: how many rows it has, and how many of them have a problem. */
export function countRefused({ read, problems, notes, outside }: ListReading): ImportCounts {
  const rowsOf = (list: readonly FileProblem[]) => new Set(list.flatMap(({ row }) => row ?? [])).size;
  const none = { new: 0, added: 0, changed: 0, same: 0, conflict: 0, missing: 0 };
  return { read, ...none, problem: rowsOf(problems), outside: outside.length, noted: rowsOf(notes) };
}
