import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Forbidden,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { recordEntryChange } from '../agency/entry-change.recording.js';
import { changesBetween, inverse } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { readEntries } from '../entry/entry.reading.js';
import { writeChanges } from '../entry/entry.writing.js';
import { same } from '../entry/same-value.js';
import { rebuildSearchDocs } from '../search/search-docs.js';
import { mergedLabels } from './merge-labels.js';
import { type ChoosableField, planMerge } from './merge-plan.js';
import { changedSince, readMergeRows, restoreRow, type RowChange, rowChanges } from './merge-rows.js';
import { writeMerge } from './merge-writing.js';
import {
  MergeBuiltUpon,
  MergeTied,
  MergeTiedTwice,
  type MergeTie,
  MergeUndone,
  PairSettled,
} from './upkeep.errors.js';
import { isSecretariat } from './upkeep.policy.js';

/** What the secretariat has decided about a pair: which stays, and of which fields the other's value is taken. */
export interface MergeDecision {
  readonly keptId: string;
  readonly goneId: string;
  readonly take: readonly ChoosableField[];
  readonly keptVersion: number;
  readonly goneVersion: number;
}

/** What `before` and `after` of portal.entry_merge hold. */
interface MergeRecord {
  readonly changes: readonly RowChange[];
  readonly areas: readonly string[];
  readonly importRows: readonly object[];
}

