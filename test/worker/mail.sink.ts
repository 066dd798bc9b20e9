import { type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the sink answers to a recipient: an SMTP code of refusal, or nothing to take the mail. */
export type Answer = (recipient: string) => number | undefined;

/** A mail as it arrived. */
export interface Arrived {
  readonly recipients: string[];
  /** Where it would come back to. */
  readonly sender: string;
  readonly raw: string;
}

/** A real SMTP server that keeps what it is sent and refuses what it is told to. */
export class MailSink {
  readonly arrived: Arrived[] = [];
  answer: Answer = () => undefined;
  /** How long it takes over a mail, in milliseconds. */
  delay = 0;
  /** How many recipients were named to it so far, refused ones included. */
  asked = 0;
  private server: SMTPServer | undefined;
  private port = 0;

  /** Opens, the second time at the same place. */
  async open(): Promise<this> {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, callback) => {
        this.asked += 1;
        const code = this.answer(address);
        if (code === undefined) callback();
        else callback(Object.assign(new Error(`no such user ${address}`), { responseCode: code }));
      },
      onData: (stream, session, callback) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
          this.arrived.push({ recipients, sender, raw: Buffer.concat(parts).toString('utf8') });
          setTimeout(callback, this.delay);
        });
      },
    });
    this.server.on('error', () => undefined);
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.server.address() as AddressInfo).port;
    return this;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  /** The mails to one recipient, parsed. */
  async mailsTo(recipient: string): Promise<Email[]> {
    const own = this.arrived.filter(({ recipients }) => recipients.includes(recipient));
    return Promise.all(own.map(({ raw }) => PostalMime.parse(raw)));
  }
}
