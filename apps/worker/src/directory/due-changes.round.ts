import { makeDueChanges } from '#libs/directory';
import { Clock, codeOf, type Logger, Rhythm, type WorkerDatabase } from '#libs/platform';

/** Makes what agencies have announced once its day has come: rests, reopenings, moves, closings. */
export class DueChangesRound {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    log: Logger,
    every: number,
    private readonly clock: Pick<Clock, 'today'> = new Clock(),
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'announced changes trouble');
    this.rhythm = new Rhythm(every, () => this.make(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async make(): Promise<void> {
    await makeDueChanges(this.db, this.clock.today());
  }
}
