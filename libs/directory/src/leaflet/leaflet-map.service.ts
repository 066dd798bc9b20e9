import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Invalid, NotFound, once, type OnceKey, plainSql, type SqlTx } from '#libs/platform';
import { soundFile } from '../agency/agency-file.rules.js';
import { LeafletNotOpen } from './leaflet.errors.js';
import { isOpen } from './leaflet.status.js';
import { lockedLeaflet, requireKeeper } from './leaflets.service.js';

/** The map page of an edition: a picture that the network may print. Without one there is no such page. */
@Injectable()
export class LeafletMap {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Puts the map in, or another in its place; `words` say what it shows and whose it is, for those who cannot see it too.
   * @throws {NotFound} @throws {LeafletNotOpen} @throws {Invalid} for what is no PNG or JPEG.
   */
  async put(
    actor: Member,
    id: string,
    map: { content: Buffer; words: string },
    request: OnceKey,
  ): Promise<void> {
    requireKeeper(actor);
    const { type, content } = soundFile(map.content);
    if (type === 'application/pdf') throw new Invalid([notAPicture]);
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await writeMap(plainSql(tx), id, { content, type, words: map.words });
        await this.audit.record(tx, actor, {
          action: 'leaflet.put_map',
          objectType: 'leaflet',
          objectId: id,
        });
        return id;
      }),
    );
  }

  /**
   * Takes the map out.
   * @throws {NotFound} @throws {LeafletNotOpen}
   */
  async remove(actor: Member, id: string): Promise<void> {
    requireKeeper(actor);
    await this.db.transaction(actor, async (tx) => {
      await writeMap(plainSql(tx), id, { content: null, type: null, words: null });
      await this.audit.record(tx, actor, {
        action: 'leaflet.remove_map',
        objectType: 'leaflet',
        objectId: id,
      });
    });
  }

  /**
   * The map.
   * @throws {NotFound}
   */
  async read(actor: Member, id: string): Promise<{ content: Buffer; type: 'image/png' | 'image/jpeg' }> {
    requireKeeper(actor);
    return this.db.transaction(actor, async (tx) => {
      const [row] = await plainSql(tx).query<{ content: Buffer | null; type: 'image/png' | 'image/jpeg' }>(
        'SELECT map_picture AS content, map_type AS type FROM portal.leaflet WHERE id = $1',
        [id],
      );
      if (!row?.content) throw new NotFound();
      return { content: row.content, type: row.type };
    });
  }
}

async function writeMap(
  sql: SqlTx,
  id: string,
  map: { content: Buffer | null; type: string | null; words: string | null },
): Promise<void> {
  const { state } = await lockedLeaflet(sql, id);
  if (!isOpen(state)) throw new LeafletNotOpen(state);
  await sql.query(
    `UPDATE portal.leaflet SET map_picture = $2, map_type = $3, map_words = $4, version = version + 1, updated_at = now()
     WHERE id = $1`,
    [id, map.content, map.type, map.words],
  );
}

const notAPicture = {
  field: 'file',
  label: 'ファイル',
  detail: '地図は、画像（PNG、JPEG）のファイルを選んでください。',
};
