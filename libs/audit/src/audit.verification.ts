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

/** A decision or a provision that is not what was sealed into the audit when it was written. */
export interface EvidenceFault {
  readonly kind: string;
  readonly id: string;
  readonly fault: 'altered' | 'missing' | 'unrecorded';
}

/** Compares every consent, withdrawal, ground and row of the ledger with what the audit says of it. */
export async function verifyEvidence(db: SqlTx): Promise<{ rows: number; faults: EvidenceFault[] }> {
  const found = await db.query<{
    kind: string | null;
    object_id: string | null;
    fault: EvidenceFault['fault'] | null;
    rows_checked: string;
  }>('SELECT * FROM audit.verify_evidence()');
  return {
    rows: Number(found[0]?.rows_checked ?? 0),
    faults: found.flatMap(({ kind, object_id: id, fault }) =>
      kind && id && fault ? [{ kind, id, fault }] : [],
    ),
  };
}
