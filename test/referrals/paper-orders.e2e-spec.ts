import { createHash } from 'node:crypto';
import { WorkerDatabase } from '#libs/platform';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildSentReferral,
  expectStatus,
  look,
  move,
  type SentReferral,
  withdraw,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { readPdf } from '../support/pdf.reader.js';
import { eventually } from '../worker/worker.world.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
  stranger = await buildWorker(api, { agencyName: 'ひまわり病院' });
});
afterAll(() => api.close());

async function received(): Promise<SentReferral> {
  const sent = await buildSentReferral(sender, recipient, { name: '髙橋 本人' });
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  return sent;
}

interface Order {
  id: string;
  state: string;
  done: number;
  referralIds: string[];
  expiresAt: string;
}

const ordersOf = async (worker: Worker) => expectStatus<Order[]>(200, await worker.get('paper-orders'));

/** An order whose work has come to its end. */
async function ordered(worker: Worker, referralIds: string[]): Promise<Order> {
  const { id } = expectStatus<{ id: string }>(201, await worker.post('paper-orders', { referralIds }));
  const find = async () => (await ordersOf(worker)).find((order) => order.id === id);
  await eventually(async () => expect((await find())?.state).not.toMatch(/waiting|working/));
  return (await find())!;
}

async function fetched(worker: Worker, id: string) {
  const answer = await fetch(`${api.url}/api/v1/paper-orders/${id}/file`, {
    headers: { cookie: `sid=${worker.token}` },
  });
  const content = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, content };
}

async function prints(sent: SentReferral) {
  return api.db.admin<{ hash: string }>(
    `SELECT encode(content_hash, 'hex') AS hash FROM portal.disclosure
     WHERE referral_id = $1 AND method = 'opened' AND medium = 'pdf' ORDER BY at`,
    [sent.referral.id],
  );
}

