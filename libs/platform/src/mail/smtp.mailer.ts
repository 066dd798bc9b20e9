import { createTransport, type NodemailerError } from 'nodemailer';
import type { Logger } from '../log.js';
import { oneAddress, type Sender } from './address.js';
import { MailDeferred, MailRefused, MailServerAway } from './mail.errors.js';
import { MailServerGate } from './mail-server.gate.js';
import { calendarName, type Mail, type Mailer } from './mailer.js';

// A server that says nothing is away; without limits it would hold a worker for minutes.
const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};

/** Sends over SMTP. */
export class SmtpMailer implements Mailer {
  private readonly transport;
  private readonly gate: MailServerGate;
  private readonly end = new AbortController();

  constructor(
    url: string,
    private readonly from: Sender,
    log: Logger,
  ) {
    this.transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
    this.gate = new MailServerGate(() => this.transport.verify(), log);
  }

  async send({ messageId, to, subject, text, file, calendar, replyTo, returnTo }: Mail): Promise<void> {
    const address = oneAddress(to);
    // Null would be right for what nobody reads, but many servers take a mail without a sender for spam.
    const envelope = { from: returnTo ? oneAddress(returnTo) : this.from.address, to: [address] };
    await this.gate.pass();
    try {
      await this.transport.sendMail({
        messageId: `<${messageId}>`,
        from: { ...this.from },
        // As an object the address is taken as it is, and never parsed into several.
        to: { name: '', address },
        ...(replyTo ? { replyTo: { name: '', address: oneAddress(replyTo) } } : {}),
        envelope,
        subject,
        text,
        ...(file
          ? { attachments: [{ filename: file.name, contentType: file.type, content: file.content }] }
          : {}),
        ...(calendar ? { icalEvent: { ...calendar, filename: calendarName } } : {}),
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: this.end.signal,
      });
    } catch (error) {
      const trouble = troubleWith(error as NodemailerError);
      if (trouble instanceof MailServerAway) this.gate.shut(trouble.code);
      throw trouble;
    }
  }

  close(patience: number): void {
    this.gate.close();
    setTimeout(() => this.end.abort(), patience).unref();
    this.transport.close();
  }
}

/**
 * Only what the server said about this recipient or this message is about this mail; everything else (no connection, no
 * sign-in, a refused sender) would meet every other mail too. The server's words stay out: they repeat the address.
 */
function troubleWith({ code, responseCode, command }: NodemailerError): MailRefused | MailDeferred {
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  const name = responseCode ? `smtp.${responseCode}` : `smtp.${(code ?? 'unknown').toLowerCase()}`;
  if (!aboutThisMail || !responseCode || responseCode === 421) return new MailServerAway(name);
  return responseCode >= 500 ? new MailRefused(name) : new MailDeferred(name);
}
