import { verifyEvidence } from '#libs/audit';
import { OperatorDatabase } from '#libs/platform';
import { RecordPapers } from '#libs/referrals';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { readPdf } from '../support/pdf.reader.js';
import { openSqlSession } from '../support/sql-session.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let operator: OperatorDatabase;
beforeAll(async () => {
  api = await startApi();
  operator = new OperatorDatabase(api.db.connections.operator, 'test', 1);
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
});
afterAll(async () => {
  await operator.onApplicationShutdown();
  await api.close();
});

interface Row {
  id: string;
  personName: string | null;
  provider: { name: string; address: string | null; representative: string | null };
  recipient: { name: string };
  methodName: string;
  basisText: string;
  contentHash: string;
  retainUntil: string;
}

async function opened(name = '試験 太郎') {
  const sent = await buildSentReferral(sender, recipient, { name });
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  expectStatus(200, await recipient.get(`referrals/${sent.referral.id}/package`));
  return sent;
}

const order = async (worker: Worker, change: Record<string, unknown> = {}) =>
  expectStatus<{ id: string }>(
    201,
    await worker.post('ledger-orders', {
      side: 'recipient',
      from: dayFromToday(-30),
      until: dayFromToday(0),
      format: 'csv',
      reason: '年度の点検',
      ...change,
    }),
  ).id;

const rowsOf = async (worker: Worker, side: string) =>
  expectStatus<{ items: Row[] }>(200, await worker.get(`disclosure-ledger?side=${side}&perPage=100`)).items;

