import { createHash } from 'node:crypto';
import { buildWorker, type Worker } from '../factories/identity.js';
import { say } from '../factories/conversations.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type SentReferral,
  withdraw,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { type ReadPdf, readPdf, tagged } from '../support/pdf.reader.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let stranger: Worker;
let secretariat: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
  stranger = await buildWorker(api, { agencyName: 'ひまわり病院' });
  secretariat = await buildWorker(api, { role: 'secretariat' });
  await api.db.admin(
    `UPDATE portal.agency SET address = '青葉県青葉市1-1', phone = '099-111-2222' WHERE id = $1`,
    [sender.agencyId],
  );
  await api.db.admin(
    `INSERT INTO portal.agency_representative (agency_id, name, updated_by) VALUES ($1, '代表 太郎', $2)`,
    [sender.agencyId, sender.accountId],
  );
});
afterAll(() => api.close());

interface Printed extends ReadPdf {
  /** The text of all pages without any spaces: Typst sets room between scripts. */
  readonly said: string;
  readonly hash: string;
}

async function pdf(worker: Worker, path: string, body?: unknown): Promise<Printed> {
  const answer = await fetch(`${api.url}/api/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      cookie: `sid=${worker.token}`,
      origin: api.url,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200) throw new Error(`${answer.status}: ${content.toString()}`);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const read = await readPdf(content);
  return {
    ...read,
    said: read.pages.join('').replaceAll(/\s/g, ''),
    hash: createHash('sha256').update(content).digest('hex'),
  };
}

const paper = ({ referral }: SentReferral, kind = 'request') => `referrals/${referral.id}/papers/${kind}`;

async function received(): Promise<SentReferral> {
  const sent = await buildSentReferral(sender, recipient, { name: '髙橋 本人' });
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  return sent;
}

async function prints(sent: SentReferral) {
  return api.db.admin<{ method: string; categories: string[]; hash: string; recipient_agency_id: string }>(
    `SELECT method, categories, encode(content_hash, 'hex') AS hash, recipient_agency_id FROM portal.disclosure
     WHERE referral_id = $1 AND medium = 'pdf' ORDER BY at`,
    [sent.referral.id],
  );
}

async function audited(sent: SentReferral): Promise<number> {
  const [row] = await api.db.admin<{ n: number }>(
    `SELECT count(*)::int AS n FROM audit.entry WHERE action = 'package.print' AND object_id = $1`,
    [sent.referral.id],
  );
  return row?.n ?? 0;
}

describe('連携依頼書', () => {
  it('has both agencies, both numbers, the days in the era, everything told, and its reader on every page', async () => {
    const sent = await received();
    const read = await pdf(recipient, paper(sent));
    const [line] = (await look(recipient, sent.referral.id)).lines;
    expect(read).toMatchObject({ tagged: true, title: '連携依頼書', language: 'ja-JP' });
    for (const part of [
      sent.referral.number,
      String(line?.['receiptNumber']),
      'みどり就業・生活支援センター',
      '青葉県青葉市1-1',
      '代表者代表太郎',
      '099-111-2222',
      'あおぞら就労移行支援',
      '御中',
      '髙橋本人',
      '平成2年4月2日',
      '依頼の秘密',
      '診断の秘密',
      '令和',
    ])
      expect(read.said).toContain(part);
    for (const [at, page] of read.pages.entries()) {
      const said = page.replaceAll(/\s/g, '');
      expect(said).toContain(`${at + 1}/${read.pages.length}ページ`);
      expect(said.split('あおぞら就労移行支援').length).toBeGreaterThan(4);
    }
    expect(tagged(read.tags, 'H1')).toHaveLength(1);
    expect(tagged(read.tags, 'H2').map(({ text }) => text)).toContain('診断・通院・服薬');
  });

  it('is in the ledger as what it is: the first look, a copy of what was read on the screen, or one more copy', async () => {
    const looked = await received();
    await pdf(recipient, paper(looked));
    await pdf(recipient, paper(looked));
    expect((await prints(looked)).map(({ method }) => method)).toEqual(['opened', 'printed_again']);
    const read = await received();
    expectStatus(200, await recipient.get(`referrals/${read.referral.id}/package`));
    for (let copies = 0; copies < 3; copies += 1) await pdf(recipient, paper(read));
    expect((await prints(read)).map(({ method }) => method)).toEqual([
      'printed',
      'printed_again',
      'printed_again',
    ]);
    const ledger = expectStatus<{ items: { methodName: string; mediumName: string }[] }>(
      200,
      await recipient.get('disclosure-ledger?side=recipient&perPage=3'),
    );
    expect(ledger.items.map(({ methodName }) => methodName)).toEqual([
      '印刷・保存（再）',
      '印刷・保存（再）',
      '印刷・保存',
    ]);
  });

  it('is a row of the ledger with the hash of the file at every print by the recipient, and none by the source', async () => {
    const sent = await received();
    const [first, second] = [await pdf(recipient, paper(sent)), await pdf(recipient, paper(sent))];
    expect((await prints(sent)).map(({ hash }) => hash)).toEqual([first.hash, second.hash]);
    expect((await prints(sent))[0]).toMatchObject({
      recipient_agency_id: recipient.agencyId,
      categories: ['identity', 'request', 'medical'],
    });
    const own = await pdf(sender, paper(sent));
    expect(own.said).toContain('診断の秘密');
    expect(await prints(sent)).toHaveLength(2);
    expect(await audited(sent)).toBe(3);
    expect((await look(recipient, sent.referral.id)).lines[0]?.['firstOpenedAt']).not.toBeNull();
  });

  it('is a cover alone before receipt and after the end, and then no row of the ledger', async () => {
    const sent = await buildSentReferral(sender, recipient, { name: '隠れた 氏名' });
    const before = await pdf(recipient, paper(sent));
    expect(before.said).toContain('まだ受領していない');
    for (const closed of ['診断の秘密', '依頼の秘密', '隠れた氏名'])
      expect(before.said).not.toContain(closed);
    expectStatus(
      200,
      await move(recipient, await look(recipient, sent.referral.id), 'decline', { reason: 'no_capacity' }),
    );
    const after = await pdf(recipient, paper(sent));
    for (const closed of ['診断の秘密', '依頼の秘密', '隠れた氏名']) expect(after.said).not.toContain(closed);
    expect(after.said).toContain(sent.referral.number);
    expect(await prints(sent)).toEqual([]);
    expect(await audited(sent)).toBe(2);
  });

  it('edge 4: partial withdrawal: a new print lacks the kind of data, and the hash of the old one stays in the ledger', async () => {
    const sent = await received();
    const old = await pdf(recipient, paper(sent));
    expect(old.said).toContain('診断の秘密');
    expectStatus(200, await withdraw(sender, sent.consent, { scope: 'category', category: 'medical' }));
    const renewed = await pdf(recipient, paper(sent));
    expect(renewed.said).not.toContain('診断の秘密');
    expect(JSON.stringify(renewed.tags)).not.toContain('診断の秘密');
    expect(renewed.said).toContain('依頼の秘密');
    expect(renewed.said).toContain('記載していない項目：診断・通院・服薬');
    const rows = await prints(sent);
    expect(rows.map(({ hash }) => hash)).toEqual([old.hash, renewed.hash]);
    expect(rows.map(({ categories }) => categories.includes('medical'))).toEqual([true, false]);
  });

  it('is nobody else’s, and of no other kind', async () => {
    const sent = await received();
    expect((await stranger.get(paper(sent))).status).toBe(404);
    expect((await secretariat.get(paper(sent))).status).toBe(403);
    expect((await recipient.get(paper(sent, 'dossier'))).status).toBe(404);
  });

  it('is a draft for its author before it is sent', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const read = await pdf(sender, `referrals/${draft.id}/papers/request`);
    expect(read.said).toContain('連携依頼書（下書き）');
    expect((await recipient.get(`referrals/${draft.id}/papers/request`)).status).toBe(404);
  });
});

describe('回答書・経過報告書・結果報告書', () => {
  it('are there once there is something to say, with the receipt number and the words of the recipient', async () => {
    const sent = await received();
    expect((await sender.get(paper(sent, 'answer'))).body).toMatchObject({ code: 'letter.nothing' });
    const { id } = sent.referral;
    expectStatus(
      200,
      await move(recipient, await look(recipient, id), 'acceptance', { note: '来月から通えます' }),
    );
    const answer = await pdf(sender, paper(sent, 'answer'));
    const [line] = (await look(sender, id)).lines;
    for (const part of [
      '回答書',
      '受け入れます',
      '来月から通えます',
      String(line?.['receiptNumber']),
      'みどり就業・生活支援センター',
    ])
      expect(answer.said).toContain(part);

    expectStatus(
      200,
      await move(recipient, await look(recipient, id), 'start', { startedOn: dayFromToday(0) }),
    );
    const report = {
      from: dayFromToday(-3),
      until: dayFromToday(0),
      attendance: 'regular',
      changes: '作業が続く',
      issues: '朝が苦手',
    };
    expectStatus(200, await say(recipient, id, 'interim-report', report));
    const interim = await pdf(sender, paper(sent, 'interim'));
    for (const part of ['経過報告書', '作業が続く', '朝が苦手', '予定どおり'])
      expect(interim.said).toContain(part);
    expect(interim.said).not.toContain(dayFromToday(0));

    const outcome = {
      result: 'employed',
      done: '実習と面接',
      remaining: '通勤',
      roles: '定着は依頼元',
      employer: '青葉製作所',
    };
    expectStatus(200, await move(recipient, await look(recipient, id), 'report', outcome));
    const result = await pdf(recipient, paper(sent, 'outcome'));
    for (const part of ['結果報告書', '就職', '実習と面接', '定着は依頼元', '青葉製作所'])
      expect(result.said).toContain(part);
    for (const read of [answer, interim, result])
      expect(read).toMatchObject({ tagged: true, language: 'ja-JP' });
  });

  it('says why and on whose side when it was declined', async () => {
    const sent = await received();
    const decline = { reason: 'not_eligible', note: '年齢の要件' };
    expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'decline', decline));
    const answer = await pdf(sender, paper(sent, 'answer'));
    for (const part of ['受け入れできません', '対象要件に合わない', '機関の事情', '年齢の要件'])
      expect(answer.said).toContain(part);
  });
});
