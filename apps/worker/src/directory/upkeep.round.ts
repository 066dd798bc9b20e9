import { keepConfirmationsGoing, searchDuplicates } from '#libs/directory';
import { codeOf, type Keys, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

const hour = 3600 * 1000;

/** What the calendar asks for in the directory, looked at once an hour: rounds of confirmation, duplicates at night. */
export class UpkeepRound {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    private readonly keys: Keys,
    log: Logger,
    private readonly now: () => Date = () => new Date(),
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'upkeep trouble');
    this.rhythm = new Rhythm(hour, () => this.keep(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async keep(): Promise<void> {
    const tools = { keys: this.keys, outbox: new Outbox() };
    await this.db.transaction((tx) => keepConfirmationsGoing(tx, tools, this.now()));
    if (this.isNight()) await searchDuplicates(this.db);
  }

  /** From three to four in Japan nobody waits for the database. */
  private isNight(): boolean {
    const clock = new Intl.DateTimeFormat('ja-JP', {
      hour: 'numeric',
      hour12: false,
      timeZone: 'Asia/Tokyo',
    });
    return clock.formatToParts(this.now()).find(({ type }) => type === 'hour')?.value === '3';
  }
}
