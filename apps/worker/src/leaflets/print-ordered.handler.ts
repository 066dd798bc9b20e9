import { leafletContentOf, printLeaflet, type PrintFormat } from '#libs/directory';
import { type Pdf, PdfBroken, type PdfPress, PdfRefused, PdfTooSlow } from '#libs/documents';
import type { Announcements } from '#libs/notifications';
import type { Clock, Task, WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

/** Makes a file of the leaflet. What it prints is read at this moment, not at the order: agreements may have ended since. */
export class PrintOrderedHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly press: PdfPress,
    private readonly clock: Clock,
    private readonly announcements: Announcements,
  ) {}

  async handle(task: Task): Promise<void> {
    const id = idIn(task, 'printId');
    const [print] = await this.db.query<{ leafletId: string; format: PrintFormat }>(
      `UPDATE portal.leaflet_print SET state = 'working', progress = 5 WHERE id = $1 AND state IN ('waiting', 'working')
       RETURNING leaflet_id AS "leafletId", format`,
      [id],
    );
    if (!print) return;
    const content = await this.db.transaction((tx) => leafletContentOf(tx, print.leafletId));
    if (!content || content.blocks.length === 0) return this.fail(id, 'nothing_to_print');
    await this.tell(id, 15);
    try {
      const pdf = await printLeaflet(this.press, content, print.format, this.clock.now(), (percent) =>
        this.tell(id, percent),
      );
      await this.finish(task, print.leafletId, { id, ...pdf, agreementIds: content.agreementIds });
    } catch (error) {
      // Whoever ordered it sees that it failed, and orders again; anything else is tried again by the queue.
      if (!(error instanceof PdfRefused || error instanceof PdfTooSlow || error instanceof PdfBroken))
        throw error;
      await this.fail(id, error.code);
    }
  }

  private async finish(
    task: Task,
    leafletId: string,
    print: Pdf & { id: string; agreementIds: readonly string[] },
  ): Promise<void> {
    const { id, pages, content, agreementIds, replaced } = print;
    await this.db.transaction(async (tx) => {
      await tx.query(
        `UPDATE portal.leaflet_print SET state = 'done', progress = 100, pages = $2, content = $3, agreement_ids = $4,
           replaced = $5, finished_at = now() WHERE id = $1`,
        [id, pages, content, agreementIds, replaced],
      );
      const orderedBy = await tx.query<{ accountId: string; agencyId: string }>(
        `SELECT d.account_id AS "accountId", d.agency_id AS "agencyId"
         FROM portal.leaflet_print f JOIN sec.secretariat_desk() d ON d.account_id = f.created_by WHERE f.id = $1`,
        [id],
      );
      await this.announcements.announceTo(tx, orderedBy, {
        eventId: task.id,
        type: 'leaflet.printed',
        objectType: 'leaflet',
        objectId: leafletId,
        number: null,
      });
    });
  }

  private async tell(id: string, percent: number): Promise<void> {
    await this.db.query('UPDATE portal.leaflet_print SET progress = $2 WHERE id = $1', [id, percent]);
  }

  private async fail(id: string, code: string): Promise<void> {
    await this.db.query(
      `UPDATE portal.leaflet_print SET state = 'failed', trouble = $2, finished_at = now() WHERE id = $1`,
      [id, code],
    );
  }
}
