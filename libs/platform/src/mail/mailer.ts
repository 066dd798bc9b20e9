/** A mail in plain text. Its id stays the same however often it is sent, so that a mailbox can tell a repeat. */
export interface Mail {
  /** Without the angle brackets. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** A file that goes with it; nothing about anybody may stand in it, as in the mail itself. */
  readonly file?: { readonly name: string; readonly type: string; readonly content: string };
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
