import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Invalid, type Tx } from '#libs/platform';
import { Attachments, type CheckedFile, checkedFile } from '#libs/people';
import type { ReadFile } from './file.reading.js';
import type { Unread } from './unread.js';

/** A file of a bundle as it is kept, and as it was read. */
export interface TakenFile {
  readonly read: ReadFile;
  readonly file: CheckedFile;
}

/** Which of the files could be kept, by the rules of every upload; the others with the reason. */
export async function checkedFiles(
  files: readonly ReadFile[],
): Promise<{ checked: TakenFile[]; unread: Unread[] }> {
  const checked: TakenFile[] = [];
  const unread: Unread[] = [];
  // One after the other: a picture is drawn anew, which takes room.
  for (const read of files) {
    const { category, kind, contentType, extension, content } = read;
    if (!content) continue;
    try {
      const file = await checkedFile({ category, kind, declared: contentType, extension, content });
      checked.push({ read, file });
    } catch (refusal) {
      if (!(refusal instanceof Invalid)) throw refusal;
      unread.push({
        what: `添付ファイル「${read.name || contentType}」`,
        why: '添付できる種類・大きさのファイルではないため、取り込めません。',
      });
    }
  }
  return { checked, unread };
}

/** Keeps the files of a bundle like uploads: sealed with the person's key, and opened to nobody before the virus scanner has looked. */
@Injectable()
export class IntakeFiles {
  constructor(private readonly attachments: Attachments) {}

  /** Keeps what the record does not have yet, and lays all of it beside the draft. @throws {QuotaReached} */
  async keep(
    tx: Tx,
    actor: Member,
    { personId, draftId }: { personId: string; draftId: string },
    files: readonly TakenFile[],
  ): Promise<void> {
    for (const { read, file } of files) {
      const id =
        (await keptBefore(tx, personId, file)) ??
        (await this.attachments.keep(tx, actor, personId, file, read.name || null));
      await tx.query(
        `INSERT INTO portal.referral_attachment (referral_id, source_agency_id, person_id, attachment_id, chosen_by)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [draftId, actor.agencyId, personId, id, actor.accountId],
      );
    }
  }
}

/** A file that came twice is one; but under another kind of data it is another, because other people may see it. */
async function keptBefore(
  tx: Tx,
  personId: string,
  { category, content }: CheckedFile,
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }[]>(
    `SELECT id FROM portal.attachment WHERE person_id = $1 AND category = $2 AND hash = $3 AND removed_at IS NULL LIMIT 1`,
    [personId, category, createHash('sha256').update(content).digest()],
  );
  return row?.id;
}
