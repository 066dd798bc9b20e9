import type { WorkerDatabase } from '../database/sql-database.js';
import { newId } from '../ids.js';
import { oneAddress } from './address.js';
import { calendarName, type Mail, type Mailer } from './mailer.js';

/** Keeps mail in the database where there is no mail server; the demo shows it at /dev/mailbox. */
export class StoredMailer implements Mailer {
  constructor(private readonly db: WorkerDatabase) {}

  async send({ messageId, to, subject, text, file, calendar, replyTo, returnTo }: Mail): Promise<void> {
    const further = [
      ...(replyTo ? [`返信先: ${oneAddress(replyTo)}`] : []),
      ...(returnTo ? [`不達の戻り先: ${oneAddress(returnTo)}`] : []),
      ...(file ? [`添付: ${file.name}\n\n${file.content}`] : []),
      ...(calendar ? [`予定（${calendar.method}）: ${calendarName}\n\n${calendar.content}`] : []),
    ];
    await this.db.query(
      `INSERT INTO portal.mail_copy (id, message_id, recipient, subject, body) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (message_id) DO NOTHING`,
      [newId(), messageId, oneAddress(to), subject, [text, ...further].join('\n')],
    );
  }

  close(): void {
    // Nothing is kept open.
  }
}
