import type { PoolClient } from 'pg';
import type { WorkerDatabase } from '../database/sql-database.js';
import type { Logger } from '../log.js';
import type { Queue } from '../queue/queue.js';
import { Rhythm } from '../rhythm.js';
import { codeOf } from '../trouble.js';
import { markRelayed, takeUnrelayed } from './outbox.ledger.js';

const atOnce = 200;

/**
 * Carries promises from the outbox into the queue: at the moment their transaction commits (LISTEN), and once a second in
 * case that word was lost. Several relays may run; each takes rows that no other holds. When it dies between adding a job
 * and noting so, the job is added a second time under the same id, which the queue ignores.
 */
export class OutboxRelay {
  private readonly rhythm: Rhythm;
  private ear: PoolClient | undefined;

  constructor(
    private readonly db: WorkerDatabase,
    private readonly queueOf: (type: string) => Queue,
    private readonly log: Logger,
    pollEvery = 1000,
  ) {
    this.rhythm = new Rhythm(
      pollEvery,
      () => this.relayAll(),
      (error) => this.warn(error),
    );
  }

  start(): void {
    this.rhythm.start();
  }

  /** Ends after the batch in hand. */
  async stop(): Promise<void> {
    await this.rhythm.stop();
    this.ear?.removeAllListeners('notification');
    this.ear?.release(true);
    this.ear = undefined;
  }

  private async relayAll(): Promise<void> {
    await this.listen();
    while ((await this.relaySome()) === atOnce);
  }

  private async relaySome(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const tasks = await takeUnrelayed(tx, atOnce);
      for (const { id, type, triedBefore } of tasks) {
        const queue = this.queueOf(type);
        // Somebody wants a dead letter tried again: its old job would stand in the way.
        if (triedBefore) await queue.forget(id);
        await queue.add(id, type);
      }
      if (tasks.length > 0)
        await markRelayed(
          tx,
          tasks.map(({ id }) => id),
        );
      return tasks.length;
    });
  }

  private async listen(): Promise<void> {
    if (this.ear) return;
    const ear = await this.db.pool.connect();
    // A lost connection is replaced at the next beat; until then the clock wakes the relay.
    ear.on('error', (error) => {
      this.warn(error);
      if (this.ear !== ear) return;
      this.ear = undefined;
      ear.release(true);
    });
    ear.on('notification', () => this.rhythm.ring());
    try {
      await ear.query('LISTEN outbox');
    } catch (error) {
      ear.release(true);
      throw error;
    }
    this.ear = ear;
  }

  private warn(error: unknown): void {
    this.log.warn({ code: codeOf(error) }, 'outbox relay trouble');
  }
}
