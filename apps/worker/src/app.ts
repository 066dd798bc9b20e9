import {
  duplicateSearchOrdered,
  entryChanged,
  giveUpDuplicateSearch,
  ImportSteps,
  importSteps,
  printOrdered,
  searchDuplicates,
} from '#libs/directory';
import { PdfPress } from '#libs/documents';
import { packOrdered } from '#libs/meetings';
import { Announcements, Deliveries, webhookDue, WebhookPost, WebhookSending } from '#libs/notifications';
import {
  Clamd,
  Clock,
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
  type QueueWorker,
  type SqlTx,
  senderFrom,
  SmtpMailer,
  StoredMailer,
  type Task,
  sayWhetherScanned,
  uploadArrived,
  UploadScanning,
  WorkerDatabase,
  type WorkSettings,
} from '#libs/platform';
import { ConfirmationMailHandler } from './directory/confirmation-mail.handler.js';
import { DueChangesRound } from './directory/due-changes.round.js';
import { UpkeepRound } from './directory/upkeep.round.js';
import { SavedSearchRound } from './directory/saved-search.round.js';
import { SavedSearchTelling } from './directory/saved-search.telling.js';
import { SearchRenewalRound } from './directory/search-renewal.round.js';
import { DeadlineRound } from './referrals/deadline.round.js';
import { RecordsRound } from './meetings/records.round.js';
import { EventWorker } from './event.worker.js';
import { Housekeeping } from './housekeeping.js';
import { InvitationSentHandler } from './identity/invitation-sent.handler.js';
import { PackOrderedHandler } from './meetings/pack-ordered.handler.js';
import { PrintOrderedHandler } from './leaflets/print-ordered.handler.js';
import { ProofMailedHandler } from './leaflets/proof-mailed.handler.js';
import { type LongWork, LongWorkWorker } from './long-work.worker.js';
import { MailWorker, mailTypes } from './mail.worker.js';
import { PollMailHandler } from './meetings/poll-mail.handler.js';
import { PollsRound } from './meetings/polls.round.js';
import { DispatchHandler } from './meetings/dispatch.handler.js';
import { InboxRound } from './meetings/inbox.round.js';
import { settleMail } from './meetings/mail-arrived.handler.js';
import { InvitationsRound } from './meetings/invitations.round.js';
import { MailDueHandler } from './notifications/mail-due.handler.js';
import { WebhookRound } from './notifications/webhook.round.js';
import { ConsentsRound } from './people/consents.round.js';
import { PersonMattersRound } from './people/person-matters.round.js';
import { IntakeMailHandler } from './referrals/intake.handler.js';
import { ConversationsRound } from './referrals/conversations.round.js';
import { TransitionsRound } from './referrals/transitions.round.js';
import { WithdrawalsRound } from './referrals/withdrawals.round.js';
import { standardPace, type WorkerPace } from './pace.js';

/** What a worker needs to run. */
export interface WorkerParts {
  readonly config: Config;
  readonly keys: Keys;
  readonly connections: Pick<PortalConnections, 'worker'>;
  readonly log: Logger;
  readonly pace?: Partial<WorkerPace>;
}

/** Builds a worker, to run beside the API in one process or alone. Several may run on one database. */
export function createWorker(parts: WorkerParts): PortalWorker {
  return new PortalWorker(parts);
}

/** The part of the portal that keeps promises: relays the outbox, handles events, sends mail. */
export class PortalWorker {
  private readonly pace: WorkerPace;
  private readonly db: WorkerDatabase;
  private readonly mailer: Mailer;
  private readonly savedSearches: SavedSearchTelling;
  private readonly events: Queue;
  private readonly mails: Queue;
  private readonly work: Queue;
  private readonly scans: Queue;
  private readonly webhooks: Queue;
  private readonly press = new PdfPress();
  private readonly works: Readonly<Record<string, LongWork>>;
  private readonly rounds: readonly { start(): void; stop(): Promise<void> }[];
  private readonly hands: QueueWorker[] = [];
  private closing: Promise<void> | undefined;

