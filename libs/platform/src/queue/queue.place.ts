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
  onTrouble: (error: unknown) => void,
): JobStore {
  const store = connectStore(place, name, options);
  store.on('error', onTrouble);
  return store;
}

function connectStore(place: QueuePlace, name: string, options: Omit<QueueOptions, 'connection'>) {
  if ('redis' in place) {
    // Fails at once while Redis is away: the promise stays in the outbox and is tried again.
    const connection = { url: place.redis, maxRetriesPerRequest: 1, enableOfflineQueue: false };
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
) {
  if ('redis' in place) {
    const connection = { url: place.redis, maxRetriesPerRequest: null };
    return new BullWorker(name, process, { ...options, autorun: false, prefix: redisPrefix, connection });
  }
  return new BullWorker(
    name,
    process,
    { ...options, autorun: false, connection: poolIn(place.postgres, 4) },
    createPostgresBackend,
  );
}

const redisPrefix = 'portal';

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
