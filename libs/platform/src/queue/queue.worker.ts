import { setTimeout as pause } from 'node:timers/promises';
import { type Job, UnrecoverableError } from 'bullmq';
import type { Logger } from '../log.js';
import { codeOf, stackOf } from '../trouble.js';
import { Hopeless } from './hopeless.js';
import { waitAfter } from './patience.js';
import { closed, openConsumer, type QueuePlace } from './queue.place.js';

/** How jobs are worked on. */
export interface WorkSettings {
  /** How many at the same time. */
  readonly concurrency: number;
  /** After how many milliseconds without a sign of life another worker may take a job over. */
  readonly lockDuration: number;
  readonly waitAfter?: (made: number) => number;
  /** Does the work; it may run twice, and throws Hopeless when another try would not help. */
  readonly run: (id: string) => Promise<void>;
  /** Told when a job has ended in vain: tried too often, or it took its worker down again and again. */
  readonly onGivenUp: (id: string, code: string) => Promise<void>;
}

const beginAgainAfter = 1000;

/** Somebody who works on the jobs of one queue. */
export class QueueWorker {
  private consumer: ReturnType<typeof openConsumer>;
  private readonly end = new AbortController();

  constructor(
    private readonly name: string,
    private readonly place: QueuePlace,
    private readonly settings: WorkSettings,
    private readonly log: Logger,
  ) {
    this.consumer = this.open();
    void this.begin();
  }

  /** Takes no further job and waits for those in hand; answers whether all were finished within so many milliseconds. */
  async close(within: number): Promise<boolean> {
    this.end.abort();
    return closed(this.consumer, within);
  }

  private async begin(): Promise<void> {
    while (!this.end.signal.aborted) {
      try {
        await this.consumer.waitUntilReady();
        if (!this.end.signal.aborted) await this.consumer.run();
        return;
      } catch (error) {
        if (this.end.signal.aborted) return;
        this.warn(error);
        // BullMQ keeps a first connection that failed, and asks it again without a pause: it has to be thrown away.
        void closed(this.consumer, beginAgainAfter);
        await pause(beginAgainAfter);
        if (!this.end.signal.aborted) this.consumer = this.open();
      }
    }
  }

  private open(): ReturnType<typeof openConsumer> {
    const { concurrency, lockDuration, onGivenUp } = this.settings;
    const options = {
      concurrency,
      lockDuration,
      stalledInterval: lockDuration,
      maxStalledCount: 10,
      runRetryDelay: 2000,
      settings: { backoffStrategy: (made: number) => (this.settings.waitAfter ?? waitAfter)(made) },
    };
    const attempt = (job: Job) => this.attempt(job);
    const consumer = openConsumer(this.place, this.name, attempt, options, this.end.signal);
    consumer.on('error', (error) => this.warn(error));
    consumer.on('stalled', (id) => {
      this.log.warn({ queue: this.name, task: id }, 'job taken over from a lost worker');
    });
    consumer.on('failed', (job, error) => {
      // `finishedOn` is set only where no further try follows.
      if (job?.id === undefined || job.finishedOn === undefined) return;
      this.log.error({ queue: this.name, task: job.id, code: error.message }, 'promise given up');
      // Whoever throws Hopeless has said so in the outbox already.
      if (error instanceof HopelessJob) return;
      onGivenUp(job.id, error.message).catch((trouble: unknown) => this.warn(trouble));
    });
    return consumer;
  }

  private async attempt(job: Job): Promise<void> {
    const id = job.id ?? '';
    try {
      await this.settings.run(id);
    } catch (error) {
      const code = codeOf(error);
      const failure = { queue: this.name, task: id, tries: job.attemptsMade + 1, code, at: stackOf(error) };
      this.log.warn(failure, 'job failed');
      // The queue stores the message of what is thrown here, so it is the code alone.
      throw error instanceof Hopeless ? new HopelessJob(code) : new Error(code);
    }
  }

  private warn(error: unknown): void {
    this.log.warn({ queue: this.name, code: codeOf(error) }, 'queue trouble');
  }
}

class HopelessJob extends UnrecoverableError {}
