import type { SqlTx } from '#libs/platform';

/** One chain of the audit: how many entries it has, and the first that is not what it was, if any. */
export interface ChainState {
  readonly chain: string;
  readonly entries: number;
  readonly brokenAt: number | null;
}

/** Recomputes every hash of every chain; an edited, inserted, removed or reordered entry breaks its chain there. */
export async function verifyAudit(db: SqlTx): Promise<ChainState[]> {
  const rows = await db.query<{ chain: string; entries: string; broken_seq: string | null }>(
    'SELECT * FROM audit.verify()',
  );
  return rows.map((row) => ({
    chain: row.chain,
    entries: Number(row.entries),
    brokenAt: row.broken_seq === null ? null : Number(row.broken_seq),
  }));
}
