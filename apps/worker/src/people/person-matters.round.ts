import { codeOf, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

const hour = 3600 * 1000;

/** Looks once an hour at which agencies have requests to answer or records to erase; promises to tell each once a week. */
export class PersonMattersRound {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    log: Logger,
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'person matters trouble');
    this.rhythm = new Rhythm(hour, () => this.remind(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async remind(): Promise<void> {
    await this.db.transaction(async (tx) => {
      const due = await tx.query<{ agency_id: string }>(
        `SELECT d.agency_id FROM sec.person_matters_due() d
         WHERE d.erasures + d.requests > 0 AND NOT EXISTS (SELECT FROM portal.outbox o
           WHERE o.type = 'person.matters_due' AND o.payload ->> 'agencyId' = d.agency_id::text
             AND o.created_at > now() - interval '7 days')`,
      );
      for (const { agency_id: agencyId } of due)
        await new Outbox().add(tx, 'person.matters_due', { agencyId });
    });
  }
}
