import type { SqlTx } from '#libs/platform';
import { changesBetween, type FieldChange, withChanges } from '../entry/entry.changes.js';
import { writeChanges } from '../entry/entry.writing.js';
import { rebuildSearchDocs } from '../search/search-docs.js';
import { lockedEntry, promiseToTell } from './entry-change.recording.js';

/** Whoever can open transactions of the worker. */
interface Desk extends SqlTx {
  transaction<T>(work: (tx: SqlTx) => Promise<T>): Promise<T>;
}

/** Makes the announced changes whose day has come, each in a transaction of its own; answers how many. */
export async function makeDueChanges(db: Desk, today: string): Promise<number> {
  const due = await db.query<{ id: string }>(
    `SELECT id FROM portal.entry_change WHERE state = 'planned' AND effective_on <= $1 ORDER BY effective_on, id`,
    [today],
  );
  for (const { id } of due) await db.transaction((tx) => makeDue(tx, id));
  return due.length;
}

async function makeDue(tx: SqlTx, id: string): Promise<void> {
  const [seen] = await tx.query<{ agency_id: string }>(
    'SELECT agency_id FROM portal.entry_change WHERE id = $1',
    [id],
  );
  // The agency first, as whoever closes or merges it does: in the other order each would wait for the other.
  const entry = (await lockedEntry(tx, seen!.agency_id))!;
  // Another worker may have it in hand, or somebody has just called it off.
  const [planned] = await tx.query<{ changes: FieldChange[] }>(
    `SELECT changes FROM portal.entry_change WHERE id = $1 AND state = 'planned' FOR UPDATE SKIP LOCKED`,
    [id],
  );
  if (!planned) return;
  // Nobody announces anything about an agency that is closed; whatever is left over must not open it again.
  const isClosed = entry.status === 'closed';
  const changes = isClosed ? [] : changesBetween(entry, withChanges(entry, planned.changes));
  const state = changes.length > 0 ? 'applied' : 'withdrawn';
  await tx.query(
    `UPDATE portal.entry_change
     SET state = $2, changes = $3, applied_at = CASE WHEN $2 = 'applied' THEN now() END, decided_at = now()
     WHERE id = $1`,
    [id, state, JSON.stringify(changes.length > 0 ? changes : planned.changes)],
  );
  if (changes.length === 0) return;
  await writeChanges(tx, entry.id, changes, 'keeper');
  await rebuildSearchDocs(tx, [entry.id]);
  await promiseToTell(tx, entry.id, { kind: 'status', changes });
}
