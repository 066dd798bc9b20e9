import {
  codeOf,
  Conflict,
  Hopeless,
  Outbox,
  type SqlTx,
  type Task,
  type WorkerDatabase,
} from '#libs/platform';
import { readEntryNames } from '../../entry/entry.names.js';
import { isPersonal } from '../../layout/layouts.js';
import { type ImportSettings, suggestSettings } from '../../record/import.settings.js';
import { type RegionShare, sharesOf } from '../../record/import.region.js';
import { type ListReading, listInTurns } from '../../record/list-reading.js';
import type { SourceRecord } from '../../record/source-record.js';
import { inTurns } from '../../record/turns.js';
import type { Vocabulary } from '../../record/vocabulary.js';
import { UnreadableFile } from '../../source/file-problem.js';
import { readSource } from '../../source/read-source.js';
import type { ReadingChoice, SourceFile } from '../../source/source-file.js';
import { commitImport } from '../import.commit.js';
import { lockImports, readVocabulary } from '../import.knowledge.js';
import { type ImportCounts, type ImportOrder, outlineImport } from '../import.outline.js';
import type { Progress } from '../import.progress.js';
import { undoImport } from '../import.undo.js';
import { countRefused, isRefused } from '../wam.import.js';
import type { FoundList, JobCounts } from './import-job.js';
import { importEvents, type ImportState, importSteps } from './import-job.status.js';
import { keepResults } from './import-results.writing.js';
import { refusedRows, resultRows } from './result-rows.js';

interface JobRow extends Record<string, unknown> {
  readonly id: string;
  readonly state: ImportState;
  readonly version: number;
  readonly file_name: string;
  readonly choice: ReadingChoice;
  readonly source_code: string | null;
  readonly source_name: string | null;
  readonly settings: ImportSettings | null;
  readonly counts: JobCounts | null;
  readonly batch_id: string | null;
  /** Whoever ordered the step. */
  readonly by: string | null;
  readonly by_name: string;
}

const samplesShown = 3;

/** So often a step is begun; whatever ended the process each time will do so again. */
const mostTries = 3;
const endsProcess = `処理の途中で、プログラムが${mostTries}回続けて止まりました。何も書き込んでいません。ファイルを小さく分けて、もう一度試してください。続くときは管理者に知らせてください。`;
const unforeseen =
  '思わぬ問題で中断しました。何も書き込んでいません。もう一度試し、続くときは管理者に知らせてください。';

/** The step was begun too often, and every time its process came to an end. */
class StepEndsProcess extends Error {
  readonly code = 'ends_process';
}

/**
 * Takes a list one step further: a worker's business. A step happens in one transaction, and only while the list waits for
 * it, so a step that is asked for twice happens once. How far it is is told outside that transaction.
 */
export class ImportSteps {
  constructor(private readonly db: WorkerDatabase) {}

