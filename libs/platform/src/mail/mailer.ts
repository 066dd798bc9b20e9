/** A mail in plain text. Its id stays the same however often it is sent, so that a mailbox can tell a repeat. */
export interface Mail {
  /** Without the angle brackets. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** A file that goes with it; nothing about anybody may stand in it, as in the mail itself. */
  readonly file?: { readonly name: string; readonly type: string; readonly content: string };
  /** A calendar message (RFC 6047): calendars find it beside the text, other programs as a file. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
  /** Where an answer goes, else to the sender. */
  readonly replyTo?: string;
  /** Where it comes back to when it cannot be delivered, else to the sender. One per mail, so that it is known which. */
  readonly returnTo?: string;
}

/** Sends mail: over SMTP, or into the database where there is no mail server. */
export interface Mailer {
  /**
   * Sends once.
   * @throws {MailRefused} when trying again would not help @throws {MailDeferred} when it would.
   */
  send(mail: Mail): Promise<void>;
  /** Lets nobody wait any longer; what is being sent gets `patience` milliseconds to finish. */
  close(patience: number): void;
}

/** Under which name programs that know no calendars show one. */
export const calendarName = 'invite.ics';
