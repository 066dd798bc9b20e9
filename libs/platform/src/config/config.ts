import { join } from 'node:path';
import { Setting } from './setting.js';
import {
  flag,
  mailbox,
  oneOf,
  path,
  port,
  secret,
  sender,
  text,
  tileAddress,
  urlOf,
  webAddress,
} from './setting.readers.js';

/** How much the log tells. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Who looks at uploads. */
const uploadScans = ['clamd', 'off'] as const;

/** Which addresses webhooks may have. */
const webhookReaches = ['public', 'any'] as const;

/** Everything that can be set from outside; the only place that knows the names of the environment variables. */
export class Config {
  @Setting({ variable: 'PORT', read: port, standard: '3000', says: 'TCP port of the web server' })
  readonly port!: number;

  @Setting({
    variable: 'HOST',
    read: text,
    standard: 'localhost',
    says: 'address to listen on; localhost lets this machine in only, 0.0.0.0 everybody who can reach it',
  })
  readonly host!: string;

  @Setting({
    variable: 'PUBLIC_URL',
    read: webAddress,
    example: 'https://portal.example.jp',
    says: 'address that people type and that mails link to; https turns on secure cookies (default http://localhost:PORT)',
  })
  readonly publicUrl!: string;

  @Setting({
    variable: 'DATABASE_URL',
    read: urlOf(['postgres', 'postgresql'], 'postgres://postgres:PASSWORD@localhost:5432/portal'),
    example: 'postgres://postgres:PASSWORD@localhost:5432/portal',
    says: 'PostgreSQL 15 or newer, signed in as an administrator; without it an embedded PostgreSQL 18 runs in DATA_DIR',
  })
  readonly databaseUrl?: string;

  @Setting({
    variable: 'QUEUE_URL',
    read: urlOf(['redis', 'rediss'], 'redis://localhost:6379'),
    example: 'redis://localhost:6379',
    says: 'Redis for the job queue; without it the queue lives in PostgreSQL',
  })
  readonly queueUrl?: string;

  @Setting({
    variable: 'SMTP_URL',
    read: urlOf(['smtp', 'smtps'], 'smtp://localhost:1025'),
    example: 'smtp://localhost:1025',
    says: 'mail server; without it mail is kept in the database and the demo shows it at /dev/mailbox',
  })
  readonly smtpUrl?: string;

  @Setting({
    variable: 'MAIL_FROM',
    read: sender,
    standard: '連携ポータル <no-reply@portal.example.jp>',
    says: 'sender of every mail',
  })
  readonly mailFrom!: string;

  @Setting({
    variable: 'MAIL_INBOX',
    read: mailbox,
    example: 'kaigi@portal.example.jp',
    says: 'address that answers to invitations and undelivered mails come back to; its server must deliver kaigi+anything@ there too (subaddressing)',
  })
  readonly mailInbox?: string;

  @Setting({
    variable: 'INBOX_DIR',
    read: path,
    example: '/var/mail/kaigi',
    says: 'Maildir into which the mail server delivers what comes to MAIL_INBOX; the worker reads new/ and moves to cur/',
  })
  readonly inboxDir?: string;

  @Setting({
    variable: 'INBOX_TOKEN',
    read: secret,
    example: 'at-least-32-random-letters-and-digits',
    says: 'with it, in "Authorization: Bearer ...", a mail relay may POST raw mails to /api/v1/inbound-mails',
  })
  readonly inboxToken?: string;

  @Setting({
    variable: 'DATA_DIR',
    read: path,
    standard: '.portal',
    says: 'folder of the embedded database and of the key file',
  })
  readonly dataDir!: string;

  @Setting({
    variable: 'PORTAL_KEY_FILE',
    read: path,
    example: '/run/secrets/portal.key',
    says: 'key file, made at the first start; without it nobody can read the records again (default DATA_DIR/portal.key)',
  })
  readonly keyFile!: string;

  @Setting({
    variable: 'DEMO',
    read: flag,
    example: '1',
    says: 'demo region with invented agencies and people in an empty database (default 1 with the embedded database, else 0)',
  })
  readonly demo!: boolean;

  @Setting({
    variable: 'TILE_URL',
    read: tileAddress,
    example: 'https://tiles.example.jp/{z}/{x}/{y}.png',
    says: 'map tiles for search results, {z}, {x} and {y} in it; without them there is no map, and nothing is loaded from elsewhere',
  })
  readonly tileUrl?: string;

  @Setting({
    variable: 'TILE_ATTRIBUTION',
    read: text,
    example: '国土地理院',
    says: 'whom the map names as its source',
  })
  readonly tileAttribution?: string;

  @Setting({
    variable: 'UPLOAD_SCAN',
    read: oneOf(uploadScans),
    example: 'clamd',
    says: 'clamd: what is uploaded stays closed until ClamAV has looked at it; off: nobody looks (default clamd, in the demo off)',
  })
  readonly uploadScan!: 'clamd' | 'off';

  @Setting({
    variable: 'CLAMD_ADDRESS',
    read: text,
    standard: '127.0.0.1:3310',
    says: 'where clamd listens: HOST:PORT, or the path of its socket such as /run/clamav/clamd.ctl',
  })
  readonly clamdAddress!: string;

  @Setting({
    variable: 'WEBHOOK_REACH',
    read: oneOf(webhookReaches),
    standard: 'public',
    says: 'public: webhooks go to https addresses on the internet alone; any: to http and to this network as well, for trials',
  })
  readonly webhookReach!: 'public' | 'any';

  @Setting({ variable: 'LOG_LEVEL', read: oneOf(logLevels), standard: 'info', says: logLevels.join(', ') })
  readonly logLevel!: LogLevel;

  constructor(values: Readonly<Record<string, unknown>>) {
    Object.assign(this, values);
    this.publicUrl ??= `http://localhost:${this.port}`;
    this.keyFile ??= join(this.dataDir, 'portal.key');
    this.demo ??= this.databaseUrl === undefined;
    this.uploadScan ??= this.demo ? 'off' : 'clamd';
  }

  /** From where a browser loads map tiles, as a content security policy names it. */
  get tileOrigin(): string | undefined {
    // {s} stands for one of several servers with the same tiles.
    return this.tileUrl && new URL(this.tileUrl.replace('{s}', 'any')).origin.replace('//any.', '//*.');
  }

  /** Cookies carry the Secure attribute and the __Host- prefix only where the browser accepts them. */
  get secure(): boolean {
    return this.publicUrl.startsWith('https:');
  }
}
