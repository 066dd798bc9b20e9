import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Conflict, Database, newId, NotFound, once, type OnceKey, plainSql, type Tx } from '#libs/platform';
import type { Visibility } from '../entry/entry.js';
import { type AgencyFileType, mostAgencyFiles, soundFile } from './agency-file.rules.js';
import { requireKeeper } from './entry-submission.js';

/** A file of an agency without its octets. */
export interface AgencyFileRow {
  readonly id: string;
  readonly contentType: AgencyFileType;
  readonly words: string;
  readonly octets: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly visibility: Visibility;
  readonly sort: number;
}

/** What stands beside a file. */
export interface AgencyFileWords {
  /** What the picture shows, for those who do not see it; of a leaflet its name. */
  readonly words?: string | null;
  readonly visibility?: Visibility | null;
}

/** There are as many files as there may be (409). */
export class TooManyFiles extends Conflict {
  constructor() {
    super(
      'agency_file.too_many',
      `写真とパンフレットは、合わせて${mostAgencyFiles}件までです。先に1件を削除してください。`,
    );
  }
}

/** Keeps the photographs and leaflets of agencies. */
@Injectable()
export class AgencyFiles {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Adds a file; answers its id.
   * @throws {NotFound} @throws {Forbidden} @throws {Invalid} @throws {TooManyFiles}
   */
  async add(
    actor: Member,
    agencyId: string,
    given: AgencyFileWords & { content: Buffer },
    request: OnceKey,
  ): Promise<string> {
    const { type, content, size } = soundFile(given.content);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireKeeper(tx, actor, agencyId);
        const sort = await nextPlace(tx, agencyId);
        const id = newId();
        await tx.query(
          `INSERT INTO portal.agency_file
             (id, agency_id, content_type, words, octets, width, height, visibility, sort, body, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            id,
            agencyId,
            type,
            given.words || (type === 'application/pdf' ? 'パンフレット' : '写真'),
            content.length,
            size?.width ?? null,
            size?.height ?? null,
            given.visibility ?? 'public',
            sort,
            content,
            actor.accountId,
          ],
        );
        await this.record(tx, actor, 'agency_file.add', agencyId, id);
        return id;
      }),
    );
  }

  /** Says otherwise what a file shows and who may see it. @throws {NotFound} @throws {Forbidden} */
  async describe(
    actor: Member,
    agencyId: string,
    id: string,
    { words, visibility }: AgencyFileWords,
  ): Promise<void> {
    await this.change(actor, agencyId, id, 'agency_file.describe', (tx) =>
      tx.query(
        `UPDATE portal.agency_file SET words = coalesce($3, words), visibility = coalesce($4, visibility)
         WHERE id = $1 AND agency_id = $2`,
        [id, agencyId, words || null, visibility ?? null],
      ),
    );
  }

  /** Takes a file away. @throws {NotFound} @throws {Forbidden} */
  async remove(actor: Member, agencyId: string, id: string): Promise<void> {
    await this.change(actor, agencyId, id, 'agency_file.remove', (tx) =>
      tx.query('DELETE FROM portal.agency_file WHERE id = $1 AND agency_id = $2', [id, agencyId]),
    );
  }

  /** Puts a file one place forward. @throws {NotFound} @throws {Forbidden} */
  async putForward(actor: Member, agencyId: string, id: string): Promise<void> {
    await this.change(actor, agencyId, id, 'agency_file.order', (tx) =>
      tx.query(
        `WITH placed AS (
           SELECT id, row_number() OVER (ORDER BY sort, id) AS place FROM portal.agency_file WHERE agency_id = $2)
         UPDATE portal.agency_file f
         SET sort = CASE p.place WHEN m.place THEN m.place - 1 WHEN m.place - 1 THEN m.place ELSE p.place END
         FROM placed p, placed m WHERE p.id = f.id AND m.id = $1`,
        [id, agencyId],
      ),
    );
  }

  /** One file with its octets, as far as the reader may see it. @throws {NotFound} */
  async read(
    actor: Member,
    agencyId: string,
    id: string,
  ): Promise<{ contentType: AgencyFileType; words: string; content: Buffer }> {
    return this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<{ content_type: AgencyFileType; words: string; body: Buffer }[]>(
        'SELECT content_type, words, body FROM portal.agency_file WHERE id = $1 AND agency_id = $2',
        [id, agencyId],
      );
      if (!row) throw new NotFound();
      return { contentType: row.content_type, words: row.words, content: row.body };
    });
  }

  private async change(
    actor: Member,
    agencyId: string,
    id: string,
    action: string,
    work: (tx: Tx) => Promise<unknown>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [there] = await tx.query<unknown[]>(
        'SELECT id FROM portal.agency_file WHERE id = $1 AND agency_id = $2',
        [id, agencyId],
      );
      if (!there) throw new NotFound();
      await requireKeeper(tx, actor, agencyId);
      await work(tx);
      await this.record(tx, actor, action, agencyId, id);
    });
  }

  private async record(tx: Tx, actor: Member, action: string, agencyId: string, file: string): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'agency',
      objectId: agencyId,
      details: { file },
    });
  }
}

/** Two files added at the same moment must not both be the last that fits. */
async function nextPlace(tx: Tx, agencyId: string): Promise<number> {
  await tx.query('SELECT FROM portal.agency WHERE id = $1 FOR UPDATE', [agencyId]);
  const [row] = await plainSql(tx).query<{ files: number; next: number }>(
    'SELECT count(*)::int AS files, coalesce(max(sort), 0) + 1 AS next FROM portal.agency_file WHERE agency_id = $1',
    [agencyId],
  );
  if (row!.files >= mostAgencyFiles) throw new TooManyFiles();
  return row!.next;
}
