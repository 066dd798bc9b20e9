import { codeOf, type Logger, Maildir, newId, Rhythm, type WorkerDatabase } from '#libs/platform';

/** Takes in what a mail server has delivered into the folder. */
export class InboxRound {
  private readonly rhythm: Rhythm;
  private readonly maildir: Maildir | undefined;

  constructor(
    private readonly db: WorkerDatabase,
    folder: string | undefined,
    log: Logger,
    every: number,
  ) {
    this.maildir = folder === undefined ? undefined : new Maildir(folder);
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'inbox trouble');
    this.rhythm = new Rhythm(every, () => this.look(), warn);
  }

  start(): void {
    if (this.maildir) this.rhythm.start();
  }

  async stop(): Promise<void> {
    if (this.maildir) await this.rhythm.stop();
  }

  private async look(): Promise<void> {
    if (!this.maildir) return;
    for await (const { name, raw } of this.maildir.unread()) {
      await this.db.query(`SELECT portal.take_in_mail($1, $2, 'folder')`, [newId(), raw]);
      await this.maildir.settle(name);
    }
  }
}
