import { codeOf, type Logger, type Queue, Rhythm, type WorkerDatabase } from '#libs/platform';

const hour = 3600 * 1000;
const day = 24 * hour;

// What may go, and when. Notices and dead letters stay until somebody has dealt with them.
const outdated = [
  // A list that nobody went on with may hold names of people.
  `DELETE FROM portal.import_file f USING portal.import_job j
   WHERE j.id = f.job_id AND j.changed_at < now() - interval '30 days'`,
  'SELECT portal.forget_papers()',
  `DELETE FROM portal.answered_request WHERE created_at < now() - interval '24 hours'`,
  `DELETE FROM portal.mail_copy WHERE created_at < now() - interval '30 days'`,
  `DELETE FROM portal.outbox WHERE done_at < now() - interval '90 days'`,
  `DELETE FROM portal.vacancy_answer a USING portal.vacancy_inquiry q
   WHERE q.id = a.inquiry_id AND q.closed_at < now() - interval '1 year'`,
  `DELETE FROM portal.vacancy_inquiry WHERE closed_at < now() - interval '1 year'`,
  `DELETE FROM portal.webhook_delivery WHERE created_at < now() - interval '90 days' AND state <> 'waiting'`,
  `DELETE FROM portal.mail_delivery WHERE state IN ('sent', 'dropped') AND changed_at < now() - interval '90 days'`,
];

/** Clears away, once an hour, what nobody will ask for again. */
export class Housekeeping {
  private readonly rhythm: Rhythm;

  constructor(
    private readonly db: WorkerDatabase,
    private readonly queues: readonly Queue[],
    log: Logger,
  ) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'housekeeping trouble');
    this.rhythm = new Rhythm(hour, () => this.clear(), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }

  private async clear(): Promise<void> {
    for (const sql of outdated) await this.db.query(sql);
    for (const queue of this.queues) await queue.forgetFailed(30 * day);
  }
}