describe('several requests in one file', () => {
  it('are set beside the request, have a bookmark each, and a row of the ledger each when the file is fetched', async () => {
    const [one, two] = [await received(), await received()];
    const order = await ordered(recipient, [two.referral.id, one.referral.id]);
    expect(order).toMatchObject({ state: 'done', done: 2 });
    expect(await prints(one)).toEqual([]);

    const { status, content } = await fetched(recipient, order.id);
    expect(status).toBe(200);
    const read = await readPdf(content);
    expect(read.tagged).toBe(true);
    expect(read.bookmarks.map((title) => title.replaceAll(/\s/g, ''))).toEqual([
      expect.stringContaining(two.referral.number),
      expect.stringContaining(one.referral.number),
    ]);
    const hash = createHash('sha256').update(content).digest('hex');
    for (const sent of [one, two]) expect(await prints(sent)).toEqual([{ hash }]);
    // What lies there lies there sealed.
    const [row] = await api.db.admin<{ plain: boolean }>(
      `SELECT position('%PDF'::bytea IN content) > 0 AS plain FROM portal.paper_order WHERE id = $1`,
      [order.id],
    );
    expect(row).toEqual({ plain: false });
  });

  it('edge 21: an export begun before a withdrawal and fetched after it is refused, and what was set is thrown away', async () => {
    const all = [await received(), await received(), await received()];
    const ids = all.map(({ referral }) => referral.id);
    const order = await ordered(recipient, ids);
    expectStatus(200, await withdraw(sender, all[0]!.consent));
    const refused = await fetched(recipient, order.id);
    expect(refused.status).toBe(409);
    expect(refused.content.toString()).toContain('letter.overtaken');
    for (const sent of all) expect(await prints(sent)).toEqual([]);
    const [row] = await api.db.admin<{ state: string; gone: boolean }>(
      'SELECT state, content IS NULL AS gone FROM portal.paper_order WHERE id = $1',
      [order.id],
    );
    expect(row).toEqual({ state: 'overtaken', gone: true });
    // Made anew, it holds what may be told now.
    const again = await fetched(recipient, (await ordered(recipient, ids)).id);
    const said = (await readPdf(again.content)).pages.join('').replaceAll(/\s/g, '');
    expect(said.split('診断の秘密').length - 1).toBe(2);
  });

  it('edge 21: what is withdrawn while it is being set is not in it', async () => {
    const all = [await received(), await received(), await received(), await received()];
    const ids = all.map(({ referral }) => referral.id);
    const [order, withdrawn] = await Promise.all([
      ordered(recipient, ids),
      withdraw(sender, all[0]!.consent),
    ]);
    expect(withdrawn.status).toBe(200);
    const { status, content } = await fetched(recipient, order.id);
    const rows = await prints(all[0]!);
    expect(rows).toEqual([]);
    if (status === 409) return;
    const said = (await readPdf(content)).pages.join('').replaceAll(/\s/g, '');
    expect(said.split('診断の秘密').length - 1).toBe(3);
  });

  it('are all of them the reader’s, or none is ordered; nobody else fetches them', async () => {
    const [own, hidden] = [await received(), await buildSentReferral(sender, stranger)];
    const both = { referralIds: [own.referral.id, hidden.referral.id] };
    expect((await recipient.post('paper-orders', both)).status).toBe(404);
    const many = { referralIds: Array.from({ length: 51 }, () => crypto.randomUUID()) };
    expect((await recipient.post('paper-orders', many)).status).toBe(422);
    expect((await recipient.post('paper-orders', { referralIds: [] })).status).toBe(422);
    const order = await ordered(recipient, [own.referral.id]);
    const colleague = await buildWorker(api, { agencyId: recipient.agencyId, role: 'staff' });
    for (const other of [colleague, sender, stranger]) {
      expect((await fetched(other, order.id)).status).toBe(404);
      expect(await ordersOf(other)).toEqual([]);
    }
    expect(await prints(own)).toEqual([]);
  });

  it('go on when the process that set them has ended, and are gone with their key after a day', async () => {
    const own = await received();
    const order = await ordered(recipient, [own.referral.id]);
    await api.db.admin(
      `UPDATE portal.paper_order SET state = 'working', content = NULL, told = NULL, touched_at = now() - interval '15 minutes'
       WHERE id = $1`,
      [order.id],
    );
    const stateNow = async () => (await ordersOf(recipient)).find(({ id }) => id === order.id)?.state;
    await eventually(async () => expect(await stateNow()).toBe('done'));
    await api.db.admin(
      `UPDATE portal.paper_order SET expires_at = now() - interval '1 minute' WHERE id = $1`,
      [order.id],
    );
    expect((await fetched(recipient, order.id)).status).toBe(404);
    expect(await stateNow()).toBeUndefined();
    const worker = new WorkerDatabase(api.db.connections.worker, 'papers test');
    try {
      await worker.query('SELECT portal.forget_papers()');
    } finally {
      await worker.onApplicationShutdown();
    }
    const left = await api.db.admin<{ n: number }>(
      `SELECT (SELECT count(*) FROM portal.paper_order WHERE id = $1)::int
         + (SELECT count(*) FROM portal.data_key WHERE subject_id = $1)::int AS n`,
      [order.id],
    );
    expect(left).toEqual([{ n: 0 }]);
  });

  it('are made for three orders of one account at a time: the press is there for everybody', async () => {
    const { referral } = await received();
    const waiting = await api.db.admin<{ id: string }>(
      `INSERT INTO portal.paper_order (id, agency_id, account_id, referral_ids)
       SELECT gen_random_uuid(), $1, $2, ARRAY[$3::uuid] FROM generate_series(1, 3) RETURNING id`,
      [recipient.agencyId, recipient.accountId, referral.id],
    );
    const refused = await recipient.post('paper-orders', { referralIds: [referral.id] });
    expect([refused.status, refused.body.code]).toEqual([409, 'papers.under_way']);
    await api.db.admin(`UPDATE portal.paper_order SET state = 'failed' WHERE id = $1`, [waiting[0]!.id]);
    expectStatus(201, await recipient.post('paper-orders', { referralIds: [referral.id] }));
  });
});
