import { declinesDue, lapseDecline, moveByRule } from '#libs/referrals';
import { Clock, codeOf, type Logger, Outbox, Rhythm, type SqlTx, type WorkerDatabase } from '#libs/platform';

const every = 10 * 60_000;
const day = 86_400_000;

/** A line that something has to be said about. */
interface DueLine extends Record<string, unknown> {
  readonly referral_id: string;
  readonly line_id: string;
  readonly number: string;
  readonly source_agency_id: string;
  readonly agency_id: string;
}

/** What follows from waiting: reports count as confirmed, acceptances by telephone go back, meetings of tomorrow are recalled. */
export class ConversationsRound {
  private readonly rhythm: Rhythm;
  private readonly warn: (error: unknown) => void;
  private readonly outbox = new Outbox();

  constructor(
    private readonly db: WorkerDatabase,
    log: Logger,
    private readonly clock: Pick<Clock, 'today'> = new Clock(),
  ) {
    this.warn = (error) => log.warn({ code: codeOf(error) }, 'conversations trouble');
    this.rhythm = new Rhythm(every, () => this.look(), this.warn);
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
    const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + day).toISOString().slice(0, 10);
    await this.confirmReports();
    await this.each(await declinesDue(this.db, today), (tx, due) => lapseDecline(tx, due, today));
    await this.db.query('SELECT portal.forget_intakes()');
    await this.remindOfQuestions(today);
    await this.tell('SELECT * FROM portal.lapse_phone_acceptances($1)', today, 'phone_lapsed');
    await this.tell('SELECT * FROM portal.remind_of_appointments($1)', tomorrow, 'appointment_tomorrow');
  }

  /** Whoever owes an answer while the clock stands still is reminded, once. */
  private async remindOfQuestions(today: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const late = await tx.query<DueLine & { by_agency_id: string; tell_agency_id: string }>(
        'SELECT * FROM portal.remind_of_messages($1)',
        [today],
      );
      for (const due of late)
        await this.outbox.add(tx, 'referral.answer_overdue', {
          referralId: due.referral_id,
          lineId: due.line_id,
          number: due.number,
          byAgencyId: due.by_agency_id,
          tellAgencyId: due.tell_agency_id,
        });
    });
  }

  private async confirmReports(): Promise<void> {
    const due = await this.db.query<{ referral_id: string; line_id: string }>(
      'SELECT referral_id, line_id FROM sec.reports_to_confirm()',
    );
    await this.each(due, async (tx, { referral_id: referralId, line_id: lineId }) => {
      await moveByRule(tx, { referralId, lineId, verb: 'complete' });
    });
  }

  /** Each in a transaction of its own: one that fails keeps no other back, and comes up again the next time. */
  private async each<Due>(all: readonly Due[], work: (tx: SqlTx, due: Due) => Promise<void>): Promise<void> {
    for (const due of all)
      await this.db.transaction((tx) => work(tx, due)).catch((error: unknown) => this.warn(error));
  }

  private async tell(sql: string, on: string, what: string): Promise<void> {
    await this.db.transaction(async (tx: SqlTx) => {
      for (const due of await tx.query<DueLine>(sql, [on]))
        for (const tellAgencyId of [due.source_agency_id, due.agency_id])
          await this.outbox.add(tx, `referral.${what}`, {
            referralId: due.referral_id,
            lineId: due.line_id,
            number: due.number,
            byAgencyId: due.agency_id,
            tellAgencyId,
          });
    });
  }
}
