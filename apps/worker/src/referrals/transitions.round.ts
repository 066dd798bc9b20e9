import { Clock, codeOf, type Logger, Outbox, Rhythm, type WorkerDatabase } from '#libs/platform';

const hour = 3600 * 1000;
type Transition = 'term.due' | 'check_up.due' | 'check_up.moved';

/** Looks once an hour for supports that end soon and for people who are to be asked after; each is said once. */
export class TransitionsRound {
  private readonly rhythm: Rhythm;
  private readonly outbox = new Outbox();

  constructor(
    private readonly db: Pick<WorkerDatabase, 'transaction'>,
    log: Logger,
    private readonly clock: Pick<Clock, 'today'> = new Clock(),
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'transitions trouble');
    this.rhythm = new Rhythm(hour, () => this.look(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  /** Looks once. */
  async look(): Promise<void> {
    const today = this.clock.today();
    await this.tell('SELECT agency_id, proposals AS n FROM portal.propose_terms($1)', today, 'term.due');
    await this.freePlaces();
    // Whoever asks from now on is the one who is reminded.
    await this.tell('SELECT agency_id, moved AS n FROM portal.move_check_ups($1)', today, 'check_up.moved');
    await this.tell('SELECT agency_id, due AS n FROM portal.remind_check_ups($1)', today, 'check_up.due');
  }

  /** The places of referrals that have ended go to whoever waits; the database tells them. */
  private async freePlaces(): Promise<void> {
    await this.db.transaction(async (tx) => {
      const sessions = await tx.query<{ session_id: string }>(
        'SELECT session_id FROM portal.free_ended_slots()',
      );
      for (const { session_id: sessionId } of sessions)
        await tx.query('SELECT FROM portal.fill_slots($1)', [sessionId]);
    });
  }

  /** One promise for each agency, in the transaction that remembers what was said. */
  private async tell(sql: string, today: string, what: Transition): Promise<void> {
    await this.db.transaction(async (tx) => {
      for (const { agency_id: agencyId, n } of await tx.query<{ agency_id: string; n: number }>(sql, [today]))
        await this.outbox.add(tx, what, { agencyId, number: String(n) });
    });
  }
}
