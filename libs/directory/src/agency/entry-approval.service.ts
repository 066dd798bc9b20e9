import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, Invalid, NotFound, Outbox, plainSql, type SqlTx, type Tx } from '#libs/platform';
import { conflicting, type FieldChange, valueAt } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { writeChanges } from '../entry/entry.writing.js';
import { rebuildSearchDocs } from '../search/search-docs.js';
import { ChangedSince, ChangeSettled, NotUndoable } from './entry.errors.js';
import { promiseToTell } from './entry-change.recording.js';
import { undoingChanges } from './entry-change.undoing.js';
import { type ChangeRow, readChange } from './entry-history.queries.js';
import { EntrySubmission, fieldsOf, keptEntry, type Submitted } from './entry-submission.js';

/** Which fields of a change are meant; all of them where nothing is said. */
export interface ChosenFields {
  readonly paths?: readonly string[] | null;
  /** The caller has seen what was changed since, and means it. */
  readonly overwrite?: boolean | null;
}

/** Decides what waits, and takes back what was done. */
@Injectable()
export class EntryApproval {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly submission: EntrySubmission,
  ) {}

  /**
   * The secretariat makes a waiting change, whole or field by field; the rest is refused with the note. What is meant for
   * a later day is announced.
   * @throws {NotFound} @throws {ChangeSettled} @throws {ChangedSince} @throws {Invalid}
   */
  async approve(actor: Member, id: string, chosen: ChosenFields & { note?: string | null }): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { change, entry } = await this.locked(tx, actor, id, 'waiting');
      const { taken, left } = divided(change.changes, chosen);
      requireSeen(entry, taken, chosen);
      const sql = plainSql(tx);
      // What it replaces is what stands there now, so that taking it back restores just that.
      const made = taken.map(({ path, after }) => ({ path, before: valueAt(entry, path), after }));
      const isAhead = change.effectiveOn !== null && change.effectiveOn > this.clock.today();
      const state = isAhead ? 'planned' : 'applied';
      await settle(sql, actor, id, { state, made, left, note: chosen.note });
      if (!isAhead) {
        await writeChanges(sql, entry.id, made, 'keeper');
        await rebuildSearchDocs(sql, [entry.id]);
        await promiseToTell(sql, entry.id, { kind: change.kind, changes: made });
        if (change.undoesId) await markUndone(sql, change.undoesId);
      }
      await this.outbox.add(tx, 'entry.approved', { changeId: id, agencyId: entry.id });
      await this.record(tx, actor, 'entry.approve', entry.id, { change: id, fields: fieldsOf(made) });
    });
  }

  /**
   * The secretariat refuses a waiting change and says why.
   * @throws {NotFound} @throws {ChangeSettled}
   */
  async refuse(actor: Member, id: string, note: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { change } = await this.locked(tx, actor, id, 'waiting');
      await settle(plainSql(tx), actor, id, { state: 'refused', made: change.changes, left: [], note });
      await this.outbox.add(tx, 'entry.refused', { changeId: id, agencyId: change.agencyId });
      await this.record(tx, actor, 'entry.refuse', change.agencyId, { change: id });
    });
  }

  /**
   * The keeper gives up what waits for approval.
   * @throws {NotFound} @throws {ChangeSettled}
   */
  async withdraw(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { change } = await this.locked(tx, actor, id, 'waiting');
      await settle(plainSql(tx), actor, id, {
        state: 'withdrawn',
        made: change.changes,
        left: [],
        note: null,
      });
      await this.record(tx, actor, 'entry.withdraw', change.agencyId, { change: id });
    });
  }

  /**
   * Takes a change back, whole or field by field. What somebody has changed since is overwritten only when the caller
   * says so. Where the network approves what agencies change, this waits like everything else.
   * @throws {NotFound} @throws {ChangeSettled} @throws {NotUndoable} @throws {ChangedSince} @throws {Invalid}
   */
  async undo(actor: Member, id: string, chosen: ChosenFields): Promise<Submitted> {
    return this.db.transaction(actor, async (tx) => {
      const { change, entry } = await this.locked(tx, actor, id, 'applied');
      const undoing = undoingChanges(actor, change);
      if (undoing.length === 0) throw new NotUndoable();
      const { taken } = divided(undoing, chosen);
      requireSeen(entry, taken, chosen);
      const changes = taken.map(({ path, after }) => ({ path, before: valueAt(entry, path), after }));
      const { agencyId } = change;
      const submitted = await this.submission.submit(tx, actor, {
        agencyId,
        kind: 'undo',
        changes,
        undoesId: id,
      });
      const sql = plainSql(tx);
      if (submitted.state === 'applied' && taken.length === change.changes.length) await markUndone(sql, id);
      // Taking back what took something back: that stands again.
      if (submitted.state === 'applied' && change.undoesId) await markStanding(sql, change.undoesId);
      return submitted;
    });
  }

  private async locked(
    tx: Tx,
    actor: Member,
    id: string,
    state: ChangeRow['state'],
  ): Promise<{ change: ChangeRow; entry: Entry }> {
    const sql = plainSql(tx);
    const seen = await readChange(sql, id);
    if (!seen) throw new NotFound();
    const entry = await keptEntry(tx, actor, seen.agencyId).catch(() => {
      throw new NotFound();
    });
    await sql.query('SELECT FROM portal.entry_change WHERE id = $1 FOR UPDATE', [id]);
    const change = (await readChange(sql, id))!;
    if (change.state !== state) throw new ChangeSettled(change.state);
    return { change, entry };
  }

  private async record(
    tx: Tx,
    actor: Member,
    action: string,
    objectId: string,
    details: object,
  ): Promise<void> {
    await this.audit.record(tx, actor, { action, objectType: 'agency', objectId, details: { ...details } });
  }
}

