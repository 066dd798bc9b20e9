import {
  findOpen,
  Hopeless,
  type Logger,
  markDone,
  markFailed,
  type Task,
  type WorkerDatabase,
} from '#libs/platform';

/** Work that takes seconds or minutes. It tells how far it is while it goes on, so it is not one transaction. */
export interface LongWork {
  readonly run: (task: Task) => Promise<void>;
  /** Tells whoever waits for it that it will not be tried again. */
  readonly giveUp?: (task: Task) => Promise<void>;
}

/** Keeps promises of long work, in a queue of their own: neither notices nor mails wait behind them. */
export class LongWorkWorker {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly works: Readonly<Record<string, LongWork>>,
    private readonly log: Logger,
  ) {}

  async run(id: string): Promise<void> {
    const task = await findOpen(this.db, id);
    if (!task) return;
    try {
      await this.works[task.type]?.run(task);
      await markDone(this.db, id);
      this.log.info({ task: id, type: task.type }, 'long work done');
    } catch (error) {
      if (error instanceof Hopeless) await markFailed(this.db, id, error.code);
      throw error;
    }
  }
  /** The queue has given the promise up. */
  async giveUp(id: string, code: string): Promise<void> {
    const task = await findOpen(this.db, id);
    if (!task) return;
    await this.works[task.type]?.giveUp?.(task);
    await markFailed(this.db, id, code);
  }
}
