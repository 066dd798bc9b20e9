import { type NewFits, SavedSearchWatch } from '#libs/directory';
import { Announcements } from '#libs/notifications';
import {
  Clock,
  codeOf,
  type Logger,
  newId,
  Outbox,
  Rhythm,
  type SqlTx,
  type WorkerDatabase,
} from '#libs/platform';

/** Looks every quarter of an hour whether something new fits a saved search, and tells whoever keeps it. */
export class SavedSearchRound {
  private readonly rhythm: Rhythm;
  private readonly watch: SavedSearchWatch;
  private readonly clock = new Clock();
  private readonly announcements = new Announcements(new Outbox());

  constructor(
    db: WorkerDatabase,
    private readonly log: Logger,
    private readonly every: number,
  ) {
    this.watch = new SavedSearchWatch(db, this.clock);
    this.rhythm = new Rhythm(
      every,
      () => this.look(),
      (error) => this.warn(error),
    );
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async look(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.every / 2);
    for (const id of await this.watch.due(before)) {
      // A search that fails must not keep the others from being looked at.
      await this.watch
        .look(id, (tx, fits) => this.tell(tx, fits))
        .catch((error: unknown) => this.warn(error));
    }
  }

  private async tell(
    tx: SqlTx,
    { savedSearchId, accountId, agencyId, byMail, count }: NewFits,
  ): Promise<void> {
    await this.announcements.announceTo(
      tx,
      [{ accountId, agencyId }],
      {
        eventId: newId(),
        type: 'search.matched',
        objectType: 'saved_search',
        objectId: savedSearchId,
        number: String(count),
      },
      byMail,
    );
  }

  private warn(error: unknown): void {
    this.log.warn({ code: codeOf(error) }, 'saved search trouble');
  }
}
