import { noteEndedConsents, remindOfConsents } from '#libs/people';
import { codeOf, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

const hour = 3600 * 1000;

/** Looks once an hour at which consents end, lapse or wait for their paper: promises to tell each agency once, and writes down what ended. */
export class ConsentsRound {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    log: Logger,
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'consent reminders trouble');
    this.rhythm = new Rhythm(hour, () => this.remind(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async remind(): Promise<void> {
    await this.db.transaction((tx) => remindOfConsents(tx, new Outbox()));
    await this.db.transaction((tx) => noteEndedConsents(tx));
  }
}
