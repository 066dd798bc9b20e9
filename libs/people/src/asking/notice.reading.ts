import type { Tx } from '#libs/platform';
import type { NoticeText } from './notice.words.js';

/** One version of a text; a consent points to the one that was explained. */
export interface NoticeVersion extends NoticeText {
  readonly id: string;
  /** Null for the text of the network. */
  readonly agencyId: string | null;
  readonly version: number;
  /** True where the agency went back to the text of the network. */
  readonly followsNetwork: boolean;
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

const select = `
  SELECT n.id, n.agency_id AS "agencyId", n.version, n.follows_network AS "followsNetwork", n.standard, n.easy,
    a.name AS "createdBy", n.created_at AS "createdAt"
  FROM portal.consent_notice n LEFT JOIN portal.account a ON a.id = n.created_by`;

/** All versions of the network's text, or of an agency's own, the newest first. */
export async function noticeVersions(tx: Tx, agencyId: string | null): Promise<NoticeVersion[]> {
  return tx.query(`${select} WHERE n.agency_id IS NOT DISTINCT FROM $1 ORDER BY n.version DESC`, [agencyId]);
}

/** The text that the agency explains now: its own, unless it has none or went back to that of the network. */
export async function currentNotice(tx: Tx, agencyId: string): Promise<NoticeVersion> {
  const [own] = await noticeVersions(tx, agencyId);
  if (own && !own.followsNetwork) return own;
  const [network] = await noticeVersions(tx, null);
  if (!network) throw new Error('the network has no text to explain');
  return network;
}

/** One version that the reader may see. */
export async function noticeVersion(tx: Tx, id: string): Promise<NoticeVersion | undefined> {
  const [version] = await tx.query<NoticeVersion[]>(`${select} WHERE n.id = $1`, [id]);
  return version;
}
