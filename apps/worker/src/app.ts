import { setTimeout as pause } from 'node:timers/promises';
import { Announcements, Deliveries } from '#libs/notifications';
import {
  codeOf,
  type Config,
  domainOf,
  type Keys,
  type Logger,
  type Mailer,
  markFailed,
  Outbox,
  OutboxReconciler,
  OutboxRelay,
  type PortalConnections,
  Queue,
  senderFrom,
  SmtpMailer,
  StoredMailer,
  WorkerDatabase,
} from '#libs/platform';
import { EventWorker } from './event.worker.js';
import { Housekeeping } from './housekeeping.js';
import { InvitationSentHandler } from './identity/invitation-sent.handler.js';
import { MailWorker, mailTypes } from './mail.worker.js';
import { MailDueHandler } from './notifications/mail-due.handler.js';
import { standardPace, type WorkerPace } from './pace.js';

/** What a worker needs to run. */
export interface WorkerParts {
  readonly config: Config;
  readonly keys: Keys;
  readonly connections: Pick<PortalConnections, 'worker'>;
  readonly log: Logger;
  readonly pace?: Partial<WorkerPace>;
}

/** The part of the portal that keeps promises: relays the outbox, handles events, sends mail. */
export interface PortalWorker {
  start(): void;
  /** Takes nothing new, waits for what is in hand, lets go of queue and database. */
  close(): Promise<void>;
}

/** Builds a worker, to run beside the API in one process or alone. Several may run on one database. */
export function createWorker(parts: WorkerParts): PortalWorker {
  const { config, connections, log } = parts;
  const pace = { ...standardPace, ...parts.pace };
  const db = new WorkerDatabase(connections.worker, 'portal-worker', 2 * pace.concurrency + 4);
  const mailer = mailerFor(config, db, log);
  const place = config.queueUrl ? { redis: config.queueUrl } : { postgres: connections.worker };
  const events = new Queue('events', place, log);
  const mails = new Queue('mail', place, log);
  const queueOf = (type: string) => (mailTypes.includes(type) ? mails : events);

  const crew = {
    relay: new OutboxRelay(db, queueOf, log, pace.pollEvery),
    reconciler: new OutboxReconciler(db, queueOf, log, pace.reconciler),
    housekeeping: new Housekeeping(db, [events, mails], log),
  };
  const eventWorker = new EventWorker(db, new Announcements(new Outbox()), log);
  const mailWorker = mailWorkerFor(parts, db, mailer);
  const hands: { close(): Promise<void> }[] = [];

  const work = (queue: Queue, run: (id: string) => Promise<void>) =>
    queue.work({
      ...pace,
      run,
      onGivenUp: async (id, code) => {
        await markFailed(db, id, code);
        log.error({ queue: queue.name, task: id, code }, 'promise given up');
      },
    });

  return {
    start() {
      hands.push(
        work(events, (id) => eventWorker.run(id)),
        work(mails, (id) => mailWorker.run(id)),
      );
      crew.relay.start();
      crew.reconciler.start();
      crew.housekeeping.start();
      log.info(
        { queue: config.queueUrl ? 'redis' : 'postgres', mail: config.smtpUrl ? 'smtp' : 'stored' },
        'worker started',
      );
    },
    async close() {
      await Promise.all([crew.relay.stop(), crew.reconciler.stop(), crew.housekeeping.stop()]);
      mailer.close(pace.closeWithin / 2);
      const finished = Promise.all(hands.map((hand) => hand.close())).then(() => true);
      // A job that takes too long is left to another worker, which finds its lock expired.
      if (!(await Promise.race([finished, pause(pace.closeWithin, false, { ref: false })]))) {
        log.warn('worker closed with jobs in hand');
      }
      await Promise.all([events.close(), mails.close()]).catch((error: unknown) => {
        log.warn({ code: codeOf(error) }, 'queue did not close');
      });
      await db.onApplicationShutdown();
      log.info('worker closed');
    },
  };
}

function mailerFor(config: Config, db: WorkerDatabase, log: Logger): Mailer {
  return config.smtpUrl
    ? new SmtpMailer(config.smtpUrl, senderFrom(config.mailFrom), log)
    : new StoredMailer(db);
}

function mailWorkerFor({ config, keys, log }: WorkerParts, db: WorkerDatabase, mailer: Mailer): MailWorker {
  const { publicUrl } = config;
  const deliveries = new Deliveries(db, mailer, domainOf(senderFrom(config.mailFrom)));
  return new MailWorker(
    db,
    new MailDueHandler(db, deliveries, publicUrl),
    new InvitationSentHandler(db, deliveries, keys, publicUrl),
    log,
  );
}
