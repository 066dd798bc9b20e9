import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { isImportField, layoutOf } from '../../layout/layouts.js';
import type { ImportSettings } from '../../record/import.settings.js';
import { largestFile, type ReadingChoice } from '../../source/source-file.js';
import type { FoundList, JobCounts } from './import-job.js';
import { FileNotTaken, ImportHasProblems, ImportNotReady } from './import-job.errors.js';
import { importOrders, type ImportState, importSteps, type ImportVerb } from './import-job.status.js';

/** Where a list comes from: a source that is known, or a new one by its name. */
export type SourceChoice = { readonly code: string } | { readonly name: string };

interface LockedJob extends Record<string, unknown> {
  readonly state: ImportState;
  readonly version: number;
  readonly found: FoundList | null;
  readonly counts: JobCounts | null;
}

/** Takes orders about lists: to read, to check, to take over, to take back. A worker carries them out. */
@Injectable()
export class ImportJobs {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Takes a file; answers the id of its job.
   * @throws {Forbidden} @throws {FileNotTaken}
   */
  async handIn(
    actor: Member,
    file: { readonly name: string; readonly content: Buffer },
    request: OnceKey,
  ): Promise<string> {
    requireSecretariat(actor);
    if (file.content.length === 0)
      throw new FileNotTaken('空のファイルです。中身のある一覧を選んでください。');
    if (file.content.length > largestFile)
      throw new FileNotTaken(`${largestFile / 1024 / 1024}MB までのファイルを選んでください。`);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const id = newId();
        await tx.query(
          `INSERT INTO portal.import_job (id, file_name, octets, state, created_by, created_by_name)
           VALUES ($1, $2, $3, 'reading', $4, $5)`,
          [id, file.name, file.content.length, actor.accountId, actor.accountName],
        );
        await tx.query('INSERT INTO portal.import_file (job_id, body) VALUES ($1, $2)', [id, file.content]);
        await this.promise(tx, actor, id, 'reading');
        return id;
      }),
    );
  }

  /**
   * Has the file read again, in the way that somebody chose who has seen it.
   * @throws {NotFound} @throws {Stale} @throws {ImportNotReady}
   */
  async reread(actor: Member, id: string, seenVersion: number, choice: ReadingChoice): Promise<void> {
    await this.order(actor, id, seenVersion, 'reread', async (tx) => {
      await tx.query('UPDATE portal.import_job SET choice = $2 WHERE id = $1', [id, JSON.stringify(choice)]);
    });
  }

  /**
   * Says where the list comes from and what its columns are, and has it checked without writing anything.
   * @throws {NotFound} @throws {Stale} @throws {ImportNotReady} @throws {Invalid}
   */
  async settle(
    actor: Member,
    id: string,
    seenVersion: number,
    source: SourceChoice,
    settings: ImportSettings,
  ): Promise<void> {
    await this.order(actor, id, seenVersion, 'settle', async (tx, { found }) => {
      requireSound(settings, found);
      const code = await sourceCode(tx, source, settings);
      await tx.query('UPDATE portal.import_job SET source_code = $2, settings = $3 WHERE id = $1', [
        ...[id, code, JSON.stringify(settings)],
      ]);
    });
  }

  /**
   * Has the list taken over as it was checked: all of it, or nothing.
   * @throws {NotFound} @throws {Stale} @throws {ImportNotReady} @throws {ImportHasProblems}
   */
  async commit(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.order(actor, id, seenVersion, 'commit', async (_, { counts }) => {
      if (!counts || counts.refused) throw new ImportHasProblems(counts?.problem ?? 0);
      await Promise.resolve();
    });
  }

  /**
   * Has a list that was taken over taken back.
   * @throws {NotFound} @throws {Stale} @throws {ImportNotReady}
   */
  async undo(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.order(actor, id, seenVersion, 'undo');
  }

  /**
   * Gives a list up before it is taken over.
   * @throws {NotFound} @throws {Stale} @throws {ImportNotReady}
   */
  async drop(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.order(actor, id, seenVersion, 'drop');
  }

  /**
   * Forgets how a source was read. Its rows are known again all the same.
   * @throws {NotFound}
   */
  async forgetSource(actor: Member, code: string): Promise<void> {
    requireSecretariat(actor);
    await this.db.transaction(actor, async (tx) => {
      const rows = await plainSql(tx).query(
        `UPDATE portal.import_source SET forgotten = true, updated_at = now() WHERE code = $1 AND NOT forgotten
         RETURNING code`,
        [code],
      );
      if (rows.length === 0) throw new NotFound();
      await this.audit.record(tx, actor, { action: 'import_source.forget', details: { source: code } });
    });
  }

  private async order(
    actor: Member,
    id: string,
    seenVersion: number,
    verb: ImportVerb,
    further: (tx: SqlTx, job: LockedJob) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    requireSecretariat(actor);
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [job] = await sql.query<LockedJob>(
        'SELECT state, version, found, counts FROM portal.import_job WHERE id = $1 FOR UPDATE',
        [id],
      );
      if (!job) throw new NotFound();
      if (job.version !== seenVersion) throw new Stale(job.version);
      const { from, to } = importOrders[verb];
      if (!from.includes(job.state)) throw new ImportNotReady(job.state);
      await further(sql, job);
      await sql.query(
        `UPDATE portal.import_job SET state = $2, trouble = NULL, ordered_by = $3, ordered_by_name = $4, changed_at = now(),
           version = version + 1
         WHERE id = $1`,
        [id, to, actor.accountId, actor.accountName],
      );
      await this.promise(tx, actor, id, to, verb);
    });
  }

  private async promise(
    tx: Tx,
    actor: Member,
    id: string,
    state: ImportState,
    verb = 'hand_in',
  ): Promise<void> {
    const step = importSteps[state as keyof typeof importSteps];
    if (step) await this.outbox.add(tx, step, { jobId: id });
    await this.audit.record(tx, actor, { action: `import.${verb}`, objectType: 'import_job', objectId: id });
  }
}