/** @throws {Invalid} for a field that the change does not have, or none. */
function divided(
  changes: readonly FieldChange[],
  { paths }: ChosenFields,
): { taken: FieldChange[]; left: FieldChange[] } {
  const isMeant = ({ path }: FieldChange) => paths == null || paths.includes(path);
  const taken = changes.filter(isMeant);
  if (taken.length === 0) {
    const detail = '項目を1つ以上選択してください。';
    throw new Invalid([{ field: 'paths', label: '項目', detail }]);
  }
  return { taken, left: changes.filter((change) => !isMeant(change)) };
}

function requireSeen(entry: Entry, changes: readonly FieldChange[], { overwrite }: ChosenFields): void {
  const changed = conflicting(entry, changes);
  if (changed.length > 0 && !overwrite) throw new ChangedSince(changed.map(({ path }) => path));
}

async function settle(
  sql: SqlTx,
  actor: Member,
  id: string,
  to: {
    state: ChangeRow['state'];
    made: readonly FieldChange[];
    left: readonly FieldChange[];
    note?: string | null;
  },
): Promise<void> {
  await sql.query(
    `UPDATE portal.entry_change
     SET state = $2, changes = $3, refused_changes = $4, decided_by = $5, decided_by_name = $6, decided_at = now(),
         decision_note = $7, applied_at = CASE WHEN $2 = 'applied' THEN now() END
     WHERE id = $1`,
    [
      id,
      to.state,
      JSON.stringify(to.made),
      JSON.stringify(to.left),
      actor.accountId,
      actor.accountName,
      to.note ?? null,
    ],
  );
}

async function markUndone(sql: SqlTx, id: string): Promise<void> {
  await sql.query(`UPDATE portal.entry_change SET state = 'undone' WHERE id = $1 AND state = 'applied'`, [
    id,
  ]);
}

async function markStanding(sql: SqlTx, id: string): Promise<void> {
  await sql.query(`UPDATE portal.entry_change SET state = 'applied' WHERE id = $1 AND state = 'undone'`, [
    id,
  ]);
}
