import { PdfBroken, type PdfPress, PdfRefused, PdfTooSlow } from '#libs/documents';
import { givePlaces, makePack, packMaterial } from '#libs/meetings';
import type { Clock, Task, WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

/** Makes a pack. What it shows is read at this moment, not at the order: an item may have been closed since. */
export class PackOrderedHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  async handle(task: Task): Promise<void> {
    const id = idIn(task, 'packId');
    const begun = await this.db.query(
      `UPDATE portal.pack SET state = 'working', progress = 5 WHERE id = $1 AND state IN ('waiting', 'working') RETURNING id`,
      [id],
    );
    if (begun.length === 0) return;
    const material = await this.db.transaction((tx) => packMaterial(tx, id));
    if (!material) return;
    await this.tell(id, 15);
    try {
      const made = await makePack(
        this.press,
        material,
        (parts) => this.db.transaction((tx) => givePlaces(tx, material, parts)),
        this.clock.now(),
        (percent) => this.tell(id, percent),
      );
      await this.db.query(
        `UPDATE portal.pack SET state = 'done', progress = 100, pages = $2, sha256 = $3, content = $4, item_ids = $5, paper_ids = $6,
           left_out = $7, finished_at = now() WHERE id = $1`,
        [id, made.pages, made.sha256, made.content, made.itemIds, made.paperIds, made.leftOut],
      );
    } catch (error) {
      // Whoever ordered it sees that it failed, and orders again; anything else is tried again by the queue.
      if (!(error instanceof PdfRefused || error instanceof PdfTooSlow || error instanceof PdfBroken))
        throw error;
      await this.fail(id, error.code);
    }
  }

  /** It will not be tried again. */
  async giveUp(task: Task): Promise<void> {
    await this.fail(idIn(task, 'packId'), 'pack.given_up');
  }

  private async tell(id: string, percent: number): Promise<void> {
    await this.db.query('UPDATE portal.pack SET progress = $2 WHERE id = $1', [id, percent]);
  }

  private async fail(id: string, code: string): Promise<void> {
    await this.db.query(
      `UPDATE portal.pack SET state = 'failed', trouble = $2, finished_at = now() WHERE id = $1 AND state <> 'done'`,
      [id, code],
    );
  }
}
