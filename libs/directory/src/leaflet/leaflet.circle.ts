import type { SqlTx } from '#libs/platform';
import type { EntryNames } from '../entry/entry.names.js';
import { readEntryNames } from '../entry/entry.names.js';
import { readEntries } from '../entry/entry.reading.js';
import type { LeafletBlock } from './leaflet.block.js';
import { type Standing, standingOf } from './leaflet.standing.js';
import { blockOf } from './leaflet.writing.js';

/** An agency that is asked for an edition, with everything by which its standing is judged. */
export interface CircleMember {
  readonly agencyId: string;
  readonly isMember: boolean;
  /** The words as its entry would put them now. */
  readonly now: LeafletBlock;
  readonly standing: Standing;
  /** Labels of what has changed since it agreed. */
  readonly changed: readonly string[];
  readonly agreement: Agreement | null;
  readonly correction: { readonly words: string; readonly at: string; readonly by: string } | null;
  /** The newest proof. */
  readonly proof: LastProof | null;
}

/** What an agency agreed to last, while it holds. */
export interface Agreement {
  readonly id: string;
  readonly block: LeafletBlock;
  readonly at: string;
  readonly by: string;
  readonly through: 'mail' | 'portal' | 'secretariat';
  readonly note: string | null;
}

/** The newest proof that an agency got. */
export interface LastProof {
  readonly id: string;
  readonly block: LeafletBlock;
  readonly at: string;
  readonly remindedAt: string | null;
  readonly sentAt: string | null;
  readonly trouble: string | null;
  readonly isAnswered: boolean;
  /** Expired or revoked. */
  readonly isOver: boolean;
}

interface CircleRow {
  agency_id: string;
  is_member: boolean;
  agreed: boolean | null;
  agreement: Agreement | null;
  correction: { words: string; at: string; by: string } | null;
  proof: LastProof | null;
}

/** The agencies of an edition that are still there, in the order of the directory; or one of them. */
export async function circleOf(tx: SqlTx, leafletId: string, agencyId?: string): Promise<CircleMember[]> {
  const rows = await tx.query<CircleRow>(circleSql, [leafletId, agencyId ?? null]);
  const names = await readEntryNames(tx);
  return withStandings(tx, rows, names);
}

/** How an agency stands outside of any edition: what it agreed to, and whether that still is what its entry says. */
export async function standingOfAgency(tx: SqlTx, agencyId: string): Promise<CircleMember | undefined> {
  const rows = await tx.query<CircleRow>(ownSql, [agencyId]);
  return (await withStandings(tx, rows, await readEntryNames(tx)))[0];
}

async function withStandings(
  tx: SqlTx,
  rows: readonly CircleRow[],
  names: EntryNames,
): Promise<CircleMember[]> {
  const ids = rows.map(({ agency_id }) => agency_id);
  const entries = await readEntries(tx, ids);
  return rows.flatMap(({ agency_id: id, is_member: isMember, agreed, agreement, correction, proof }) => {
    const entry = entries.get(id);
    if (!entry) return [];
    const now = blockOf(entry, names);
    const unanswered = proof && !proof.isAnswered ? proof : null;
    const standing = standingOf({
      agreed,
      agreement: agreement?.block ?? null,
      now,
      correction: correction?.words ?? null,
      proof: unanswered,
    });
    return [{ agencyId: id, isMember, now, ...standing, agreement, correction, proof }];
  });
}

const momentOf = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const agreementJson = `
  CASE WHEN g.id IS NOT NULL AND p.agreed THEN jsonb_build_object('id', g.id, 'block', g.block, 'at', ${momentOf('g.agreed_at')},
    'by', g.agreed_name, 'through', g.through, 'note', g.note) END AS agreement`;

const decided = `
  LEFT JOIN portal.publication p ON p.agency_id = a.id AND p.channel = 'leaflet'
  LEFT JOIN portal.leaflet_agreement g ON g.agency_id = a.id AND g.ended_at IS NULL`;

const circleSql = `
  SELECT a.id AS agency_id, a.is_member, p.agreed, ${agreementJson},
    CASE WHEN c.correction IS NOT NULL THEN jsonb_build_object('words', c.correction, 'at', ${momentOf('c.correction_at')},
      'by', c.correction_name) END AS correction,
    x.proof
  FROM portal.leaflet_agency c
  JOIN portal.leaflet l ON l.id = c.leaflet_id
  JOIN portal.agency a ON a.id = c.agency_id AND a.status <> 'closed'
  JOIN portal.agency_type t ON t.code = a.type_code
  ${decided}
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('id', f.id, 'block', f.block, 'at', ${momentOf('f.created_at')},
      'remindedAt', ${momentOf('f.reminded_at')}, 'sentAt', ${momentOf('f.sent_at')}, 'trouble', f.trouble,
      'isAnswered', f.answered_at IS NOT NULL, 'isOver', f.revoked_at IS NOT NULL OR f.expires_at <= now()) AS proof
    FROM portal.leaflet_proof f WHERE f.leaflet_id = c.leaflet_id AND f.agency_id = c.agency_id
    ORDER BY f.created_at DESC, f.id DESC LIMIT 1) x ON true
  WHERE c.leaflet_id = $1 AND c.left_out_at IS NULL AND ($2::uuid IS NULL OR c.agency_id = $2)
  ORDER BY t.sort, t.code, a.kana = '', a.kana, a.name, a.id`;

const ownSql = `
  SELECT a.id AS agency_id, a.is_member, p.agreed, ${agreementJson}, NULL::jsonb AS correction, NULL::jsonb AS proof
  FROM portal.agency a ${decided} WHERE a.id = $1`;
