import type { WorkerDatabase } from '../database/sql-database.js';
import type { Logger } from '../log.js';
import type { Queue } from '../queue/queue.js';
import { Rhythm } from '../rhythm.js';
import { codeOf } from '../trouble.js';
import { markFailed, outboxFigures, overdue } from './outbox.ledger.js';

const atOnce = 500;
const nil = '00000000-0000-0000-0000-000000000000';

/** When the reconciler looks. */
export interface ReconcilerPace {
  /** Milliseconds between two rounds. */
  readonly every: number;
  /** A relayed promise gets this many seconds before anybody asks what became of its job. */
  readonly after: number;
}

/**
 * Compares what was promised with what the queue knows. A job that is gone (Redis flushed, queue restored from an older
 * backup) is added again; one that the queue gave up becomes a dead letter. So the queue may lose everything at any time.
 */
export class OutboxReconciler {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    private readonly queueOf: (type: string) => Queue,
    private readonly log: Logger,
    private readonly pace: ReconcilerPace = { every: 60_000, after: 60 },
  ) {
    const warn = (error: unknown) => this.log.warn({ code: codeOf(error) }, 'outbox reconciler trouble');
    this.rhythm = new Rhythm(pace.every, () => this.reconcile(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  /** Ends after the round in hand. */
  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async reconcile(): Promise<void> {
    const settled = { live: 0, readded: 0, dead: 0 };
    for await (const task of this.overdueTasks()) settled[await this.settle(task)] += 1;
    if (settled.readded + settled.dead > 0) this.log.warn({ ...settled }, 'queue reconciled with the outbox');
    const figures = await outboxFigures(this.db);
    if (figures.late > 0) this.log.error({ ...figures }, 'promises are late');
  }

  private async *overdueTasks() {
    for (let after = nil; ;) {
      const tasks = await overdue(this.db, this.pace.after, after, atOnce);
      yield* tasks;
      const last = tasks.at(-1);
      if (!last || tasks.length < atOnce) return;
      after = last.id;
    }
  }

  private async settle({ id, type }: { id: string; type: string }): Promise<'live' | 'readded' | 'dead'> {
    const queue = this.queueOf(type);
    const standing = await queue.standingOf(id);
    if (standing === 'live') return 'live';
    if (standing === 'gone') {
      await queue.add(id, type);
      return 'readded';
    }
    await markFailed(this.db, id, 'queue.gave_up');
    return 'dead';
  }
}
