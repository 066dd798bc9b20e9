import { keepInvitationsGoing } from '#libs/meetings';
import { codeOf, type Keys, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

/** Tells those who are invited what has changed, a minute after the last change, and reminds them of the day. */
export class InvitationsRound {
  private readonly rhythm: Rhythm;
  private readonly outbox = new Outbox();

  constructor(
    private readonly db: WorkerDatabase,
    private readonly keys: Keys,
    log: Logger,
    every: number,
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'invitations trouble');
    this.rhythm = new Rhythm(every, () => this.look(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  /** Looks once. */
  async look(): Promise<void> {
    await keepInvitationsGoing(this.db, { keys: this.keys, outbox: this.outbox });
  }
}
