import { buildWorker, type Worker } from '../factories/identity.js';
import { buildSentReferral, expectStatus, look, move, withdraw } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
});
afterAll(() => api.close());

async function list(worker: Worker, question: string): Promise<string[]> {
  const answer = await fetch(`${api.url}/api/v1/referral-lists?${question}`, {
    headers: { cookie: `sid=${worker.token}` },
  });
  expect(answer.status).toBe(200);
  return (await answer.text()).split('\r\n').filter((line) => line !== '');
}

describe('a tray as a file', () => {
  it('has number, state, days and agency of each, and the name while a consent lets the reader know it', async () => {
    const open = await buildSentReferral(sender, recipient, { name: '=開いた 氏名' });
    const closed = await buildSentReferral(sender, recipient, { name: '閉じた 氏名' });
    for (const { referral } of [open, closed])
      expectStatus(200, await move(recipient, await look(recipient, referral.id), 'receipt'));
    const before = await list(recipient, 'box=received&format=csv');
    expect(before.join()).toContain('閉じた 氏名');

    expectStatus(200, await withdraw(sender, closed.consent));
    const [head, ...rows] = await list(recipient, 'box=received&format=csv');
    expect(head).toContain('依頼番号,受付番号,種別');
    const row = rows.find((line) => line.includes(open.referral.number));
    for (const part of ['受領', 'みどり就業・生活支援センター', "'=開いた 氏名"]) expect(row).toContain(part);
    expect(rows).toHaveLength(2);
    expect(rows.join()).not.toContain('閉じた 氏名');

    const own = await list(sender, 'box=sent&format=csv&status=suspended');
    expect(own).toHaveLength(2);
    expect(own[1]).toContain('閉じた 氏名');
    expect((await list(recipient, 'box=sent&format=csv')).length).toBe(1);
    const [entry] = await api.db.admin<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entry WHERE action = 'referral.export' AND account_id = $1`,
      [recipient.accountId],
    );
    expect(entry?.n).toBe(3);
  });

  it('is written for a spreadsheet too', async () => {
    const answer = await fetch(`${api.url}/api/v1/referral-lists?box=sent&format=xlsx`, {
      headers: { cookie: `sid=${sender.token}` },
    });
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await sender.get('referral-lists?box=sent&format=pdf')).status).toBe(422);
  });
});
