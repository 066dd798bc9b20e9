import type { SqlTx } from '#libs/platform';
import { rebuildSearchDocs } from './search-docs.js';

/**
 * What writes search entries, counted: it goes up by one whenever the same entry would be written differently (normalising,
 * words, facets, features, cards). Entries that an older version wrote are written anew after an upgrade.
 */
export const searchDocsVersion = 1;

const perSlice = 200;

interface Renewal {
  version: number;
  next_version: number;
  reached: string | null;
}

/**
 * Writes the search entries of the next agencies anew, in the caller's transaction; answers whether there are more. A second
 * worker leaves it to the first. Whoever changes an agency meanwhile waits for its slice, and writes last.
 */
export async function renewSearchDocs(
  tx: SqlTx,
  version: number = searchDocsVersion,
  slice: number = perSlice,
): Promise<boolean> {
  const [renewal] = await tx.query<Renewal & Record<string, unknown>>(
    'SELECT version, next_version, reached FROM portal.search_renewal FOR UPDATE SKIP LOCKED',
  );
  // An older program beside a newer one must not undo what that has written.
  if (!renewal || renewal.version >= version || renewal.next_version > version) return false;
  const from = renewal.next_version === version ? renewal.reached : null;
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM portal.agency WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR UPDATE`,
    [from, slice],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await rebuildSearchDocs(tx, ids);
  const isDone = ids.length < slice;
  await tx.query('UPDATE portal.search_renewal SET version = $1, next_version = $2, reached = $3', [
    isDone ? version : renewal.version,
    version,
    isDone ? null : ids.at(-1),
  ]);
  return !isDone;
}
