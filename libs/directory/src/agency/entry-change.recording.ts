import { newId, Outbox, type SqlTx } from '#libs/platform';
import { type FieldChange } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { readEntries } from '../entry/entry.reading.js';
import { type Hand, writeChanges } from '../entry/entry.writing.js';
import { rebuildSearchDocs } from '../search/search-docs.js';

/** What a row of the history was: a new entry, an edit, a change of state, an import, a merger, something taken back. */
export const entryChangeKinds = ['created', 'edit', 'status', 'import', 'merge', 'undo'] as const;
export type EntryChangeKind = (typeof entryChangeKinds)[number];

/** 承認待ち・予定・反映済み・見送り・取り下げ・取り消し済み. */
export const entryChangeStates = ['waiting', 'planned', 'applied', 'refused', 'withdrawn', 'undone'] as const;
export type EntryChangeState = (typeof entryChangeStates)[number];

/** A change of one entry, as the history keeps it. */
export interface NewEntryChange {
  readonly agencyId: string;
  readonly kind: EntryChangeKind;
  readonly changes: readonly FieldChange[];
  /** Whoever makes it; without an account it is the portal itself: an import, a day that has come. */
  readonly by: { readonly accountId: string | null; readonly accountName: string };
  readonly note?: string | null;
  readonly batchId?: string;
  readonly undoesId?: string;
  /** As what it counts when a source is imported again; an import does not overwrite what a keeper has set. */
  readonly hand?: Hand;
}

/**
 * The entry as it stands, locked until the end of the transaction; nothing where it is not there or the actor does not
 * keep it.
 */
export async function lockedEntry(tx: SqlTx, agencyId: string): Promise<Entry | undefined> {
  const locked = await tx.query('SELECT FROM portal.agency WHERE id = $1 FOR UPDATE', [agencyId]);
  if (locked.length === 0) return undefined;
  return (await readEntries(tx, [agencyId])).get(agencyId);
}

/**
 * The one way in which a change reaches an entry: writes it, keeps it in the history and makes the search entries anew,
 * all in the caller's transaction. The caller has locked the entry (`lockedEntry`), allowed the change and audits it.
 * Answers its id in the history.
 */
export async function applyEntryChange(tx: SqlTx, change: NewEntryChange): Promise<string> {
  const id = await recordEntryChange(tx, change, 'applied', null);
  await writeChanges(
    tx,
    change.agencyId,
    change.changes,
    change.hand ?? (change.kind === 'import' ? 'import' : 'keeper'),
  );
  await rebuildSearchDocs(tx, [change.agencyId]);
  await promiseToTell(tx, change.agencyId, change);
  return id;
}

/** The promise to look whether an entry that has changed is new to a saved search. */
export const entryChanged = 'entry.changed';

/**
 * What has changed may be what somebody waits for, and what becomes of an agency concerns those who have an open referral with it: a
 * worker tells them.
 */
export async function promiseToTell(
  tx: SqlTx,
  agencyId: string,
  change: Pick<NewEntryChange, 'kind' | 'changes'>,
): Promise<void> {
  const event = eventOf(change);
  const writer = { query: (sql: string, values: unknown[]) => tx.query(sql, values) };
  await new Outbox().add(writer, entryChanged, { agencyId });
  if (event) await new Outbox().add(writer, event, { agencyId });
}

function eventOf({ kind, changes }: Pick<NewEntryChange, 'kind' | 'changes'>): string | undefined {
  const changed = (path: string) => changes.find((change) => change.path === path);
  const successor = changed('successorId')?.after ?? null;
  switch (changed('status')?.after) {
    case 'suspended':
      return 'agency.suspended';
    case 'closed':
      return successor === null ? 'agency.closed' : 'agency.merged';
    case 'active':
      return 'agency.reopened';
    default:
      // A corrected address is no move.
      return kind === 'status' && changed('address') ? 'agency.moved' : undefined;
  }
}

/** Keeps a change that is not made yet: it waits for approval, or for its day. Answers its id in the history. */
export async function recordEntryChange(
  tx: SqlTx,
  change: NewEntryChange,
  state: 'waiting' | 'planned' | 'applied',
  effectiveOn: string | null,
): Promise<string> {
  const id = newId();
  await tx.query(
    `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, effective_on, note, batch_id, undoes_id, made_by,
       made_by_name, applied_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $4 = 'applied' THEN now() END)`,
    [
      id,
      change.agencyId,
      change.kind,
      state,
      JSON.stringify(change.changes),
      effectiveOn,
      change.note ?? null,
      change.batchId ?? null,
      change.undoesId ?? null,
      change.by.accountId,
      change.by.accountName,
    ],
  );
  return id;
}
