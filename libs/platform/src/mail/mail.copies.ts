import { Injectable } from '@nestjs/common';
import { AuthDatabase } from '../database/sql-database.js';

/** A mail that was kept because there is no mail server. */
export interface MailCopy {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  created_at: Date;
}

/**
 * Reads the mails kept in the database. Some hold invitation links, so only the role that may sign people in can do it,
 * and only the demo shows them.
 */
@Injectable()
export class MailCopies {
  constructor(private readonly db: AuthDatabase) {}

  /** The newest hundred, newest first. */
  async newest(): Promise<MailCopy[]> {
    return this.db.query<MailCopy>(
      'SELECT id, recipient, subject, body, created_at FROM portal.mail_copy ORDER BY created_at DESC, id DESC LIMIT 100',
    );
  }
}