  constructor(private readonly parts: WorkerParts) {
    const { config, connections, keys, log } = parts;
    this.pace = { ...standardPace, ...parts.pace };
    this.db = new WorkerDatabase(connections.worker, 'portal-worker', 2 * this.pace.concurrency + 4);
    this.savedSearches = new SavedSearchTelling(this.db, log);
    this.mailer = mailerFor(config, this.db, log);
    const place = config.queueUrl ? { redis: config.queueUrl } : { postgres: connections.worker };
    this.events = new Queue('events', place, log);
    this.mails = new Queue('mail', place, log);
    this.work = new Queue('work', place, log);
    this.scans = new Queue('scans', place, log);
    this.webhooks = new Queue('webhooks', place, log);
    this.works = worksOn(this.db, this.press);
    const queueOf = (type: string) => {
      if (type === uploadArrived) return this.scans;
      if (type === webhookDue) return this.webhooks;
      if (Object.hasOwn(this.works, type)) return this.work;
      return mailTypes.includes(type) ? this.mails : this.events;
    };
    this.rounds = [
      new OutboxRelay(this.db, queueOf, log, this.pace.pollEvery),
      new OutboxReconciler(this.db, queueOf, log, this.pace.reconciler),
      new UpkeepRound(this.db, keys, log),
      new DeadlineRound(this.db, log, this.pace.deadlines),
      new DueChangesRound(this.db, log, this.pace.dueChanges),
      new SearchRenewalRound(this.db, log, this.pace.searchRenewal),
      new ConsentsRound(this.db, log),
      new PersonMattersRound(this.db, log),
      new WithdrawalsRound(this.db, log),
      new ConversationsRound(this.db, log),
      new TransitionsRound(this.db, log),
      new RecordsRound(this.db, log),
      new PollsRound(this.db, log),
      new InvitationsRound(this.db, keys, log, this.pace.invitations),
      new InboxRound(this.db, config.inboxDir, log, this.pace.inbox),
      new WebhookRound(this.db, log, this.pace.webhooks),
      new SavedSearchRound(this.savedSearches, log, this.pace.savedSearches),
      new Housekeeping(this.db, this.queues, log),
    ];
  }

  /** Says whether this worker has files scanned. Nothing may be uploaded past the scanner before. */
  async sayWhetherScanned(): Promise<void> {
    await sayWhetherScanned(this.db, this.parts.config);
  }

  /** Begins to work. */
  start(): void {
    const { config, log } = this.parts;
    const findable = (_: unknown, event: Task) => this.savedSearches.entryChanged(event);
    const further = {
      [entryChanged]: findable,
      'vacancy.told': findable,
      'mail.arrived': (tx: SqlTx, event: Task) => settleMail(config.mailInbox, tx, event),
    };
    const eventWorker = new EventWorker(this.db, new Announcements(new Outbox()), further, log);
    const mailWorker = mailWorkerFor(this.parts, this.db, this.mailer);
    const longWorker = new LongWorkWorker(this.db, this.works, log);
    this.employ(this.events, (id) => eventWorker.run(id));
    this.employ(this.mails, (id) => mailWorker.run(id));
    this.employ(this.work, (id) => longWorker.run(id), {
      concurrency: 1,
      onGivenUp: (id, code) => longWorker.giveUp(id, code),
    });
    // A file must not wait behind an import of half an hour.
    const scanWorker = new LongWorkWorker(
      this.db,
      { [uploadArrived]: scanningFor(this.parts, this.db) },
      log,
    );
    this.employ(this.scans, (id) => scanWorker.run(id), {
      concurrency: 2,
      onGivenUp: (id, code) => scanWorker.giveUp(id, code),
    });
    // Somebody else's slow server must not keep mails back.
    const sending = webhooksFor(this.parts, this.db, this.pace);
    this.employ(this.webhooks, (id) => sending.run(id), { concurrency: 8 });
    for (const round of this.rounds) round.start();
    const places = {
      queue: config.queueUrl ? 'redis' : 'postgres',
      mail: config.smtpUrl ? 'smtp' : 'stored',
      uploadScan: config.uploadScan,
    };
    log.info(places, 'worker started');
  }

