import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, newId, NotFound, once, type OnceKey, Outbox, plainSql } from '#libs/platform';
import { LeafletNotOpen, NothingToPrint, PrintNotReady, PrintOutdated } from './leaflet.errors.js';
import { circleOf } from './leaflet.circle.js';
import { isPrinted } from './leaflet.standing.js';
import { lockedLeaflet, requireKeeper } from './leaflets.service.js';
import { printColumns, type PrintRow } from './leaflets.queries.js';

/** A4 pages in reading order, or A3 sheets to be folded. */
export const printFormats = ['a4', 'a3'] as const;
export type PrintFormat = (typeof printFormats)[number];

/** The promise to make a file. */
export const printOrdered = 'leaflet.print_ordered';

/** Orders files of an edition and hands them out. */
@Injectable()
export class LeafletPrints {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Orders a file; a worker makes it. Answers its id.
   * @throws {NotFound} @throws {LeafletNotOpen} @throws {NothingToPrint}
   */
  async order(actor: Member, leafletId: string, format: PrintFormat, request: OnceKey): Promise<string> {
    requireKeeper(actor);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const { state } = await lockedLeaflet(sql, leafletId);
        if (state === 'cancelled') throw new LeafletNotOpen(state);
        const members = await circleOf(sql, leafletId);
        if (!members.some(({ standing }) => isPrinted(standing))) throw new NothingToPrint();
        const id = newId();
        await sql.query(
          `INSERT INTO portal.leaflet_print (id, leaflet_id, format, created_by, created_by_name)
           VALUES ($1, $2, $3, $4, $5)`,
          [id, leafletId, format, actor.accountId, actor.accountName],
        );
        await this.outbox.add(sql, printOrdered, { printId: id });
        await this.audit.record(tx, actor, {
          action: 'leaflet.print',
          objectType: 'leaflet',
          objectId: leafletId,
          details: { format },
        });
        return id;
      }),
    );
  }

  /**
   * How far a file is.
   * @throws {NotFound}
   */
  async one(actor: Member, leafletId: string, id: string): Promise<PrintRow> {
    requireKeeper(actor);
    return this.db.transaction(actor, async (tx) => {
      const [row] = await plainSql(tx).query<PrintRow & Record<string, unknown>>(
        `SELECT ${printColumns} FROM portal.leaflet_print f WHERE f.id = $1 AND f.leaflet_id = $2`,
        [id, leafletId],
      );
      if (!row) throw new NotFound();
      return row;
    });
  }

  /**
   * The finished file.
   * @throws {NotFound} @throws {PrintNotReady} @throws {PrintOutdated} when an agency in it has withdrawn since.
   */
  async file(
    actor: Member,
    leafletId: string,
    id: string,
  ): Promise<{ content: Buffer; format: PrintFormat }> {
    const print = await this.one(actor, leafletId, id);
    if (print.outdated) throw new PrintOutdated();
    return this.db.transaction(actor, async (tx) => {
      const [row] = await plainSql(tx).query<{ content: Buffer | null }>(
        'SELECT content FROM portal.leaflet_print WHERE id = $1',
        [id],
      );
      if (!row?.content) throw new PrintNotReady();
      return { content: row.content, format: print.format };
    });
  }
}
