import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  DataKeys,
  isUsable,
  newId,
  NotFound,
  once,
  type OnceKey,
  Stale,
  type Tx,
  Uploads,
  type UploadState,
} from '#libs/platform';
import type { DataCategory } from '../data-category.js';
import { requireOwnPerson } from '../own-person.js';
import { attachmentWordsPlace } from './attachment.places.js';
import { type AttachmentKind, largestAttachment, quota } from './attachment.codes.js';
import { AttachmentContent, type OpenFile, type StoredFile } from './attachment.content.js';
import { FileInQuarantine, FileNotTaken, FileTooLarge, QuotaReached } from './attachment.errors.js';
import { agreedType, type FileType } from './file.types.js';
import { PictureUnreadable, redrawn } from './picture.js';

/** A file as it arrives. */
export interface AttachmentInput {
  readonly category: DataCategory;
  readonly kind: AttachmentKind;
  /** The type that the sender names, and the ending of the name that the file had there. */
  readonly declared: string;
  readonly extension: string;
  readonly content: Buffer;
}

/** A file whose octets, sender and name agree, as it is kept. */
export interface CheckedFile extends Pick<AttachmentInput, 'category' | 'kind' | 'content'> {
  readonly contentType: FileType;
}

/** What stands beside a file. */
export interface AttachmentWords {
  readonly category?: DataCategory | null;
  readonly kind?: AttachmentKind | null;
  readonly words?: string | null;
  readonly writtenOn?: string | null;
}

interface AttachmentRow {
  id: string;
  personId: string;
  contentType: FileType;
  octets: number;
  chunks: number;
  version: number;
  state: UploadState;
}

