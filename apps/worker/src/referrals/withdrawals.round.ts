import { codeOf, type Logger, Rhythm, type WorkerDatabase } from '#libs/platform';
import { chaseFollowUps, endStopped, stoppedTooLong } from '#libs/referrals';

const hour = 3600 * 1000;

/** Looks once an hour at what follows from withdrawals: lines that wait in vain, answers and reviews that are late. */
export class WithdrawalsRound {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    private readonly log: Logger,
    private readonly now: () => Date = () => new Date(),
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'withdrawals trouble');
    this.rhythm = new Rhythm(hour, () => this.follow(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  /** Each line is a transaction of its own: one that cannot be moved keeps no other waiting. */
  async follow(): Promise<void> {
    for (const line of await this.db.transaction(stoppedTooLong)) {
      try {
        await this.db.transaction((tx) => endStopped(tx, line));
      } catch (error) {
        this.log.warn({ line: line.lineId, code: codeOf(error) }, 'a stopped line could not be ended');
      }
    }
    await this.db.transaction((tx) => chaseFollowUps(tx, this.now()));
  }
}
