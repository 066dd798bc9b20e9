import { approveBySilence, remindOfOverdue } from '#libs/meetings';
import { Clock, codeOf, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

const hour = 3600 * 1000;

/** Looks once an hour at what the calendar asks of councils: things to do that are late, minutes that nobody asked to change in time. */
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
    const today = new Clock().today();
    await this.db.transaction((tx) => remindOfOverdue(tx, outbox, today));
    await this.db.transaction((tx) => approveBySilence(tx, outbox, today));
  }
}
