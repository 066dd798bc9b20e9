import { askWhoWaits, watchDeadlines, watchVacancyInquiries } from '#libs/referrals';
import { Clock, codeOf, type Logger, Rhythm, type WorkerDatabase } from '#libs/platform';

/** Watches the deadlines of referrals: reminds, tells further, ends what nobody answers, asks people who wait; of inquiries for room, too. */
export class DeadlineRound {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    log: Logger,
    every: number,
    private readonly clock: Pick<Clock, 'today'> = new Clock(),
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'deadlines trouble');
    this.rhythm = new Rhythm(every, () => this.watch(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async watch(): Promise<void> {
    const today = this.clock.today();
    await this.db.transaction((tx) => watchDeadlines(tx, today));
    await this.db.transaction((tx) => askWhoWaits(tx, today));
    await this.db.transaction((tx) => watchVacancyInquiries(tx, today));
  }
}
