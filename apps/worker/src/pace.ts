import type { ReconcilerPace } from '#libs/platform';

/** How fast a worker notices things; tests are more impatient than people. */
export interface WorkerPace {
  /** How many events, and how many mails, at the same time. */
  readonly concurrency: number;
  /** After how many milliseconds without a sign of life another worker takes a job over. */
  readonly lockDuration: number;
  /** Milliseconds between two looks into the outbox. */
  readonly pollEvery: number;
  readonly reconciler: ReconcilerPace;
  /** Milliseconds between two looks for what is new to a saved search. */
  readonly savedSearches: number;
  /** Milliseconds between two looks for announced changes whose day has come. */
  readonly dueChanges: number;
  /** Milliseconds between two looks for search entries that an older program has written. */
  readonly searchRenewal: number;
  /** Milliseconds between two looks at the deadlines of referrals. */
  readonly deadlines: number;
  /** Milliseconds between two looks for changes of meetings that have to be told. */
  readonly invitations: number;
  /** Milliseconds between two looks into the folder of mails that come in. */
  readonly inbox: number;
  /** Milliseconds between two looks for messages to other systems that are to be tried again. */
  readonly webhooks: number;
  /** How many milliseconds another system has to answer. */
  readonly webhookWithin: number;
  /** How long a failed job waits, in milliseconds; by default from a second to ten minutes. */
  readonly waitAfter?: (made: number) => number;
  /** How many milliseconds a worker that closes waits for the jobs in hand. */
  readonly closeWithin: number;
}

/** What runs in production. */
export const standardPace: WorkerPace = {
  concurrency: 4,
  lockDuration: 30_000,
  pollEvery: 1000,
  reconciler: { every: 60_000, after: 60 },
  savedSearches: 15 * 60_000,
  dueChanges: 15 * 60_000,
  deadlines: 60 * 60_000,
  searchRenewal: 15 * 60_000,
  invitations: 5000,
  inbox: 15_000,
  webhooks: 5000,
  webhookWithin: 10_000,
  closeWithin: 20_000,
};
