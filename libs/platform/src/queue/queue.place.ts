import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresBackend, Queue as BullQueue, type Processor, Worker as BullWorker } from 'bullmq';
import type { QueueOptions, WorkerOptions } from 'bullmq';
import { queueSchema } from './queue.migration.js';

/** Where jobs wait: in PostgreSQL (role portal_worker), or in Redis when QUEUE_URL names one. */
export type QueuePlace = { readonly postgres: string } | { readonly redis: string };

/** What this program uses of BullMQ's queue; the two backends differ in nothing else. */
export type JobStore = Pick<
  BullQueue,
  'add' | 'getJobState' | 'remove' | 'clean' | 'close' | 'waitUntilReady'
>;

/** Opens the producing side. */
export function openStore(
  place: QueuePlace,
  name: string,
  options: Omit<QueueOptions, 'connection'>,
  end: AbortSignal,
  onTrouble: (error: unknown) => void,
): JobStore {
  const store = connectStore(place, name, options, end);
  store.on('error', onTrouble);
  return store;
}

function connectStore(
  place: QueuePlace,
  name: string,
  options: Omit<QueueOptions, 'connection'>,
  end: AbortSignal,
) {
  if ('redis' in place) {
    // Fails at once while Redis is away: the promise stays in the outbox and is tried again.
    const connection = { ...redisAt(place.redis, end), maxRetriesPerRequest: 1, enableOfflineQueue: false };
    return new BullQueue(name, { ...options, prefix: redisPrefix, connection });
  }
  return new BullQueue(name, { ...options, connection: poolIn(place.postgres, 2) }, createPostgresBackend);
}

/** Opens the consuming side; it begins to work at `run()`. */
export function openConsumer(
  place: QueuePlace,
  name: string,
  process: Processor<unknown, void>,
  options: Omit<WorkerOptions, 'connection'>,
  end: AbortSignal,
) {
  if ('redis' in place) {
    const connection = { ...redisAt(place.redis, end), maxRetriesPerRequest: null };
    return new BullWorker(name, process, { ...options, autorun: false, prefix: redisPrefix, connection });
  }
  return new BullWorker(
    name,
    process,
    { ...options, autorun: false, connection: poolIn(place.postgres, 4) },
    createPostgresBackend,
  );
}

/**
 * Closes one side; answers false when that takes longer than `within` milliseconds, because of a job that is not finished. The
 * end was announced before, or a Redis that is away would be waited for without end.
 */
export async function closed(side: Pick<JobStore, 'close'>, within: number): Promise<boolean> {
  const closing = side.close().then(
    () => true,
    () => true,
  );
  return Promise.race([closing, pause(within, false, { ref: false })]);
}

const redisPrefix = 'portal';

function redisAt(url: string, end: AbortSignal) {
  const retryStrategy = (times: number) => (end.aborted ? null : Math.min(times * 200, 2000));
  return { url, connectTimeout: 5000, retryStrategy };
}

function poolIn(connectionString: string, max: number) {
  return {
    connectionString,
    schema: queueSchema,
    max,
    connectionTimeoutMillis: 5000,
    statement_timeout: 30_000,
    application_name: 'portal-queue',
  };
}
