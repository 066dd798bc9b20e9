import { type DataKey, Invalid, isUsable, type Place, type Tx } from '#libs/platform';
import { attachmentKinds, attachmentWordsPlace, categories } from '#libs/people';
import type { FileContent } from '../package.content.js';
import type { Referral } from '../referral.entity.js';

/** Where what a file of a frozen package is called lives. */
const wordsPlace = (referralId: string, version: number, attachmentId: string): Place => ({
  table: 'package_attachment',
  column: 'words',
  row: `${referralId}|${version}|${attachmentId}`,
});

type FileRow = Omit<FileContent, 'words'> & { words: Buffer | null };

/** The files that were chosen for a referral and are still there. */
export async function chosenFiles(tx: Tx, key: DataKey, referralId: string): Promise<FileContent[]> {
  const rows = await tx.query<FileRow[]>(
    `SELECT a.id, a.category, a.kind, a.words, a.content_type AS "contentType", a.octets, a.chunks, a.hash, u.state
     FROM portal.referral_attachment c JOIN portal.attachment a ON a.id = c.attachment_id
     JOIN portal.upload_scan u ON u.upload_id = a.id
     WHERE c.referral_id = $1 AND a.removed_at IS NULL ORDER BY c.chosen_at, a.id`,
    [referralId],
  );
  return rows.map(({ words, ...row }) => ({
    ...row,
    words: key.openOptional(attachmentWordsPlace(row.id), words) ?? '',
  }));
}

/** The files of a frozen package that the reader may see, as they were frozen; the scanner may have thought anew. */
export async function toldFiles(
  tx: Tx,
  key: DataKey,
  referralId: string,
  version: number,
): Promise<FileContent[]> {
  const rows = await tx.query<(Omit<FileRow, 'words'> & { words: Buffer })[]>(
    `SELECT p.attachment_id AS id, p.category, p.kind, p.words, p.content_type AS "contentType", p.octets, p.chunks, p.hash,
       u.state
     FROM portal.package_attachment p JOIN portal.upload_scan u ON u.upload_id = p.attachment_id
     WHERE p.referral_id = $1 AND p.version = $2 ORDER BY p.attachment_id`,
    [referralId, version],
  );
  return rows.map(({ words, ...row }) => ({
    ...row,
    words: key.open(wordsPlace(referralId, version, row.id), words),
  }));
}

/** Freezes the files with a version of the package. */
export async function freezeFiles(
  tx: Tx,
  key: DataKey,
  referral: Referral,
  version: number,
  files: readonly FileContent[],
): Promise<void> {
  for (const file of files) {
    await tx.query(
      `INSERT INTO portal.package_attachment (referral_id, version, attachment_id, category, source_agency_id, person_id,
         kind, content_type, octets, hash, chunks, words)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        referral.id,
        version,
        file.id,
        file.category,
        referral.sourceAgencyId,
        referral.personId,
        file.kind,
        file.contentType,
        file.octets,
        file.hash,
        file.chunks,
        key.seal(wordsPlace(referral.id, version, file.id), file.words),
      ],
    );
  }
}

/**
 * Requires that every chosen file can go along.
 * @throws {Invalid} naming those that the scanner has not let through, and those whose kind of data is not told.
 */
export function requireFilesReady(files: readonly FileContent[], leftOut: readonly FileContent[]): void {
  const problems = [
    ...files
      .filter(({ state }) => !isUsable(state))
      .map((file) =>
        problem(file, 'ウイルス検査が終わっていません。検査が終わるのを待つか、添付から外してください。'),
      ),
    ...leftOut.map((file) =>
      problem(
        file,
        `「${categories[file.category].name}」が「伝える内容」に入っていません。入れるか、添付から外してください。`,
      ),
    ),
  ];
  if (problems.length > 0) throw new Invalid(problems, 'referral.files_not_ready');
}

function problem(file: FileContent, detail: string) {
  return { field: 'attachments', label: file.words || attachmentKinds[file.kind].name, detail };
}
