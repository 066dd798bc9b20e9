import { type Announcements, planWebhooks } from '#libs/notifications';
import {
  type Logger,
  markDone,
  markFailed,
  Outbox,
  takeOpen,
  Hopeless,
  type WorkerDatabase,
} from '#libs/platform';
import { type EventHandler, eventHandlerFor } from './event.handlers.js';

/** Keeps promises whose whole effect lies in the database: effect and "done" are one transaction, so exactly once. */
export class EventWorker {
  private readonly outbox = new Outbox();

  constructor(
    private readonly db: WorkerDatabase,
    private readonly announcements: Announcements,
    private readonly further: Readonly<Record<string, EventHandler>>,
    private readonly log: Logger,
  ) {}

  async run(id: string): Promise<void> {
    try {
      await this.db.transaction(async (tx) => {
        const event = await takeOpen(tx, id);
        if (!event) return;
        const handle = this.further[event.type] ?? eventHandlerFor(event.type, this.announcements);
        if (!handle) this.log.warn({ task: id, type: event.type }, 'event without a handler');
        await handle?.(tx, event);
        await planWebhooks(tx, this.outbox, event);
        await markDone(tx, id);
        this.log.info({ task: id, type: event.type }, 'event handled');
      });
    } catch (error) {
      if (error instanceof Hopeless) await markFailed(this.db, id, error.code);
      throw error;
    }
  }
}
