import { renewSearchDocs } from '#libs/directory';
import { codeOf, type Logger, Rhythm, type WorkerDatabase } from '#libs/platform';

/** Writes search entries anew that an older program has written; once that is done, a look costs one statement. */
export class SearchRenewalRound {
  private readonly rhythm: Rhythm;
  private isStopped = false;

  constructor(
    private readonly db: WorkerDatabase,
    log: Logger,
    every: number,
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'search renewal trouble');
    this.rhythm = new Rhythm(every, () => this.renew(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.rhythm.stop();
  }

  /** Slice by slice, each in a transaction of its own, so that nobody waits long for an agency. */
  private async renew(): Promise<void> {
    let more = true;
    while (more && !this.isStopped) more = await this.db.transaction((tx) => renewSearchDocs(tx));
  }
}