/** @throws {Forbidden} */
export function requireSecretariat(actor: Member): void {
  if (actor.role !== 'secretariat') throw new Forbidden();
}

/** @throws {Invalid} naming every choice that cannot be. */
function requireSound(settings: ImportSettings, found: FoundList | null): void {
  const known = new Set(found?.columns.map(({ name }) => name));
  const fields = Object.values(settings.columns);
  const twice = fields.filter((field, at) => fields.indexOf(field) !== at);
  const problems = [
    ...(Object.entries(settings.columns).some(([name, field]) => !known.has(name) || !isImportField(field))
      ? ['一覧にない列、または知られていない項目が選ばれています。']
      : []),
    ...(twice.length > 0 ? ['同じ項目が2つの列に選ばれています。1つの列だけにしてください。'] : []),
    ...(fields.includes('name') ? [] : ['「機関名・事業所名」の列を選んでください。']),
  ].map((detail) => ({ field: 'columns', label: '列の割り当て', detail }));
  const layout =
    settings.layout !== null && !layoutOf(settings.layout)
      ? [{ field: 'layout', label: '一覧の形', detail: '一覧から選んでください。' }]
      : [];
  if (problems.length + layout.length > 0) throw new Invalid([...problems, ...layout]);
}

/** The code of the source; a name that nobody has used makes a new one. */
async function sourceCode(tx: SqlTx, source: SourceChoice, { layout }: ImportSettings): Promise<string> {
  const fixed = layoutOf(layout)?.source;
  if (fixed) return fixed;
  if ('code' in source) {
    const [known] = await tx.query('SELECT FROM portal.import_source WHERE code = $1', [source.code]);
    if (known) return source.code;
    throw new Invalid([
      { field: 'source', label: '取り込み元', detail: '一覧から選ぶか、新しい名前を入力してください。' },
    ]);
  }
  const [same] = await tx.query<{ code: string }>('SELECT code FROM portal.import_source WHERE name = $1', [
    source.name,
  ]);
  if (same) return same.code;
  const code = `list-${newId().slice(-12)}`;
  await tx.query('INSERT INTO portal.import_source (code, name) VALUES ($1, $2)', [code, source.name]);
  return code;
}