  /** Takes nothing new, waits for what is in hand, lets go of queue and database. */
  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    const { log } = this.parts;
    const { closeWithin } = this.pace;
    await Promise.all(this.rounds.map((round) => round.stop()));
    this.mailer.close(closeWithin / 2);
    const finished = await Promise.all(this.hands.map((hand) => hand.close(closeWithin)));
    // A job that takes too long is left to another worker, which finds its lock expired.
    if (finished.includes(false)) log.warn('worker closed with jobs in hand');
    this.press.close();
    await Promise.all(this.queues.map((queue) => queue.close()));
    await this.db.onApplicationShutdown();
    log.info('worker closed');
  }

  private get queues(): readonly Queue[] {
    return [this.events, this.mails, this.work, this.scans, this.webhooks];
  }

  private employ(
    queue: Queue,
    run: (id: string) => Promise<void>,
    otherwise: Partial<Pick<WorkSettings, 'concurrency' | 'onGivenUp'>> = {},
  ): void {
    const onGivenUp = (id: string, code: string) => markFailed(this.db, id, code);
    this.hands.push(queue.work({ ...this.pace, run, onGivenUp, ...otherwise }));
  }
}

/** Who does which long work. */
function worksOn(db: WorkerDatabase, press: PdfPress): Readonly<Record<string, LongWork>> {
  const prints = new PrintOrderedHandler(db, press, new Clock(), new Announcements(new Outbox()));
  const packs = new PackOrderedHandler(db, press, new Clock());
  const imports = new ImportSteps(db);
  const importWork: LongWork = {
    run: (task) => imports.take(task),
    giveUp: (task) => imports.giveUp(task),
  };
  return {
    [duplicateSearchOrdered]: { run: () => searchDuplicates(db), giveUp: () => giveUpDuplicateSearch(db) },
    [printOrdered]: { run: (task) => prints.handle(task) },
    [packOrdered]: { run: (task) => packs.handle(task), giveUp: (task) => packs.giveUp(task) },
    ...Object.fromEntries(Object.values(importSteps).map((step) => [step, importWork])),
  };
}

/** What was uploaded before the scanner was switched off is still looked at. */
function scanningFor({ config, keys }: WorkerParts, db: WorkerDatabase): LongWork {
  const scanning = new UploadScanning(db, keys, new Clamd(config.clamdAddress));
  return { run: (task) => scanning.run(task), giveUp: (task) => scanning.giveUp(task) };
}

function webhooksFor({ config, keys }: WorkerParts, db: WorkerDatabase, pace: WorkerPace): WebhookSending {
  const post = new WebhookPost(config.webhookReach, pace.webhookWithin);
  return pace.waitAfter
    ? new WebhookSending(db, keys, post, pace.waitAfter)
    : new WebhookSending(db, keys, post);
}

function mailerFor(config: Config, db: WorkerDatabase, log: Logger): Mailer {
  return config.smtpUrl
    ? new SmtpMailer(config.smtpUrl, senderFrom(config.mailFrom), log)
    : new StoredMailer(db);
}

function mailWorkerFor({ config, keys, log }: WorkerParts, db: WorkerDatabase, mailer: Mailer): MailWorker {
  const { publicUrl } = config;
  const from = senderFrom(config.mailFrom);
  const { address: sender } = from;
  const deliveries = new Deliveries(db, mailer, domainOf(from));
  return new MailWorker(
    db,
    new MailDueHandler(db, deliveries, publicUrl),
    new InvitationSentHandler(db, deliveries, keys, publicUrl),
    new ProofMailedHandler(db, deliveries, keys, publicUrl),
    new ConfirmationMailHandler(db, deliveries, keys, publicUrl),
    new IntakeMailHandler(db, deliveries, keys, publicUrl),
    new PollMailHandler(db, deliveries, keys, publicUrl),
    new DispatchHandler(db, deliveries, { keys, publicUrl, sender, mailbox: config.mailInbox }),
    log,
  );
}
