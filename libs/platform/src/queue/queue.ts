import type { Logger } from '../log.js';
import { codeOf } from '../trouble.js';
import { tries } from './patience.js';
import { closed, type JobStore, openStore, type QueuePlace } from './queue.place.js';
import { QueueWorker, type WorkSettings } from './queue.worker.js';

/** The queue does not answer; the promise stays in the outbox and is relayed later. */
export class QueueAway extends Error {
  readonly code = 'queue.away';
}

const answerWithin = 5000;
const closeWithin = 3000;

/**
 * A queue of jobs that are nothing but the ids of promises in the outbox: what is to be done, and whether it has been done,
 * stands there. The queue says only when and by whom, so that losing its content loses nothing.
 */
export class Queue {
  private readonly end = new AbortController();
  private store: JobStore;

  constructor(
    readonly name: string,
    private readonly place: QueuePlace,
    private readonly log: Logger,
  ) {
    this.store = this.open();
  }

  /** Adds a job; one that is there already stays as it is. */
  async add(id: string, type: string): Promise<void> {
    await this.ask((store) => store.add(type, {}, { jobId: id }));
  }

  /** Takes a job out, unless somebody is working on it. */
  async forget(id: string): Promise<void> {
    await this.ask((store) => store.remove(id));
  }

  /** Whether the job is waiting or worked on, has ended in vain, or is not there. */
  async standingOf(id: string): Promise<'live' | 'failed' | 'gone'> {
    const state = await this.ask((store) => store.getJobState(id));
    if (state === 'unknown' || state === 'completed') return 'gone';
    return state === 'failed' ? 'failed' : 'live';
  }

  /** Forgets jobs that ended in vain more than `age` milliseconds ago; their dead letters stay. */
  async forgetFailed(age: number): Promise<void> {
    await this.ask((store) => store.clean(age, 1000, 'failed'));
  }

  /** Begins to work. */
  work(settings: WorkSettings): QueueWorker {
    return new QueueWorker(this.name, this.place, settings, this.log);
  }

  async close(): Promise<void> {
    this.end.abort();
    await closed(this.store, closeWithin);
  }

  private async ask<T>(question: (store: JobStore) => Promise<T>): Promise<T> {
    return inTime(this.ready().then(question));
  }

  /** A store on PostgreSQL whose first connection failed would fail for ever; Redis connects again by itself. */
  private async ready(): Promise<JobStore> {
    const { store } = this;
    if ('redis' in this.place) return store;
    try {
      await store.waitUntilReady();
    } catch (error) {
      void closed(store, closeWithin);
      if (this.store === store) this.store = this.open();
      throw error;
    }
    return store;
  }

  private open(): JobStore {
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
    return openStore(this.place, this.name, options, this.end.signal, (error) => {
      this.log.warn({ queue: this.name, code: codeOf(error) }, 'queue trouble');
    });
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueAway('the queue did not answer')), answerWithin);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
