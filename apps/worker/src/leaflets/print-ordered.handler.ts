import { leafletContentOf, printLeaflet, type PrintFormat } from '#libs/directory';
import { PdfBroken, type PdfPress, PdfRefused, PdfTooSlow } from '#libs/documents';
import { type Clock, type Task, type WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

/** Makes a file of the leaflet. What it prints is read at this moment, not at the order: agreements may have ended since. */
export class PrintOrderedHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly press: PdfPress,
    private readonly clock: Clock,
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
      await this.db.query(
        `UPDATE portal.leaflet_print SET state = 'done', progress = 100, pages = $2, content = $3, agreement_ids = $4,
           replaced = $5, finished_at = now() WHERE id = $1`,
        [id, pdf.pages, pdf.content, content.agreementIds, pdf.replaced],
      );
    } catch (error) {
      // Whoever ordered it sees that it failed, and orders again; anything else is tried again by the queue.
      if (!(error instanceof PdfRefused || error instanceof PdfTooSlow || error instanceof PdfBroken))
        throw error;
      await this.fail(id, error.code);
    }
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