  /** @throws {Hopeless} when the step failed in a way that nobody foresaw; the list says so, too. */
  async take(task: Task): Promise<void> {
    const { jobId, isWaiting } = waitingFor(task);
    const tries = await this.begin(jobId);
    let hasTurn = false;
    try {
      await this.db.transaction(async (tx) => {
        // Two workers with the same promise: the second finds that the list does not wait any more.
        await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`portal.import.${jobId}`]);
        hasTurn = true;
        const job = await readJob(tx, jobId);
        if (!job || !isWaiting(job.state)) return;
        if (tries > mostTries) throw new StepEndsProcess();
        await this.step(tx, job);
      });
    } catch (error) {
      await this.fail(jobId, isWaiting, error);
    } finally {
      // Whoever waited in vain for a turn leaves the count of whoever has it alone.
      if (hasTurn) await this.db.query('DELETE FROM portal.import_progress WHERE job_id = $1', [jobId]);
    }
  }

  /** The queue will not ask for the step again: the list says so, and can be ordered anew. */
  async giveUp(task: Task): Promise<void> {
    const { jobId, isWaiting } = waitingFor(task);
    await this.db.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`portal.import.${jobId}`]);
      const job = await readJob(tx, jobId);
      if (job && isWaiting(job.state)) await settleFailed(tx, job, unforeseen);
      await tx.query('DELETE FROM portal.import_progress WHERE job_id = $1', [jobId]);
    });
  }

  /** Counts the try, outside of its transaction: the count has to outlive a process that ends in the middle of it. */
  private async begin(jobId: string): Promise<number> {
    const [row] = await this.db.query<{ tries: number }>(
      `INSERT INTO portal.import_progress AS p (job_id, phase, done, total, tries)
       SELECT id, 'reading', 0, 1, 1 FROM portal.import_job WHERE id = $1
       ON CONFLICT (job_id) DO UPDATE SET tries = p.tries + 1, at = now() RETURNING tries`,
      [jobId],
    );
    return row?.tries ?? 1;
  }

  private async step(tx: SqlTx, job: JobRow): Promise<void> {
    switch (job.state) {
      case 'reading':
        return this.read(tx, job);
      case 'checking':
        return this.check(tx, job);
      case 'committing':
        return this.commit(tx, job);
      case 'undoing':
        return this.undo(tx, job);
      default:
        await tx.query('DELETE FROM portal.import_file WHERE job_id = $1', [job.id]);
    }
  }

  private async read(tx: SqlTx, job: JobRow): Promise<void> {
    const file = await this.source(tx, job);
    const found = await describe(tx, file, job, (settings, vocabulary) =>
      this.list(job.id, file, settings, vocabulary),
    );
    await settle(tx, job, 'described', { found, settings: null, counts: null });
  }

  private async check(tx: SqlTx, job: JobRow): Promise<void> {
    const order = await this.order(tx, job);
    await lockImports(tx);
    const { rows, counts } = await this.outline(tx, order, { isLocked: false });
    await keepResults(tx, job.id, rows);
    await settle(tx, job, 'checked', { counts });
  }

  private async commit(tx: SqlTx, job: JobRow): Promise<void> {
    const order = await this.order(tx, job);
    await lockImports(tx);
    const { outline, rows, counts } = await this.outline(tx, order, { isLocked: true });
    await keepResults(tx, job.id, rows);
    if (!outline || counts.refused || !sameCounts(counts, job.counts))
      return settle(tx, job, 'checked', {
        counts,
        trouble:
          '確認のあとにディレクトリが変わりました。新しい確認の結果を見て、もう一度取り込んでください。',
      });
    const batchId = await commitImport(tx, order, outline, this.tell(job.id));
    await settle(tx, job, 'committed', { counts, batchId });
    // A list may hold names of people whom nobody takes over.
    await tx.query('DELETE FROM portal.import_file WHERE job_id = $1', [job.id]);
  }

  private async undo(tx: SqlTx, job: JobRow): Promise<void> {
    await this.tell(job.id)('writing', 0, 1);
    await undoImport(tx, job.batch_id!, { accountId: job.by, name: job.by_name });
    await settle(tx, job, 'undone', {});
  }

  private async outline(tx: SqlTx, order: ImportOrder, hold: { isLocked: boolean }) {
    const { reading, settings } = order;
    if (isRefused(reading, settings)) {
      const counts = { ...countRefused(reading), leftOut: 0, refused: true };
      // What can be compared is compared all the same, so that people see everything at once.
      if (reading.problems.some(({ row }) => row === null))
        return { outline: undefined, rows: refusedRows(reading), counts };
    }
    await this.tell(order.jobId!)('rows', 0, reading.read);
    const outline = await outlineImport(tx, order, hold, this.tell(order.jobId!));
    const rows = resultRows(reading, outline, await readEntryNames(tx));
    const counts: JobCounts = {
      ...outline.counts,
      leftOut: settings.leaveOut ? outline.counts.problem : 0,
      refused: isRefused(reading, settings),
    };
    return { outline, rows, counts };
  }

  private async order(tx: SqlTx, job: JobRow): Promise<ImportOrder> {
    const file = await this.source(tx, job);
    const vocabulary = await readVocabulary(tx);
    const settings = job.settings!;
    const bytes = await readBody(tx, job.id);
    const reading = await this.list(job.id, file, settings, vocabulary);
    return {
      ...{ source: job.source_code!, sourceName: job.source_name!, file: { name: job.file_name, bytes } },
      ...{ settings, columns: file.columns, reading, vocabulary },
      ...{ madeBy: job.by ?? undefined, jobId: job.id },
    };
  }

  private async source(tx: SqlTx, job: JobRow): Promise<SourceFile> {
    return readSource(await readBody(tx, job.id), job.choice);
  }

  private async list(
    jobId: string,
    file: SourceFile,
    settings: ImportSettings,
    vocabulary: Vocabulary,
  ): Promise<ListReading> {
    const tell = this.tell(jobId);
    const { length } = file.rows;
    await tell('reading', 0, length);
    return inTurns(listInTurns(file, settings, vocabulary), (done) => tell('reading', done, length));
  }

  /** Says how far the step is, from outside its transaction. */
  private tell(jobId: string): Progress {
    return async (phase, done, total) => {
      await this.db.query(
        `INSERT INTO portal.import_progress (job_id, phase, done, total) VALUES ($1, $2, $3, $4)
         ON CONFLICT (job_id) DO UPDATE SET phase = $2, done = $3, total = $4, at = now()`,
        [jobId, phase, done, total],
      );
    };
  }

  private async fail(
    jobId: string,
    isWaiting: (state: ImportState) => boolean,
    error: unknown,
  ): Promise<void> {
    if (isTransient(error)) throw error;
    const job = await readJob(this.db, jobId);
    if (!job || !isWaiting(job.state)) throw error;
    const known =
      error instanceof UnreadableFile ? `${error.message}` : error instanceof Conflict ? error.detail : null;
    const trouble = error instanceof StepEndsProcess ? endsProcess : (known ?? unforeseen);
    await this.db.transaction((tx) => settleFailed(tx, job, trouble));
    if (known === null)
      throw Object.assign(new Hopeless(`import.${codeOf(error)}`), { stack: (error as Error).stack });
  }
}

