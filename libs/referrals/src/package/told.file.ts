import type { Tx, UploadState } from '#libs/platform';
import type { DataCategory, FileType } from '#libs/people';

/** A file of a frozen package, as far as the reader sees it. */
export interface ToldFile {
  readonly id: string;
  readonly category: DataCategory;
  readonly contentType: FileType;
  readonly octets: number;
  readonly chunks: number;
  readonly state: UploadState;
  readonly packageHash: Buffer;
}

/** The file of this version, or of whatever version told it last; undefined when the wall does not show it. */
export async function toldFile(
  tx: Tx,
  referralId: string,
  attachmentId: string,
  version: number | null,
): Promise<ToldFile | undefined> {
  const [row] = await tx.query<ToldFile[]>(
    `SELECT p.attachment_id AS id, p.category, p.content_type AS "contentType", p.octets, p.chunks, u.state,
       k.hash AS "packageHash"
     FROM portal.package_attachment p JOIN portal.upload_scan u ON u.upload_id = p.attachment_id
     JOIN portal.referral_package k ON k.referral_id = p.referral_id AND k.version = p.version
     WHERE p.referral_id = $1 AND p.attachment_id = $2 AND ($3::int IS NULL OR p.version = $3)
     ORDER BY p.version DESC LIMIT 1`,
    [referralId, attachmentId, version],
  );
  return row;
}
