import { Invalid, type SqlTx } from '#libs/platform';
import {
  changesBetween,
  conflicting,
  type FieldChange,
  valueAt,
  withChanges,
} from '../entry/entry.changes.js';
import { type Entry, entryLists } from '../entry/entry.js';
import { same } from '../entry/same-value.js';

/** What somebody has typed and not yet handed in: the form as they found it, and as they left it. */
export interface EntryDraft {
  readonly base: Entry;
  readonly mine: Entry;
  readonly baseVersion: number;
  readonly savedAt: string;
}

/** A draft brought onto the entry as it stands now. */
export interface CarriedDraft {
  readonly mine: Entry;
  /** Fields that somebody else has set otherwise since; here the draft's own value stands in `mine`. */
  readonly conflicts: readonly { readonly path: string; readonly theirs: unknown; readonly mine: unknown }[];
}

/** The draft of this account, or nothing. */
export async function readDraft(
  tx: SqlTx,
  agencyId: string,
  accountId: string,
): Promise<EntryDraft | undefined> {
  const [row] = await tx.query<{
    content: { base: Entry; mine: Entry };
    base_version: number;
    saved_at: Date;
  }>(
    'SELECT content, base_version, saved_at FROM portal.entry_draft WHERE agency_id = $1 AND account_id = $2',
    [agencyId, accountId],
  );
  return row && { ...row.content, baseVersion: row.base_version, savedAt: row.saved_at.toISOString() };
}

/** Keeps a draft; answers when. */
export async function writeDraft(
  tx: SqlTx,
  place: { agencyId: string; accountId: string; baseVersion: number },
  content: { base: Entry; mine: Entry },
): Promise<string> {
  const [row] = await tx.query<{ saved_at: Date }>(
    `INSERT INTO portal.entry_draft (agency_id, account_id, content, base_version) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, account_id) DO UPDATE
     SET content = excluded.content, base_version = excluded.base_version, saved_at = now() RETURNING saved_at`,
    [place.agencyId, place.accountId, JSON.stringify(content), place.baseVersion],
  );
  return row!.saved_at.toISOString();
}

/** Throws a draft away. */
export async function discardDraft(tx: SqlTx, agencyId: string, accountId: string): Promise<void> {
  await tx.query('DELETE FROM portal.entry_draft WHERE agency_id = $1 AND account_id = $2', [
    agencyId,
    accountId,
  ]);
}

/** What was changed in the draft, made upon the entry as it is by now; what both sides changed alike is no conflict. */
export function carried(entry: Entry, { base, mine }: Pick<EntryDraft, 'base' | 'mine'>): CarriedDraft {
  const changes = changesBetween(base, mine);
  const conflicts = conflicting(entry, changes)
    .map(({ path, after }) => ({ path, theirs: valueAt(entry, path), mine: after }))
    .filter(({ theirs, mine: own }) => !same(theirs, own));
  return { mine: withChanges(entry, withRowsKept(entry, base, changes)), conflicts };
}

/** Where the writer has not decided yet, a draft still rests on what it was begun from: the conflict is shown again. */
export function undecided(base: Entry, stored: EntryDraft | undefined, paths: readonly string[]): Entry {
  if (!stored) return base;
  const before = paths.map((path) => ({ path, before: null, after: valueAt(stored.base, path) }));
  return withChanges(base, before);
}

/** A row that is gone by now comes back whole when the draft has changed something in it. */
function withRowsKept(entry: Entry, base: Entry, changes: readonly FieldChange[]): FieldChange[] {
  const isGone = (path: string) => valueAt(entry, path) === null && valueAt(base, path) !== null;
  const rows = changes
    .map(({ path }) => path.split('/'))
    .filter(([list, , field]) => field !== undefined && (entryLists as readonly string[]).includes(list!))
    .map(([list, id]) => `${list}/${id}`)
    .filter(isGone);
  return [
    ...[...new Set(rows)].map((path) => ({ path, before: null, after: valueAt(base, path) })),
    ...changes,
  ];
}

/**
 * The content of a draft: nothing in it is checked yet, but it has the shape of an entry.
 * @throws {Invalid}
 */
export function draftContent(given: unknown, of: Entry): Entry {
  if (isShaped(given)) return { ...of, ...given };
  throw new Invalid([{ field: 'mine', label: '下書き', detail: '下書き: 掲載内容の形で指定してください。' }]);
}

function isShaped(given: unknown): given is Partial<Entry> {
  if (!isObject(given)) return false;
  const isRow = (row: unknown) => isObject(row) && typeof row['id'] === 'string' && !row['id'].includes('/');
  return (
    entryLists.every((list) => {
      const rows = given[list] ?? [];
      return Array.isArray(rows) && rows.every(isRow);
    }) && isObject(given['visibility'] ?? {})
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
