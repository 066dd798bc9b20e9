import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, DataKeys, NotFound, type Tx } from '#libs/platform';
import { chunkPlace } from './attachment.places.js';
import type { FileType } from './file.types.js';

/** As much of a file as is needed to read it. */
export interface StoredFile {
  readonly id: string;
  readonly personId: string;
  readonly chunks: number;
  readonly octets: number;
  readonly contentType: FileType;
}

/** A file on its way out. */
export interface OpenFile {
  readonly id: string;
  readonly contentType: FileType;
  readonly octets: number;
  readonly content: Readable;
}

const chunkLength = 512 * 1024;

/** Stores files in sealed pieces, and reads them as streams. */
@Injectable()
export class AttachmentContent {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
  ) {}

  /** Seals a file piece by piece with the person's key; answers how many pieces there are. */
  async store(
    tx: Tx,
    { id, personId, agencyId }: { id: string; personId: string; agencyId: string },
    content: Buffer,
  ): Promise<void> {
    const key = await this.dataKeys.one(tx, personId);
    const chunks = this.chunksOf(content);
    for (let nth = 0; nth < chunks; nth += 1) {
      const piece = content.subarray(nth * chunkLength, (nth + 1) * chunkLength);
      await tx.query(
        `INSERT INTO portal.attachment_chunk (attachment_id, person_id, agency_id, nth, body) VALUES ($1, $2, $3, $4, $5)`,
        [id, personId, agencyId, nth, key.sealOctets(chunkPlace(id, nth, chunks), piece)],
      );
    }
  }

  /** Into how many pieces a file falls. */
  chunksOf(content: Buffer): number {
    return Math.ceil(content.length / chunkLength);
  }

  /**
   * Reads a file as a stream. `permit` is asked again before every piece, and so is the wall of the database: a consent
   * that is taken back while a file is on its way ends it there.
   * @throws whatever `permit` throws for the first piece. @throws {NotFound} when the wall does not let it through.
   */
  async read(actor: Member, file: StoredFile, permit: (tx: Tx) => Promise<void>): Promise<OpenFile> {
    const piece = (nth: number) => this.piece(actor, file, nth, permit);
    const first = await piece(0);
    const pieces = async function* () {
      yield first;
      for (let nth = 1; nth < file.chunks; nth += 1) yield await piece(nth);
    };
    const { id, contentType, octets } = file;
    return { id, contentType, octets, content: Readable.from(pieces(), { objectMode: false }) };
  }

  private async piece(
    actor: Member,
    { id, personId, chunks }: StoredFile,
    nth: number,
    permit: (tx: Tx) => Promise<void>,
  ): Promise<Buffer> {
    return this.db.transaction(actor, async (tx) => {
      await permit(tx);
      const [row] = await tx.query<{ body: Buffer }[]>(
        'SELECT body FROM portal.attachment_chunk WHERE attachment_id = $1 AND nth = $2',
        [id, nth],
      );
      if (!row) throw new NotFound();
      const key = await this.dataKeys.one(tx, personId);
      return key.openOctets(chunkPlace(id, nth, chunks), row.body);
    });
  }
}