/** Keeps the files about the people of the own agency. */
@Injectable()
export class Attachments {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly uploads: Uploads,
    private readonly content: AttachmentContent,
    private readonly audit: Audit,
  ) {}

  /**
   * Adds a file; answers its id. Nobody opens it before the virus scanner has looked at it.
   * @throws {NotFound} for another agency's person. @throws {FileNotTaken} @throws {FileTooLarge} @throws {QuotaReached}
   */
  async add(actor: Member, personId: string, input: AttachmentInput, request: OnceKey): Promise<string> {
    const file = await checkedFile(input);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () => this.keep(tx, actor, personId, file)),
    );
  }

  /**
   * Keeps a file that has been checked, in the transaction of whoever takes it in; answers its id. `words` is what it is called.
   * @throws {NotFound} for another agency's person. @throws {QuotaReached}
   */
  async keep(
    tx: Tx,
    actor: Member,
    personId: string,
    { category, kind, contentType, content }: CheckedFile,
    words: string | null = null,
  ): Promise<string> {
    // Two uploads at once must not both find room.
    await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
    await requireRoom(tx, personId, content.length);
    const id = newId();
    const { agencyId } = actor;
    const key = await this.dataKeys.one(tx, personId);
    await this.uploads.admit(tx, { id, agencyId, content });
    await tx.query(
      `INSERT INTO portal.attachment (id, person_id, agency_id, category, kind, content_type, octets, hash, chunks, created_by, words)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        personId,
        agencyId,
        category,
        kind,
        contentType,
        content.length,
        createHash('sha256').update(content).digest(),
        this.content.chunksOf(content),
        actor.accountId,
        key.sealOptional(attachmentWordsPlace(id), words),
      ],
    );
    await this.content.store(tx, { id, personId, agencyId }, content);
    await this.record(tx, actor, personId, id, 'attachment.add', { category });
    return id;
  }

  /**
   * Says what a file is. What was told already stays as it was told.
   * @throws {NotFound} @throws {Stale}
   */
  async describe(
    actor: Member,
    personId: string,
    id: string,
    input: AttachmentWords,
    seenVersion: number,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const file = await ownAttachment(tx, actor, personId, id);
      if (file.version !== seenVersion) throw new Stale(file.version);
      const key = await this.dataKeys.one(tx, personId);
      const words = key.sealOptional(attachmentWordsPlace(id), input.words || null);
      await tx.query(
        `UPDATE portal.attachment SET version = version + 1, category = coalesce($2, category), kind = coalesce($3, kind),
           words = CASE WHEN $4 THEN $5 ELSE words END, written_on = CASE WHEN $6 THEN $7::date ELSE written_on END
         WHERE id = $1`,
        [
          id,
          input.category ?? null,
          input.kind ?? null,
          input.words !== undefined,
          words,
          input.writtenOn !== undefined,
          input.writtenOn ?? null,
        ],
      );
      await this.record(tx, actor, personId, id, 'attachment.describe');
    });
  }

  /**
   * Removes a file. What was told stays in the packages that told it; a file that was never told is gone altogether.
   * @throws {NotFound}
   */
  async remove(actor: Member, personId: string, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await ownAttachment(tx, actor, personId, id);
      await tx.query(
        'UPDATE portal.attachment SET removed_at = now(), removed_by = $2, version = version + 1 WHERE id = $1',
        [id, actor.accountId],
      );
      await tx.query(
        `DELETE FROM portal.referral_attachment c USING portal.referral r
         WHERE c.attachment_id = $1 AND r.id = c.referral_id AND r.status = 'draft'`,
        [id],
      );
      await tx.query('SELECT portal.drop_upload_content($1)', [id]);
      await this.record(tx, actor, personId, id, 'attachment.remove');
    });
  }

  /** Has a file looked at again with which the scanner could do nothing. @throws {NotFound} */
  async scanAgain(actor: Member, personId: string, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await ownAttachment(tx, actor, personId, id);
      if (await this.uploads.tryAgain(tx, id))
        await this.record(tx, actor, personId, id, 'attachment.scan_again');
    });
  }

  /**
   * Opens a file of one of the own people.
   * @throws {NotFound} @throws {FileInQuarantine}
   */
  async open(actor: Member, personId: string, id: string): Promise<OpenFile> {
    const file = await this.db.transaction(actor, async (tx): Promise<StoredFile> => {
      const found = await ownAttachment(tx, actor, personId, id);
      requireScanned(found.state);
      await this.record(tx, actor, personId, id, 'attachment.read');
      return found;
    });
    return this.content.read(actor, file, async (tx) => {
      requireScanned((await ownAttachment(tx, actor, personId, id)).state);
    });
  }

  private async record(
    tx: Tx,
    actor: Member,
    personId: string,
    id: string,
    action: string,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'attachment',
      objectId: id,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}

/** @throws {FileInQuarantine} before the scanner has let it through. */
export function requireScanned(state: UploadState): void {
  if (!isUsable(state)) throw new FileInQuarantine(state);
}

async function ownAttachment(tx: Tx, actor: Member, personId: string, id: string): Promise<AttachmentRow> {
  const [row] = await tx.query<AttachmentRow[]>(
    `SELECT a.id, a.person_id AS "personId", a.content_type AS "contentType", a.octets, a.chunks, a.version, u.state
     FROM portal.attachment a JOIN portal.upload_scan u ON u.upload_id = a.id
     WHERE a.id = $1 AND a.person_id = $2 AND a.agency_id = $3 AND a.removed_at IS NULL`,
    [id, personId, actor.agencyId],
  );
  if (!row) throw new NotFound();
  return row;
}

/** The file in the form in which it is kept: a picture is drawn anew. @throws {FileNotTaken} @throws {FileTooLarge} */
export async function checkedFile(input: AttachmentInput): Promise<CheckedFile> {
  const { category, kind } = input;
  if (input.content.length > largestAttachment) throw new FileTooLarge();
  const contentType = agreedType(input.content, input.declared, input.extension);
  if (!contentType) throw new FileNotTaken();
  if (contentType !== 'image/png' && contentType !== 'image/jpeg')
    return { category, kind, contentType, content: input.content };
  try {
    return { category, kind, contentType, content: await redrawn(input.content, contentType) };
  } catch (error) {
    if (error instanceof PictureUnreadable) throw new FileNotTaken();
    throw error;
  }
}

async function requireRoom(tx: Tx, personId: string, octets: number): Promise<void> {
  const [taken] = await tx.query<{ files: number; octets: number }[]>(
    `SELECT count(*)::int AS files, coalesce(sum(octets), 0)::float8 AS octets FROM portal.attachment
     WHERE person_id = $1 AND removed_at IS NULL`,
    [personId],
  );
  if (!taken || taken.files >= quota.files || taken.octets + octets > quota.octets) throw new QuotaReached();
}
