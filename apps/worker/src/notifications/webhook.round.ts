import { promiseDueTries } from '#libs/notifications';
import { codeOf, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

/** Promises the next try of each message that did not arrive, when its time has come. */
export class WebhookRound {
  private readonly rhythm: Rhythm;
  private readonly outbox = new Outbox();

  constructor(
    private readonly db: WorkerDatabase,
    log: Logger,
    every: number,
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'webhooks trouble');
    this.rhythm = new Rhythm(every, () => this.promise(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async promise(): Promise<void> {
    await this.db.transaction((tx) => promiseDueTries(tx, this.outbox));
  }
}