/** Makes one entry of two, and two of one again. */
@Injectable()
export class EntryMerges {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Merges a pair: one stays with everything, the other is closed and leads to it. Answers the id of the merger.
   * @throws {Forbidden} @throws {NotFound} @throws {PairSettled} @throws {Stale} @throws {MergeTied} @throws {MergeTiedTwice}
   */
  async merge(actor: Member, decision: MergeDecision, key: OnceKey): Promise<string> {
    if (!isSecretariat(actor)) throw new Forbidden();
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, key, () => this.mergeLocked(tx, actor, decision)),
    );
  }

  private async mergeLocked(tx: Tx, actor: Member, decision: MergeDecision): Promise<string> {
    const id = newId();
    const sql = plainSql(tx);
    const ids = [decision.keptId, decision.goneId];
    const { kept, gone } = await lockedSides(sql, decision);
    await refuseTied(sql, kept, gone);
    const before = await readMergeRows(sql, ids);
    const plan = planMerge(kept, gone, decision.take);
    const name = `${actor.accountName}（事務局、統合）`;
    const by = { today: this.clock.today(), name, accountId: actor.accountId };
    const { importRows, renamedVacancies } = await writeMerge(tx, { kept, gone }, plan, by);
    const renamed = new Map(
      [...renamedVacancies].map(([from, to]) => [
        `vacancy ${JSON.stringify({ service_id: from })}`,
        { service_id: to },
      ]),
    );
    const changes = rowChanges(before, await readMergeRows(sql, ids), renamed);
    const now = await readEntries(sql, ids);
    await record(sql, actor, id, { kept, gone }, now);
    await tx.query(
      `INSERT INTO portal.entry_merge (id, kept_id, gone_id, kept_name, gone_name, before, after, merged_by, merged_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, kept.id, gone.id, kept.name, gone.name],
        JSON.stringify({ changes, areas: kept.areasInCharge, importRows } satisfies MergeRecord),
        JSON.stringify({ areas: now.get(kept.id)!.areasInCharge }),
        ...[actor.accountId, actor.accountName],
      ],
    );
    await settlePair(tx, actor, kept.id, gone.id, 'merged');
    await rebuildInTurn(sql, [gone.id, kept.id]);
    await this.audit.record(tx, actor, {
      action: 'entry.merge',
      objectType: 'agency',
      objectId: kept.id,
      details: { gone: gone.id, fields: [...decision.take] },
    });
    return id;
  }

  /**
   * Takes a merger back: every row is as it was, unless somebody has built upon it.
   * @throws {Forbidden} @throws {NotFound} @throws {MergeUndone} @throws {MergeBuiltUpon}
   */
  async undo(actor: Member, mergeId: string): Promise<void> {
    if (!isSecretariat(actor)) throw new Forbidden();
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const merge = await lockedMerge(sql, mergeId);
      const ids = [merge.kept_id, merge.gone_id];
      await lockAgencies(sql, ids);
      const entries = await readEntries(sql, ids);
      const { changes, areas, importRows } = merge.before;
      const lost = changedSince(changes, await readMergeRows(sql, ids));
      if (!same(entries.get(merge.kept_id)!.areasInCharge, merge.after.areas)) lost.push('agency_area');
      if (lost.length > 0) throw new MergeBuiltUpon(mergedLabels(lost));
      for (const change of changes) await restoreRow(sql, change);
      const areasBack = [{ path: 'areasInCharge', before: merge.after.areas, after: areas }];
      if (!same(areas, merge.after.areas)) await writeChanges(sql, merge.kept_id, areasBack, 'import');
      await tx.query('SELECT portal.point_import_rows_back($1::jsonb)', [JSON.stringify(importRows)]);
      await recordUndone(sql, actor, mergeId);
      await tx.query(
        'UPDATE portal.entry_merge SET undone_by = $2, undone_name = $3, undone_at = now() WHERE id = $1',
        [mergeId, actor.accountId, actor.accountName],
      );
      await settlePair(tx, actor, merge.kept_id, merge.gone_id, 'open');
      await rebuildInTurn(sql, ids);
      await this.audit.record(tx, actor, {
        action: 'entry.unmerge',
        objectType: 'agency',
        objectId: merge.kept_id,
        details: { back: merge.gone_id },
      });
    });
  }
}

/** @throws {NotFound} @throws {PairSettled} @throws {Stale} */
async function lockedSides(tx: SqlTx, decision: MergeDecision): Promise<{ kept: Entry; gone: Entry }> {
  const ids = [decision.keptId, decision.goneId];
  await lockAgencies(tx, ids);
  const entries = await readEntries(tx, ids);
  const [kept, gone] = [entries.get(decision.keptId), entries.get(decision.goneId)];
  if (!kept || !gone || kept.id === gone.id) throw new NotFound();
  if (kept.status === 'closed' || gone.status === 'closed') throw new PairSettled();
  if (kept.version !== decision.keptVersion) throw new Stale(kept.version);
  if (gone.version !== decision.goneVersion) throw new Stale(gone.version);
  return { kept, gone };
}

/** In one order, so that two mergers never wait for each other. */
async function lockAgencies(tx: SqlTx, ids: readonly string[]): Promise<void> {
  await tx.query('SELECT FROM portal.agency WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
}

/** Whoever hands a service over loses it in the search before the other has it there: it is listed once. */
async function rebuildInTurn(tx: SqlTx, ids: readonly string[]): Promise<void> {
  for (const id of ids) await rebuildSearchDocs(tx, [id]);
}

/** Why an agency cannot be the one that goes. */
export async function tiesOf(tx: SqlTx, agencyId: string): Promise<MergeTie[]> {
  const [row] = await tx.query<{ has_members: boolean; has_cases: boolean }>(
    'SELECT * FROM portal.merge_ties($1)',
    [agencyId],
  );
  return [...(row!.has_members ? ['members' as const] : []), ...(row!.has_cases ? ['cases' as const] : [])];
}

async function refuseTied(tx: SqlTx, kept: Entry, gone: Entry): Promise<void> {
  const ties = await tiesOf(tx, gone.id);
  if (ties.length === 0) return;
  if ((await tiesOf(tx, kept.id)).length > 0) throw new MergeTiedTwice();
  throw new MergeTied(gone.name, ties);
}

/** The history of both says what became of every field. */
async function record(
  tx: SqlTx,
  by: Member,
  batchId: string,
  { kept, gone }: { kept: Entry; gone: Entry },
  now: ReadonlyMap<string, Entry>,
): Promise<void> {
  for (const [entry, other] of [
    [kept, gone],
    [gone, kept],
  ] as const)
    await recordEntryChange(
      tx,
      {
        agencyId: entry.id,
        kind: 'merge',
        changes: changesBetween(entry, now.get(entry.id)!),
        by,
        note:
          entry === kept
            ? `「${other.name}」の掲載内容を統合しました。`
            : `「${other.name}」に統合しました。`,
        batchId,
      },
      'applied',
      null,
    );
}

async function recordUndone(tx: SqlTx, by: Member, mergeId: string): Promise<void> {
  const merged = await tx.query<{ id: string; agency_id: string; changes: [] }>(
    `UPDATE portal.entry_change SET state = 'undone', decided_by = $2, decided_by_name = $3, decided_at = now()
     WHERE batch_id = $1 AND kind = 'merge' AND state = 'applied' RETURNING id, agency_id, changes`,
    [mergeId, by.accountId, by.accountName],
  );
  for (const { id, agency_id: agencyId, changes } of merged)
    await recordEntryChange(
      tx,
      {
        agencyId,
        kind: 'undo',
        changes: inverse(changes),
        by,
        note: '統合をもとに戻しました。',
        batchId: mergeId,
        undoesId: id,
      },
      'applied',
      null,
    );
}

async function settlePair(
  tx: Tx,
  by: Member,
  one: string,
  other: string,
  state: 'merged' | 'open',
): Promise<void> {
  await tx.query(
    `UPDATE portal.duplicate_pair SET state = $3, decided_by = $4, decided_name = $5, decided_at = now()
     WHERE one_id = least($1::uuid, $2::uuid) AND other_id = greatest($1::uuid, $2::uuid)`,
    [one, other, state, by.accountId, by.accountName],
  );
}

interface MergeRow {
  kept_id: string;
  gone_id: string;
  before: MergeRecord;
  after: { areas: string[] };
  undone_at: Date | null;
}

/** @throws {NotFound} @throws {MergeUndone} */
async function lockedMerge(tx: SqlTx, id: string): Promise<MergeRow> {
  const [merge] = await tx.query<MergeRow & Record<string, unknown>>(
    'SELECT kept_id, gone_id, before, after, undone_at FROM portal.entry_merge WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!merge) throw new NotFound();
  if (merge.undone_at) throw new MergeUndone();
  return merge;
}
