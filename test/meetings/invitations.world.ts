import ICAL from 'ical.js';
import { Config, openLog, readMail } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import { type Answer, ifMatch } from '../support/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { MailSink } from '../worker/mail.sink.js';
import { eventually, testPace } from '../worker/worker.world.js';

/** Where answers and undelivered mails come back to. */
export const mailbox = 'kaigi@portal.example.jp';
export const inboxToken = 'a-token-of-at-least-32-characters-long';

/** One mail as it was sent, with what stood in its calendar. */
export interface SentMail {
  readonly subject: string;
  readonly text: string;
  readonly returnTo: string;
  readonly replyTo: string;
  readonly links: readonly string[];
  readonly method: string | undefined;
  readonly calendar: string;
  readonly event: ICAL.Event | undefined;
}

/** The API, a worker and a mail server on one database. */
export class InvitationsWorld {
  private constructor(
    readonly api: TestApi,
    readonly sink: MailSink,
    private readonly worker: PortalWorker,
    readonly keeper: Worker,
  ) {}

  static async open(settings: Partial<Config> = {}): Promise<InvitationsWorld> {
    const api = await startApi({ mailInbox: mailbox, inboxToken, ...settings });
    await api.db.admin(
      `UPDATE portal.directory_settings SET confirmation_month = 1 + (extract(month FROM now())::int + 5) % 12`,
    );
    const sink = await new MailSink().open();
    const worker = createWorker({
      config: new Config({
        port: 3000,
        host: 'localhost',
        publicUrl: 'https://portal.example.jp',
        mailFrom: '連携ポータル <no-reply@portal.example.jp>',
        dataDir: '.portal',
        logLevel: 'silent',
        smtpUrl: sink.url,
        mailInbox: mailbox,
        ...settings,
      }),
      keys: api.db.keys,
      connections: api.db.connections,
      log: openLog(process.env['TEST_LOG'] ?? 'silent', 'worker'),
      pace: { ...testPace, invitations: 200, inbox: 200 },
    });
    worker.start();
    return new InvitationsWorld(api, sink, worker, await buildWorker(api, { agencyName: '事務局センター' }));
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.sink.close();
    await this.api.close();
  }

  /** A council that the keeper keeps, with a seat for each of these. */
  async council(
    seats: readonly { name: string; email: string | null; agencyId?: string }[] = [],
    name = '青葉市障害者就労支援協議会',
  ): Promise<string> {
    const { keeper } = this;
    const council = await expected(
      201,
      keeper.post('councils', {
        ...{ name, shortName: '協議会', kind: 'council', secretariatAgencyId: keeper.agencyId },
        ...{ quorum: 'none', approval: 'silence' },
      }),
    );
    for (const { name: holder, email, agencyId } of seats)
      await expected(
        201,
        keeper.post(`councils/${council.id}/seats`, {
          agencyId: agencyId ?? (await buildAgency(this.api, { name: 'ひだまり工房' })),
          role: 'member',
          fromOn: '2020-04-01',
          holder: { name: holder, email },
        }),
      );
    return council.id;
  }

  /** An announced meeting of the council, ten days ahead. */
  async meeting(councilId: string, input: object = {}, { announced = true } = {}): Promise<string> {
    const { id, version } = await expected(
      201,
      this.keeper.post(`councils/${councilId}/meetings`, { ...standard(), ...input }),
    );
    if (announced) await this.step(id, 'announcement', version);
    return id;
  }

  /** Takes the meeting one step on. */
  async step(id: string, verb: string, version?: number, body: object = {}): Promise<void> {
    const seen = version ?? (await this.record(id)).version;
    await expected(200, this.keeper.post(`meetings/${id}/${verb}`, body, ifMatch(seen)));
  }

  /** Changes what the meeting says about itself. */
  async change(id: string, input: object): Promise<void> {
    const { version } = await this.record(id);
    await expected(200, this.keeper.put(`meetings/${id}`, { ...standard(), ...input }, ifMatch(version)));
  }

  async record(id: string) {
    return expected(200, this.keeper.get(`meetings/${id}`));
  }