const stateAfterFailure: Readonly<Partial<Record<ImportState, ImportState>>> = {
  reading: 'unreadable',
  checking: 'described',
  committing: 'checked',
  undoing: 'committed',
};

/** The list of a promise, and whether it is in the state in which the promise can be kept. */
function waitingFor({ payload, type }: Task): { jobId: string; isWaiting: (state: ImportState) => boolean } {
  const isWaiting = (state: ImportState) => (importSteps as Record<string, string>)[state] === type;
  return { jobId: String(payload['jobId']), isWaiting };
}

/** Nothing is written: the list stands where the step began, and says why. */
async function settleFailed(tx: SqlTx, job: JobRow, trouble: string): Promise<void> {
  await settle(tx, job, stateAfterFailure[job.state] ?? 'unreadable', { trouble });
}

/** The database went away or asks for another try; the queue will ask again. */
function isTransient(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(?:08|40|53|57)|^E[A-Z]+$/.test(code);
}

async function readJob(tx: SqlTx, id: string): Promise<JobRow | undefined> {
  const [job] = await tx.query<JobRow>(
    `SELECT j.id, j.state, j.version, j.file_name, j.choice, j.source_code, s.name AS source_name, j.settings, j.counts,
            j.batch_id, coalesce(j.ordered_by, j.created_by) AS by, coalesce(j.ordered_by_name, j.created_by_name) AS by_name
     FROM portal.import_job j LEFT JOIN portal.import_source s ON s.code = j.source_code WHERE j.id = $1`,
    [id],
  );
  return job;
}

async function readBody(tx: SqlTx, jobId: string): Promise<Uint8Array> {
  const [file] = await tx.query<{ body: Buffer }>('SELECT body FROM portal.import_file WHERE job_id = $1', [
    jobId,
  ]);
  if (!file) throw UnreadableFile.because('ファイルが保存されていません', 'もう一度アップロードしてください');
  return file.body;
}

/** The step is done; somebody who looked at an earlier version has to look again. */
async function settle(
  tx: SqlTx,
  job: JobRow,
  state: ImportState,
  now: {
    readonly found?: FoundList;
    readonly settings?: null;
    readonly counts?: JobCounts | null;
    readonly batchId?: string;
    readonly trouble?: string;
  },
): Promise<void> {
  await tx.query(
    `UPDATE portal.import_job SET state = $2, trouble = $3, found = coalesce($4, found), counts = CASE WHEN $5 THEN $6 ELSE counts END,
       batch_id = coalesce($7, batch_id), changed_at = now(), version = version + 1
     WHERE id = $1`,
    [
      ...[job.id, state, now.trouble ?? null, now.found ? JSON.stringify(now.found) : null],
      ...[now.counts !== undefined, now.counts ? JSON.stringify(now.counts) : null, now.batchId ?? null],
    ],
  );
  const event = now.trouble ? 'import.failed' : importEvents[state];
  if (event && job.by) await new Outbox().add(tx, event, { jobId: job.id, accountId: job.by });
}

