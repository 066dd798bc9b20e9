import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, DataKeys, NotFound, type Tx, type UploadState } from '#libs/platform';
import type { DataCategory } from '../data-category.js';
import { requireOwnPerson } from '../own-person.js';
import { attachmentWordsPlace } from './attachment.places.js';
import type { AttachmentKind } from './attachment.codes.js';
import type { FileType } from './file.types.js';

/** A file about a person, with where it stands. */
export interface AttachmentRecord {
  readonly id: string;
  readonly category: DataCategory;
  readonly kind: AttachmentKind;
  readonly contentType: FileType;
  readonly octets: number;
  readonly hash: Buffer;
  readonly chunks: number;
  readonly state: UploadState;
  readonly finding: string | null;
  readonly words: string | null;
  readonly writtenOn: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** The agencies to which a package with it was sent. */
  readonly toldTo: readonly string[];
}

interface AttachmentRow extends Omit<AttachmentRecord, 'words'> {
  words: Buffer | null;
}

/** Reads the files about the people of the own agency. */
@Injectable()
export class AttachmentsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /** All files about a person, the newest first. @throws {NotFound} for another agency's person. */
  async ofPerson(actor: Member, personId: string): Promise<AttachmentRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      await this.audit.record(tx, actor, {
        action: 'attachment.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return this.read(tx, personId);
    });
  }

  /** One file. @throws {NotFound} */
  async one(actor: Member, personId: string, id: string): Promise<AttachmentRecord> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const [found] = await this.read(tx, personId, [id]);
      if (!found) throw new NotFound();
      return found;
    });
  }

  /** The files of a person, all or some, without an audit entry, for a command of the agency that writes its own. */
  async read(tx: Tx, personId: string, ids?: readonly string[]): Promise<AttachmentRecord[]> {
    const rows = await tx.query<AttachmentRow[]>(
      `SELECT a.id, a.category, a.kind, a.content_type AS "contentType", a.octets, a.hash, a.chunks, u.state, u.finding,
         a.words, a.written_on::text AS "writtenOn", a.version, a.created_at AS "createdAt", c.name AS "createdBy",
         ARRAY(SELECT DISTINCT t.name FROM portal.package_attachment p
               JOIN portal.referral_line l ON l.referral_id = p.referral_id AND l.package_version >= p.version
                 AND l.status <> 'queued'
               JOIN portal.agency t ON t.id = l.agency_id
               WHERE p.attachment_id = a.id ORDER BY 1) AS "toldTo"
       FROM portal.attachment a JOIN portal.upload_scan u ON u.upload_id = a.id
       JOIN portal.account c ON c.id = a.created_by
       WHERE a.person_id = $1 AND a.removed_at IS NULL AND ($2::uuid[] IS NULL OR a.id = ANY($2))
       ORDER BY a.created_at DESC, a.id DESC`,
      [personId, ids ?? null],
    );
    if (rows.length === 0) return [];
    const key = await this.dataKeys.one(tx, personId);
    return rows.map(({ words, ...row }) => ({
      ...row,
      words: key.openOptional(attachmentWordsPlace(row.id), words),
    }));
  }
}