describe('the ledger', () => {
  it('names both agencies as of then, their representative and address, and keeps that when they change', async () => {
    await api.db.admin('UPDATE portal.agency SET address = $2 WHERE id = $1', [
      sender.agencyId,
      '青葉県青葉市1-1',
    ]);
    expectStatus(200, await sender.put('agency-representative', { name: '理事長 青葉 一郎' }, ifMatch(0)));
    const { referral } = await opened();
    await api.db.admin('UPDATE portal.agency SET address = $2 WHERE id = $1', [sender.agencyId, '移転先']);
    expectStatus(200, await sender.put('agency-representative', { name: '後任 二郎' }, ifMatch(1)));
    for (const [worker, side] of [
      [sender, 'provider'],
      [recipient, 'recipient'],
    ] as const) {
      const rows = (await rowsOf(worker, side)).filter(
        (row) => (row as never)['referralNumber'] === referral.number,
      );
      expect(rows.map(({ methodName }) => methodName)).toEqual(['閲覧（初回）', '送付']);
      expect(rows[0]).toMatchObject({
        personName: '試験 太郎',
        provider: { address: '青葉県青葉市1-1', representative: '理事長 青葉 一郎' },
        basisText: expect.stringContaining('本人の同意'),
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(rows[0]!.retainUntil >= dayFromToday(3 * 365)).toBe(true);
    }
  });

  it('is never changed by anybody, and never kept for too short', async () => {
    const { personId } = await opened();
    const sql = await openSqlSession(api.db, sender.token);
    for (const attempt of [
      `UPDATE portal.disclosure SET purpose = 'support'`,
      `DELETE FROM portal.disclosure`,
      `TRUNCATE portal.disclosure`,
    ])
      expect([attempt, (await sql.run(attempt)).refused]).toEqual([attempt, '42501']);
    await sql.close();
    await expect(
      api.db.admin(`UPDATE portal.disclosure SET purpose = 'support' WHERE person_id = $1`, [personId]),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      api.db.admin(`DELETE FROM portal.disclosure WHERE person_id = $1`, [personId]),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['csv', 'csv_cp932', 'xlsx', 'pdf'])('is taken along as %s', async (format) => {
    await opened();
    const answer = await sender.get(
      `ledger-orders/${await order(sender, { side: 'provider', format })}/file`,
    );
    expect(answer.status).toBe(200);
    if (format === 'csv') expect(answer.text).toContain('試験 太郎');
    const stranger = await buildWorker(api, { agencyId: sender.agencyId });
    const foreign = await order(sender, { side: 'provider' });
    expect((await stranger.get(`ledger-orders/${foreign}/file`)).status).toBe(404);
  });

  it('edge 21: an order from before a withdrawal, fetched after it, does not hold what was taken back', async () => {
    const { consent, referral } = await opened('撤回 花子');
    const ordered = await order(recipient);
    const before = await recipient.get(`ledger-orders/${ordered}/file`);
    expect(before.text).toContain('撤回 花子');
    expectStatus(200, await withdraw(sender, consent));
    const after = await recipient.get(`ledger-orders/${ordered}/file`);
    expect(after.status).toBe(200);
    expect(after.text).not.toContain('撤回');
    expect(after.text).toContain(`（${referral.number}の本人）`);
    expect(
      (await sender.get(`ledger-orders/${await order(sender, { side: 'provider' })}/file`)).text,
    ).toContain('撤回 花子');
  });

  it('does not print a name that closed while the paper was being set', async () => {
    const { consent, referral } = await opened('組版中 撤回');
    const ordered = await order(recipient, { format: 'pdf' });
    const papers = api.app.get(RecordPapers, { strict: false });
    const print = papers.print.bind(papers);
    let prints = 0;
    papers.print = async (paper) => {
      const set = await print(paper);
      if (prints === 0) expectStatus(200, await withdraw(sender, consent));
      prints += 1;
      return set;
    };
    const { pages } = await pdf(recipient, `ledger-orders/${ordered}/file`);
    papers.print = print;
    const said = pages.join('').replaceAll(/\s/g, '');
    expect([prints, said.includes('組版中'), said.includes(referral.number)]).toEqual([2, false, true]);
  });
});

describe('the history of a person', () => {
  it('says who was told what on what, who looked, and who was refused', async () => {
    const { personId, referral, consent } = await opened();
    const stranger = await buildWorker(api, { agencyName: 'しらない機関' });
    expect((await stranger.get(`referrals/${referral.id}/package`)).status).toBe(404);
    expectStatus(200, await withdraw(sender, consent));
    expect((await recipient.get(`referrals/${referral.id}/package`)).status).toBe(409);
    const history = expectStatus<{
      provisions: { toName: string; consentWithdrawn: boolean }[];
      looks: { agencyName: string; action: string; categories: string[] }[];
      refused: { agencyName: string; action: string }[];
    }>(200, await sender.get(`people/${personId}/provision-history`));
    expect(history.provisions.map(({ consentWithdrawn }) => consentWithdrawn)).toEqual([true, true]);
    expect(history.looks).toContainEqual(
      expect.objectContaining({
        action: 'package.read',
        agencyName: expect.stringContaining('あおぞら'),
        categories: ['identity', 'request', 'medical'],
      }),
    );
    expect(history.refused.map(({ agencyName }) => agencyName)).toEqual([
      expect.stringContaining('あおぞら'),
      expect.stringContaining('しらない'),
    ]);
    expect((await recipient.get(`people/${personId}/provision-history`)).status).toBe(404);
  });

  it('names every way of reading, and says when there is more than it lists', async () => {
    const { personId, referral, consent } = await opened('一覧 つづき');
    expectStatus(200, await sender.get(`consents/${consent.id}`));
    expectStatus(200, await sender.get(`people/${personId}/attachments`));
    expectStatus(200, await recipient.get(`referrals/${referral.id}/conversation`));
    type History = { provisionsCut: boolean; looksCut: boolean; looks: { action: string }[] };
    const read = async () =>
      expectStatus<History>(200, await sender.get(`people/${personId}/provision-history`));
    const history = await read();
    expect(history).toMatchObject({ provisionsCut: false, looksCut: false });
    expect(history.looks.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['consent.read', 'attachment.list', 'referral.conversation', 'package.read']),
    );
    for (let time = 0; time < 500; time += 25)
      await Promise.all(Array.from({ length: 25 }, () => sender.get(`consents/${consent.id}`)));
    const cut = await read();
    expect([cut.looks.length, cut.looksCut]).toEqual([500, true]);
    const paper = await pdf(sender, `people/${personId}/provision-history/paper`);
    expect(/新しいほうから ?500 ?件/.test(paper.pages.join(''))).toBe(true);
  });

  it('is printed in plain words, as is the confirmation of a withdrawal: tagged, numbered, with who printed it', async () => {
    const { personId, consent } = await opened('印刷 さくら');
    expectStatus(200, await withdraw(sender, consent));
    const [withdrawal] = expectStatus<{ id: string; number: string }[]>(
      200,
      await sender.get(`people/${personId}/withdrawals`),
    );
    const paper = await pdf(sender, `withdrawals/${withdrawal!.id}/paper`);
    expect(paper.tagged).toBe(true);
    const text = paper.pages.join('');
    for (const words of [
      '同意の撤回 確認書',
      withdrawal!.number,
      '印刷 さくら さま',
      '令和',
      '職員 花子',
      '1 / 1',
    ])
      expect(text).toContain(words);
    // What could not be undone: read on day X by Y.
    expect(text).toMatch(/取り消せなかったこと.*あおぞら就労移行支援/);
    const history = await pdf(sender, `people/${personId}/provision-history/paper`);
    expect(history.pages.join('')).toContain('提供履歴');
  });
});

describe('portal audit verify', () => {
  it('finds nothing where nothing was touched, and every altered, removed or smuggled row', async () => {
    const { personId, consent } = await opened();
    expect((await verifyEvidence(operator)).faults).toEqual([]);
    const plant = async (sql: string) => {
      const tables = ['disclosure', 'consent', 'consent_grant'];
      for (const table of tables) await api.db.admin(`ALTER TABLE portal.${table} DISABLE TRIGGER USER`);
      await api.db.admin(sql);
      for (const table of tables) await api.db.admin(`ALTER TABLE portal.${table} ENABLE TRIGGER USER`);
    };
    const [first, second] = await api.db.admin<{ id: string }>(
      'SELECT id FROM portal.disclosure WHERE person_id = $1 ORDER BY at, id',
      [personId],
    );
    await plant(`UPDATE portal.disclosure SET categories = '{identity}' WHERE id = '${first!.id}'`);
    await plant(`UPDATE portal.consent SET valid_until = '2099-12-31' WHERE id = '${consent.id}'`);
    await plant(`DELETE FROM portal.disclosure WHERE id = '${second!.id}'`);
    await plant(
      `INSERT INTO portal.consent_grant (consent_id, person_id, agency_id, recipient_agency_id, purpose, category, granted)
       SELECT consent_id, person_id, agency_id, recipient_agency_id, purpose, 'finance', true
       FROM portal.consent_grant WHERE consent_id = '${consent.id}' LIMIT 1`,
    );
    const { faults } = await verifyEvidence(operator);
    expect(faults).toEqual(
      expect.arrayContaining([
        { kind: 'disclosure', id: first!.id, fault: 'altered' },
        { kind: 'consent', id: consent.id, fault: 'altered' },
        { kind: 'disclosure', id: second!.id, fault: 'missing' },
        { kind: 'grants', id: consent.id, fault: 'altered' },
      ]),
    );
  });
});

async function pdf(worker: Worker, path: string) {
  const response = await fetch(`${api.url}/api/v1/${path}`, { headers: { cookie: `sid=${worker.token}` } });
  expect(response.status).toBe(200);
  return readPdf(Buffer.from(await response.arrayBuffer()));
}
