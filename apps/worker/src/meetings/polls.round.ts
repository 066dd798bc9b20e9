import { closeDuePolls, remindBeforeDeadlines } from '#libs/meetings';
import { codeOf, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

const quarter = 15 * 60_000;

/** Looks every quarter of an hour at date polls: closes those whose deadline is over, reminds before it is. */
export class PollsRound {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: Pick<WorkerDatabase, 'transaction'>,
    log: Logger,
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'date polls trouble');
    this.rhythm = new Rhythm(quarter, () => this.look(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  /** Looks once. */
  async look(): Promise<void> {
    await this.db.transaction(closeDuePolls);
    await this.db.transaction((tx) => remindBeforeDeadlines(tx, new Outbox()));
  }
}
