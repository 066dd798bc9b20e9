import { remindOfOverdue } from '#libs/meetings';
import { Clock, codeOf, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

const hour = 3600 * 1000;

/** Looks once an hour at what councils have given somebody to do and is late; promises to tell each agency once a week. */
export class RecordsRound {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    log: Logger,
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'council records trouble');
    this.rhythm = new Rhythm(hour, () => this.remind(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async remind(): Promise<void> {
    const outbox = new Outbox();
    await this.db.transaction((tx) => remindOfOverdue(tx, outbox, new Clock().today()));
  }
}
