import { setTimeout as pause } from 'node:timers/promises';
import { type Job, UnrecoverableError } from 'bullmq';
import type { Logger } from '../log.js';
import { codeOf, stackOf } from '../trouble.js';
import { Hopeless } from './hopeless.js';
import { tries, waitAfter } from './patience.js';
import { type JobStore, openConsumer, openStore, type QueuePlace } from './queue.place.js';

/** The queue does not answer; the promise stays in the outbox and is relayed later. */
export class QueueAway extends Error {
  readonly code = 'queue.away';
}

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

/** Somebody who works on jobs. */
export interface QueueWorker {
  /** Takes no further job and waits for those in hand. */
  close(): Promise<void>;
}

const addWithin = 5000;
const beginAgainAfter = 1000;

/**
 * A queue of jobs that are nothing but the ids of promises in the outbox: what is to be done, and whether it has been done,
 * stands there. The queue says only when and by whom, so that losing its content loses nothing.
 */
export class Queue {
  private readonly openStore: () => JobStore;
  private store: JobStore;

  constructor(
    readonly name: string,
    private readonly place: QueuePlace,
    private readonly log: Logger,
  ) {
    const options = {
      streams: { events: { maxLen: 100 } },
      defaultJobOptions: {
        attempts: tries,
        backoff: { type: 'patient' },
        // Keeping some of the finished jobs deadlocks workers in bullmq 6.7.0; the outbox remembers them anyway.
        removeOnComplete: true,
        removeOnFail: false,
        stackTraceLimit: 0,
      },
    };
    this.openStore = () => openStore(place, name, options, (error) => this.warn(error));
    this.store = this.openStore();
  }

  /** Adds a job; one that is there already stays as it is. */
  async add(id: string, type: string): Promise<void> {
    await inTime(this.store.add(type, {}, { jobId: id }));
  }

  /** Takes a job out, unless somebody is working on it. */
  async forget(id: string): Promise<void> {
    await inTime(this.ready().then((store) => store.remove(id)));
  }

  /** Whether the job is waiting or worked on, has ended in vain, or is not there. */
  async standingOf(id: string): Promise<'live' | 'failed' | 'gone'> {
    const state = await inTime(this.ready().then((store) => store.getJobState(id)));
    if (state === 'unknown' || state === 'completed') return 'gone';
    return state === 'failed' ? 'failed' : 'live';
  }

  /** Forgets jobs that ended in vain more than `age` milliseconds ago; their dead letters stay. */
  async forgetFailed(age: number): Promise<void> {
    await inTime(this.ready().then((store) => store.clean(age, 1000, 'failed')));
  }

  /** Begins to work. */
  work(settings: WorkSettings): QueueWorker {
    let worker = this.consumer(settings);
    let closing = false;
    const begin = async () => {
      try {
        await worker.waitUntilReady();
        if (!closing) await worker.run();
      } catch (error) {
        if (closing) return;
        this.warn(error);
        // BullMQ keeps a first connection that failed, and asks it again without a pause: it has to be thrown away.
        leave(worker);
        await pause(beginAgainAfter);
        worker = this.consumer(settings);
        void begin();
      }
    };
    void begin();
    return {
      close: async () => {
        closing = true;
        await worker.close();
      },
    };
  }

  private consumer(settings: WorkSettings) {
    const { concurrency, lockDuration, run, onGivenUp } = settings;
    const worker = openConsumer(this.place, this.name, (job) => this.attempt(job, run), {
      concurrency,
      lockDuration,
      stalledInterval: lockDuration,
      maxStalledCount: 10,
      runRetryDelay: 2000,
      settings: { backoffStrategy: (made) => (settings.waitAfter ?? waitAfter)(made) },
    });
    worker.on('error', (error) => this.warn(error));
    worker.on('stalled', (id) =>
      this.log.warn({ queue: this.name, task: id }, 'job taken over from a lost worker'),
    );
    worker.on('failed', (job, error) => {
      // `finishedOn` is set only where no further try follows.
      if (job?.id === undefined || job.finishedOn === undefined) return;
      this.log.error({ queue: this.name, task: job.id, code: error.message }, 'promise given up');
      // Whoever throws Hopeless has said so in the outbox already.
      if (error instanceof HopelessJob) return;
      onGivenUp(job.id, error.message).catch((trouble: unknown) => this.warn(trouble));
    });
    return worker;
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  /** A store on PostgreSQL whose first connection failed would fail for ever; Redis connects again by itself. */
  private async ready(): Promise<JobStore> {
    if ('redis' in this.place) return this.store;
    const { store } = this;
    try {
      await store.waitUntilReady();
    } catch (error) {
      leave(store);
      if (this.store === store) this.store = this.openStore();
      throw error;
    }
    return store;
  }

  private async attempt(job: Job, run: (id: string) => Promise<void>): Promise<void> {
    const id = job.id ?? '';
    try {
      await run(id);
    } catch (error) {
      const code = codeOf(error);
      this.log.warn(
        { queue: this.name, task: id, tries: job.attemptsMade + 1, code, at: stackOf(error) },
        'job failed',
      );
      // The queue stores the message of what is thrown here, so it is the code alone.
      throw error instanceof Hopeless ? new HopelessJob(code) : new Error(code);
    }
  }

  private warn(error: unknown): void {
    this.log.warn({ queue: this.name, code: codeOf(error) }, 'queue trouble');
  }
}

/** Nobody waits for the end of something that never began. */
function leave(part: { close(): Promise<void> }): void {
  part.close().catch(() => undefined);
}

class HopelessJob extends UnrecoverableError {}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueAway('the queue did not answer')), addWithin);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
