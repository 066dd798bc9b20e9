import {
  codeOf,
  type Mail,
  type Mailer,
  MailRefused,
  markDone,
  markFailed,
  noteTrouble,
  type SqlTx,
  type WorkerDatabase,
} from '#libs/platform';
import type { MailText } from './mail.texts.js';

/** One mail that was promised. */
export interface DueMail {
  /** The promise that is kept by sending it. */
  readonly taskId: string;
  /** The event it tells about, and whom: an account, or an invitation. Together they are the mail's lasting id. */
  readonly eventId: string;
  readonly recipientId: string;
}

/** A mail with the address that holds at this moment. */
export interface AddressedMail extends MailText, Pick<Mail, 'calendar' | 'replyTo' | 'returnTo'> {
  readonly to: string;
}

type Outcome = { state: 'sent' } | { state: 'dropped' } | { state: 'failed'; code: string };

/** Sends promised mails: at least once, always under the same Message-ID, and not again what is known to be sent. */
export class Deliveries {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly mailer: Mailer,
    /** Right of the @ in every Message-ID. */
    private readonly domain: string,
  ) {}

  /**
   * Sends the mail that `write` makes now; nothing from it means that nobody is to be told any more.
   * @throws {MailRefused} @throws {MailDeferred} after the failure was noted.
   */
  async deliver(due: DueMail, write: () => Promise<AddressedMail | undefined>): Promise<void> {
    if (await this.isSettled(due)) return markDone(this.db, due.taskId);
    const mail = await write();
    if (!mail) return this.settle(due, { state: 'dropped' });
    try {
      await this.mailer.send({ ...mail, messageId: `${due.eventId}.${due.recipientId}@${this.domain}` });
    } catch (error) {
      if (error instanceof MailRefused) await this.settle(due, { state: 'failed', code: error.code });
      else await this.noteFailure(due, codeOf(error));
      throw error;
    }
    await this.settle(due, { state: 'sent' });
  }

  private async isSettled({ eventId, recipientId }: DueMail): Promise<boolean> {
    const rows = await this.db.query(
      `SELECT FROM portal.mail_delivery WHERE event_id = $1 AND recipient_id = $2 AND state IN ('sent', 'dropped')`,
      [eventId, recipientId],
    );
    return rows.length > 0;
  }

  private async settle(due: DueMail, outcome: Outcome): Promise<void> {
    const code = outcome.state === 'failed' ? outcome.code : null;
    await this.db.transaction(async (tx) => {
      await record(tx, due, outcome.state, code);
      if (code === null) await markDone(tx, due.taskId);
      else await markFailed(tx, due.taskId, code);
    });
  }

  private async noteFailure(due: DueMail, code: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await record(tx, due, 'waiting', code);
      await noteTrouble(tx, due.taskId, code);
    });
  }
}

async function record(tx: SqlTx, due: DueMail, state: string, code: string | null): Promise<void> {
  const tried = state === 'dropped' ? 0 : 1;
  await tx.query(
    `INSERT INTO portal.mail_delivery AS d (event_id, recipient_id, state, attempts, last_error, sent_at)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $3 = 'sent' THEN now() END)
     ON CONFLICT (event_id, recipient_id) DO UPDATE
     SET state = excluded.state, attempts = d.attempts + excluded.attempts, last_error = excluded.last_error,
         changed_at = now(), sent_at = excluded.sent_at
     WHERE d.state IN ('waiting', 'failed')`,
    [due.eventId, due.recipientId, state, tried, code],
  );
}
