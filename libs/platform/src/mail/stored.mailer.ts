import type { WorkerDatabase } from '../database/sql-database.js';
import { newId } from '../ids.js';
import { oneAddress } from './address.js';
import type { Mail, Mailer } from './mailer.js';

/** Keeps mail in the database where there is no mail server; the demo shows it at /dev/mailbox. */
export class StoredMailer implements Mailer {
  constructor(private readonly db: WorkerDatabase) {}

  async send({ messageId, to, subject, text, file }: Mail): Promise<void> {
    await this.db.query(
      `INSERT INTO portal.mail_copy (id, message_id, recipient, subject, body) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (message_id) DO NOTHING`,
      [
        newId(),
        messageId,
        oneAddress(to),
        subject,
        file ? `${text}\n添付: ${file.name}\n\n${file.content}` : text,
      ],
    );
  }

  close(): void {
    // Nothing is kept open.
  }
}