  /** Invites every seat, and sends it. */
  async inviteAll(id: string, guests: readonly object[] = []): Promise<void> {
    await expected(201, this.keeper.post(`meetings/${id}/invitations`, { everySeat: true, guests }));
    await expected(200, this.keeper.post(`meetings/${id}/invitations/sending`));
    await this.settled();
  }

  async invitations(id: string, reader: Worker = this.keeper) {
    return (await expected(200, reader.get(`meetings/${id}/invitations`))).items;
  }

  async invitation(id: string, name: string) {
    return (await this.invitations(id)).find((row: { name: string }) => row.name === name);
  }

  async act(id: string, name: string, verb: 'withdrawal' | 'renewal'): Promise<void> {
    const row = await this.invitation(id, name);
    await expected(
      200,
      this.keeper.post(`meetings/${id}/invitations/${row.id}/${verb}`, {}, ifMatch(row.version)),
    );
    await this.settled();
  }

  async history(id: string, name: string) {
    const row = await this.invitation(id, name);
    return expected(200, this.keeper.get(`meetings/${id}/invitations/${row.id}/history`));
  }

  /** Lets the minute pass in which a change waits for the next one, and everything be sent. */
  async minutePasses(id: string): Promise<void> {
    await this.api.db.admin(
      'UPDATE portal.meeting_mailing SET due_at = now() WHERE meeting_id = $1 AND due_at IS NOT NULL',
      [id],
    );
    await eventually(async () => {
      const open = await this.api.db.admin('SELECT FROM portal.meeting_mailing WHERE due_at <= now()');
      if (open.length > 0) throw new Error('still to tell');
    });
    await this.settled();
  }

  /** Waits until every promise is kept. */
  async settled(): Promise<void> {
    await eventually(async () => {
      const open = await this.api.db.admin(
        'SELECT type, last_error FROM portal.outbox WHERE done_at IS NULL AND failed_at IS NULL',
      );
      if (open.length > 0) throw new Error(`still open: ${JSON.stringify(open.slice(0, 3))}`);
    });
  }

  /** The mails to an address, oldest first. */
  async mailsTo(address: string): Promise<SentMail[]> {
    const own = this.sink.arrived.filter(({ recipients }) => recipients.includes(address));
    return Promise.all(own.map(({ raw, sender }) => sentMail(raw, sender)));
  }

  /** The pages of links need no account. */
  async page(link: string): Promise<{ status: number; text: string }> {
    return this.api.client().get(new URL(link).pathname);
  }

  async answer(link: string, form: Record<string, string>): Promise<Answer> {
    return this.api.client().send('POST', new URL(link).pathname, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
  }
}

/** What a meeting says about itself unless a test wants something else. */
function standard(): object {
  return {
    ...{ title: '定例会', mode: 'hybrid', day: dayAhead(10), from: '18:30', until: '20:00' },
    ...{ venue: '青葉会館', address: '青葉市本町1-2-3', webLink: 'https://web.example.jp/secret-room' },
  };
}

/** A day in Japan from today on. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

async function expected<Body>(status: number, answer: Promise<Answer<Body>>): Promise<Body> {
  const { status: came, text, body } = await answer;
  if (came !== status) throw new Error(`${came} instead of ${status}: ${text}`);
  return body;
}

async function sentMail(raw: string, sender: string): Promise<SentMail> {
  const mail = await readMail(Buffer.from(raw));
  const [calendar] = mail.calendars;
  const content = calendar?.content ?? '';
  const parsed = content ? new ICAL.Component(ICAL.parse(content)) : undefined;
  return {
    subject: mail.subject,
    text: mail.text,
    returnTo: sender,
    replyTo: /^reply-to: <?([^\r\n>]+)/im.exec(raw)?.[1] ?? '',
    links: [...mail.text.matchAll(/https:\/\/\S+\/rsvp\/\S+/g)].map(([link]) => link),
    method: calendar?.method,
    calendar: content,
    event: parsed && new ICAL.Event(parsed.getFirstSubcomponent('vevent')!),
  };
}
