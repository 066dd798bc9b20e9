import { type NewFits, SavedSearchWatch } from '#libs/directory';
import { Announcements } from '#libs/notifications';
import {
  Clock,
  codeOf,
  type Logger,
  newId,
  Outbox,
  type SqlTx,
  type Task,
  type WorkerDatabase,
} from '#libs/platform';
import { idIn } from '../payload.js';

/** Tells whoever keeps a search what is new to it: at the moment of a change, and whatever that missed now and then. */
export class SavedSearchTelling {
  private readonly clock = new Clock();
  private readonly watch: SavedSearchWatch;
  private readonly announcements = new Announcements(new Outbox());

  constructor(
    db: WorkerDatabase,
    private readonly log: Logger,
  ) {
    this.watch = new SavedSearchWatch(db, this.clock);
  }

  /** Looks at every search that was not looked at for so many milliseconds. */
  async round(every: number): Promise<void> {
    const before = new Date(this.clock.now().getTime() - every);
    for (const id of await this.watch.due(before)) await this.look(id);
  }

  /** The entry of an agency has changed, or its free places. */
  async entryChanged(event: Task): Promise<void> {
    const agencyId = idIn(event, 'agencyId');
    for (const id of await this.watch.near(agencyId)) await this.look(id, [agencyId]);
  }

  /** A search that fails must not keep the others from being looked at. */
  private async look(id: string, among?: readonly string[]): Promise<void> {
    await this.watch
      .look(id, (tx, fits) => this.tell(tx, fits), among)
      .catch((error: unknown) => this.warn(error));
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