async function describe(
  tx: SqlTx,
  file: SourceFile,
  job: JobRow,
  read: (settings: ImportSettings, vocabulary: Vocabulary) => Promise<ListReading>,
): Promise<FoundList> {
  const { layout } = job.choice;
  // Whoever says what the list is means it otherwise than the last time.
  const remembered = layout ? undefined : await rememberedFor(tx, file.columns);
  const suggested = suggestSettings(file, job.file_name, layout);
  const known = remembered ? { ...suggested, ...remembered.settings } : suggested;
  const vocabulary = await readVocabulary(tx);
  const { records } = await read({ ...known, areas: [] }, vocabulary);
  const shares = sharesOf(records);
  const home = await homePrefectures(tx);
  const hasOthers = shares.some(({ code }) => !home.some((prefecture) => prefecture.code === code));
  const areas = known.areas ?? (hasOthers ? home.map(({ code }) => code) : []);
  return {
    ...{ kind: file.kind, encoding: file.encoding, marked: file.marked, delimiter: file.delimiter },
    ...{ sheets: file.sheets, sheet: file.sheet, headerRow: file.headerRow, rows: file.rows.length },
    columns: file.columns.map((name, at) => {
      const personal = isPersonal(name);
      const samples = file.rows.slice(0, samplesShown).map(({ cells }) => cells[at]?.slice(0, 100) ?? '');
      return { name, isPersonal: personal, samples: personal ? [] : samples };
    }),
    source: remembered?.code ?? null,
    reordered: remembered?.reordered ?? false,
    types: await typesOf(tx, records),
    areas: [...shares, ...home.filter(({ code }) => !shares.some((share) => share.code === code))],
    // Leaving rows out is decided anew each time, when it is known which.
    suggested: { ...known, areas, repair: suggested.repair, leaveOut: false },
  };
}

/** What the rows are, as far as they were understood. */
async function typesOf(tx: SqlTx, records: readonly SourceRecord[]): Promise<FoundList['types']> {
  const rows = new Map<string, number>();
  for (const { agency } of records) rows.set(agency.type, (rows.get(agency.type) ?? 0) + 1);
  const types = await tx.query<{ code: string; name: string }>(
    'SELECT code, name FROM portal.agency_type WHERE code = ANY($1::text[]) ORDER BY sort, code',
    [[...rows.keys()]],
  );
  return types
    .map(({ code, name }) => ({ code, name, rows: rows.get(code) ?? 0 }))
    .toSorted((one, other) => other.rows - one.rows);
}

/** The prefectures in which the members of the network are. */
async function homePrefectures(tx: SqlTx): Promise<RegionShare[]> {
  const rows = await tx.query<{ code: string; name: string }>(
    `SELECT DISTINCT p.code, p.name FROM portal.agency a
     JOIN portal.area m ON m.code = a.area_code
     LEFT JOIN portal.area b ON b.code = m.parent_code AND b.level = 'block'
     JOIN portal.area p ON p.code = coalesce(b.parent_code, m.parent_code)
     WHERE a.is_member AND a.status <> 'closed' ORDER BY p.code`,
  );
  return rows.map(({ code, name }) => ({ code, name, rows: 0, municipalities: [] }));
}

/** The source whose last list had just these columns, if need be in another order: they are known by their names. */
async function rememberedFor(
  tx: SqlTx,
  columns: readonly string[],
): Promise<{ code: string; settings: ImportSettings; reordered: boolean } | undefined> {
  const [source] = await tx.query<{ code: string; settings: ImportSettings; reordered: boolean }>(
    `SELECT code, settings, columns <> $1::text[] AS reordered FROM portal.import_source
     WHERE NOT forgotten AND columns <@ $1::text[] AND columns @> $1::text[] AND cardinality(columns) = cardinality($1::text[])
       AND settings <> '{}'
     ORDER BY columns <> $1::text[], updated_at DESC LIMIT 1`,
    [columns],
  );
  return source;
}

function sameCounts(one: ImportCounts, other: ImportCounts | null): boolean {
  const keys = [
    ...(['read', 'new', 'added', 'changed', 'same', 'conflict', 'problem', 'outside', 'missing'] as const),
  ];
  return other !== null && keys.every((key) => one[key] === other[key]);
}
