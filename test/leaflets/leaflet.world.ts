import { randomUUID } from 'node:crypto';
import type { AgencyEntry } from '#libs/directory';
import { openLog } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { dayFromToday } from '../factories/referrals.js';
import { type Answer, Client } from '../support/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { type ReadPdf, readPdf } from '../support/pdf.reader.js';
import { MailSink } from '../worker/mail.sink.js';
import { configWith, eventually, testPace } from '../worker/worker.world.js';

/** An agency that is asked, with the address its proofs go to. */
export interface Asked {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A network that makes leaflets: the API, a worker, a mail server, the secretariat. */
export class LeafletWorld {
  private constructor(
    readonly api: TestApi,
    readonly secretariat: Worker,
    readonly sink: MailSink,
    private readonly worker: PortalWorker,
  ) {}

  static async open(): Promise<LeafletWorld> {
    const api = await startApi();
    await buildAreas(api.db);
    const sink = await new MailSink().open();
    const worker = createWorker({
      config: configWith({ smtpUrl: sink.url }),
      keys: api.db.keys,
      connections: api.db.connections,
      log: openLog(process.env['TEST_LOG'] ?? 'silent', 'worker'),
      pace: testPace,
    });
    worker.start();
    const secretariat = await buildWorker(api, { role: 'secretariat', name: '事務局 一郎' });
    return new LeafletWorld(api, secretariat, sink, worker);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.sink.close();
    await this.api.close();
  }

  /** An agency with an address for its proofs. */
  async asked(entry: Partial<AgencyEntry> & { name: string }): Promise<Asked> {
    const id = await buildListed(this.api.db, { area: '99-a1', ...entry });
    const email = `${randomUUID()}@example.jp`;
    await this.api.db.admin('UPDATE portal.agency SET update_email = $2 WHERE id = $1', [id, email]);
    return { id, name: entry.name, email };
  }

  /** An edition that asks these agencies. */
  async edition(asked: readonly Asked[], plan: Record<string, unknown> = {}): Promise<string> {
    const { body } = await this.secretariat.post('leaflets', {
      title: 'はたらくガイド 令和8年度版',
      networkName: '試験地域ネットワーク',
      areaName: '一の市・二の町',
      introduction: 'はたらくことを支える機関の紹介です。',
      issuer: '試験地域ネットワーク事務局',
      contact: '電話 099-000-0000',
      issuedOn: dayFromToday(30),
      answerBy: dayFromToday(14),
      circle: 'none',
      ...plan,
    });
    for (const { id } of asked) await this.secretariat.put(`leaflets/${body.id}/agencies/${id}`, {});
    return body.id;
  }

  /** Sends proofs and waits for the link in the mail to this agency, the newest of so many mails. */
  async linkTo({ email }: Asked, mails = 1): Promise<string> {
    const text = await this.mailTo(email, mails);
    const link = /https:\/\/portal\.example\.jp(\/leaflet-proofs\/\S+)/.exec(text)?.[1];
    if (!link) throw new Error(`no link in ${text}`);
    return link;
  }

  /** The text of the last of so many mails. */
  async mailTo(email: string, mails = 1): Promise<string> {
    return eventually(async () => {
      const arrived = await this.sink.mailsTo(email);
      if (arrived.length < mails) throw new Error(`${arrived.length} mails to ${email}`);
      return `${arrived.at(-1)!.subject}\n${arrived.at(-1)!.text}`;
    });
  }

  /** Proofs for everybody whose agreement is missing; the links. */
  async proofs(edition: string, asked: readonly Asked[]): Promise<string[]> {
    const sent = await this.secretariat.post(`leaflets/${edition}/proofs`, { to: 'missing' });
    if (sent.status !== 201) throw new Error(sent.text);
    return Promise.all(asked.map((agency) => this.linkTo(agency)));
  }

  /** Opens a link as a browser without an account does. */
  open(link: string): Promise<Answer> {
    return new Client(this.api.url).get(link);
  }

  /** Sends the form of a link. */
  submit(link: string, fields: readonly (readonly [string, string])[]): Promise<Answer> {
    const form = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
    return new Client(this.api.url).send('POST', link, form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost:3000',
      'sec-fetch-site': 'same-origin',
    });
  }

  /** Agrees by a link to some fields. */
  agree(link: string, ...fields: string[]): Promise<Answer> {
    return this.submit(link, [
      ['answer', 'agreed'],
      ...fields.map((field): [string, string] => ['fields', field]),
    ]);
  }

  /** How an agency stands in an edition. */
  async standing(edition: string, { id }: Asked): Promise<string> {
    return (await this.secretariat.get(`leaflets/${edition}/agencies/${id}`)).body.standing;
  }

  /** Orders a file and reads it when it is done. */
  async print(edition: string, format: 'a4' | 'a3'): Promise<{ id: string; pdf: ReadPdf; pages: number }> {
    const { body } = await this.secretariat.post(`leaflets/${edition}/prints`, { format });
    const path = `leaflets/${edition}/prints/${body.id}`;
    const print = await eventually(async () => {
      const now = (await this.secretariat.get(path)).body;
      if (now.state !== 'done') throw new Error(`${now.state} ${now.progress}`);
      return now;
    });
    const file = await fetch(`${this.api.url}/api/v1/${path}/file`, {
      headers: { cookie: `sid=${this.secretariat.token}` },
    });
    return {
      id: body.id,
      pages: print.pages,
      pdf: await readPdf(Buffer.from(await file.arrayBuffer())),
    };
  }

  /** Waits for a notice of this kind; where it leads. */
  async noticeTo(reader: Worker, type: string): Promise<string> {
    return eventually(async () => {
      const { body } = await reader.get('notices');
      const notice = body.items.find((item: { type: string }) => item.type === type);
      if (!notice) throw new Error(`no notice ${type}`);
      return notice.path;
    });
  }

  /** Changes an entry past every rule. */
  async write({ id }: Asked, set: string): Promise<void> {
    await this.api.db.admin(`UPDATE portal.agency SET ${set} WHERE id = $1`, [id]);
  }
}

/** The text of a PDF without white space, which readers guess. */
export function plainText({ pages }: ReadPdf): string {
  return pages.join('').replaceAll(/\s/g, '');
}
