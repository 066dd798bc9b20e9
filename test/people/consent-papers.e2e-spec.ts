import { buildWorker, type Worker } from '../factories/identity.js';
import { buildConsent, buildPerson, dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { readPdf, tagged } from '../support/pdf.reader.js';

let api: TestApi;
let manager: Worker;
let staff: Worker;
let recipient: Worker;
let secretariat: Worker;
beforeAll(async () => {
  api = await startApi();
  manager = await buildWorker(api);
  staff = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
  recipient = await buildWorker(api);
  secretariat = await buildWorker(api, { role: 'secretariat' });
});
afterAll(() => api.close());

interface Notices {
  keeps: string;
  version: number;
  current: { id: string; of: string; version: number; standard: { purpose: string } };
  network: { id: string; version: number }[];
  own: { id: string; version: number; followsNetwork: boolean }[];
}

const words = (purpose: string) => ({
  purpose,
  freedom: '断ることができます。',
  withdrawal: 'いつでもやめられます。',
  retention: '5年間残します。',
  contact: '担当者にお聞きください。',
});
const text = (purpose: string) => ({ standard: words(purpose), easy: words(`やさしい ${purpose}`) });

async function notices(worker: Worker): Promise<Notices> {
  return expectStatus(200, await worker.get('consent-notices'));
}

async function write(worker: Worker, purpose: string, version?: number): Promise<Notices> {
  const seen = version ?? (await notices(worker)).version;
  return expectStatus(200, await worker.post('consent-notices', text(purpose), ifMatch(seen)));
}

async function pdfOf(worker: Worker, path: string) {
  const response = await fetch(`${api.url}/api/v1/${path}`, { headers: { cookie: `sid=${worker.token}` } });
  return {
    status: response.status,
    content: Buffer.from(await response.arrayBuffer()),
    headers: response.headers,
  };
}

async function ask(worker: Worker, personId: string, change: Record<string, unknown> = {}) {
  return expectStatus<{ id: string; number: string; version: number; noticeId: string }>(
    201,
    await worker.post(`people/${personId}/askings`, {
      grants: [
        {
          recipientAgencyId: recipient.agencyId,
          purposes: ['intake', 'report_back'],
          categories: ['identity', 'medical'],
        },
      ],
      validity: 'years',
      validYears: 1,
      givenBy: 'person',
      ...change,
    }),
  );
}

describe('what people are told before they decide', () => {
  it('begins with the text of the network, in standard and in easy words', async () => {
    const seen = await notices(staff);
    expect(seen).toMatchObject({ keeps: 'none', current: { of: 'network', version: 1 }, own: [] });
  });

  it('is written anew by the secretariat for everybody, and by a manager for the own agency', async () => {
    await write(secretariat, '圏域の文');
    expect((await notices(staff)).current).toMatchObject({
      of: 'network',
      version: 2,
      standard: { purpose: '圏域の文' },
    });
    await write(manager, '自機関の文');
    expect((await notices(staff)).current).toMatchObject({ of: 'agency', version: 1 });
    expect((await notices(recipient)).current).toMatchObject({ of: 'network', version: 2 });
    expect((await notices(recipient)).own).toEqual([]);
    const back = expectStatus<Notices>(
      200,
      await manager.post('consent-notices/network-text', {}, ifMatch(1)),
    );
    expect(back).toMatchObject({ current: { of: 'network' }, version: 2 });
  });

  it('is nobody else’s to write, and not from an old version', async () => {
    expect((await staff.post('consent-notices', text('x'), ifMatch(2))).status).toBe(403);
    expect((await manager.post('consent-notices', text('x'), ifMatch(0))).status).toBe(412);
    const empty = await manager.post('consent-notices', { ...text('x'), easy: words('') }, ifMatch(2));
    expect([empty.status, empty.body['errors']?.[0]?.field]).toEqual([422, 'easy.purpose']);
  });

  it('stays what it was for a decision that was explained with it', async () => {
    const personId = await buildPerson(staff);
    const asking = await ask(staff, personId);
    await write(secretariat, 'あとからの文');
    const told = expectStatus<{ standard: { purpose: string } }>(
      200,
      await staff.get(`consent-notices/${asking.noticeId}`),
    );
    expect(told.standard.purpose).not.toBe('あとからの文');
    expect((await notices(staff)).current.standard.purpose).toBe('あとからの文');
    const own = await write(manager, '自機関だけの文');
    expect((await recipient.get(`consent-notices/${own.current.id}`)).status).toBe(404);
  });
});

describe('the form', () => {
  it('has the number, both texts, every cell to tick and a place to sign, as a tagged PDF', async () => {
    const personId = await buildPerson(staff, { name: '髙橋 試験' });
    const asking = await ask(staff, personId);
    const { status, content, headers } = await pdfOf(staff, `askings/${asking.id}/form`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(headers.get('content-disposition')).toContain(`${asking.number}-form.pdf`);
    const pdf = await readPdf(content);
    const said = pdf.pages.join('');
    expect(pdf).toMatchObject({ tagged: true, language: 'ja-JP' });
    for (const part of [
      asking.number,
      '髙橋 試験',
      'やさしい日本語',
      '受入判断',
      '結果の返送',
      '診断・通院・服薬',
      '署名',
      '本人の氏名',
      '1 / ',
    ])
      expect(said).toContain(part);
    expect(said).toContain('見本');
    expect(tagged(pdf.tags, 'Table').length).toBeGreaterThanOrEqual(2);
    expect(tagged(pdf.tags, 'H1')).toHaveLength(1);
  });

  it('asks for the assent of the person where a representative signs', async () => {
    const personId = await buildPerson(staff);
    const asking = await ask(staff, personId, {
      givenBy: 'representative',
      authority: 'adult_guardian',
      representative: '青葉 一郎',
    });
    const issued = await staff.post(`askings/${asking.id}/issue`, {}, ifMatch(asking.version));
    expect(issued.status).toBe(200);
    const said = (await readPdf((await pdfOf(staff, `askings/${asking.id}/form`)).content)).pages.join('');
    for (const part of ['青葉 一郎', '成年後見人', '本人の意思', '本人は反対している', '本人の言葉'])
      expect(said).toContain(part);
    expect(said).not.toContain('見本');
  });

  it('is nobody else’s', async () => {
    const asking = await ask(staff, await buildPerson(staff));
    expect((await pdfOf(recipient, `askings/${asking.id}/form`)).status).toBe(404);
    expect((await pdfOf(secretariat, `askings/${asking.id}/form`)).status).toBe(403);
  });
});

describe('the receipt', () => {
  it('has number, content, how to take it back and whom to ask, in standard and in easy words', async () => {
    const personId = await buildPerson(staff);
    await api.db.admin(
      `UPDATE portal.agency SET phone = '099-111-2222', address = '青葉県青葉市1-1' WHERE id = $1`,
      [staff.agencyId],
    );
    const asking = await ask(staff, personId);
    const issued = expectStatus<{ version: number }>(
      200,
      await staff.post(`askings/${asking.id}/issue`, {}, ifMatch(asking.version)),
    );
    const consent = expectStatus<{ id: string }>(
      201,
      await staff.post(
        `askings/${asking.id}/answer`,
        {
          agreed: [{ recipientAgencyId: recipient.agencyId, purposes: ['intake'], categories: ['identity'] }],
          decidedOn: dayFromToday(0),
          method: 'written',
        },
        ifMatch(issued.version),
      ),
    );
    const { content } = await pdfOf(staff, `consents/${consent.id}/receipt`);
    const said = (await readPdf(content)).pages.join('');
    for (const part of [
      asking.number,
      '同意をやめる',
      'いつでもやめられます',
      '099-111-2222',
      '○',
      '×',
      '24 時まで',
    ])
      expect(said).toContain(part);
    const [entry] = await api.db.admin<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entry WHERE action = 'consent.receipt' AND object_id = $1`,
      [consent.id],
    );
    expect(entry?.n).toBe(1);
  });

  it('is there for what was recorded without an asking, and for a refusal', async () => {
    const personId = await buildPerson(staff);
    const { id } = await buildConsent(staff, personId, {
      recipientAgencyId: recipient.agencyId,
      decision: 'refused',
    });
    const said = (await readPdf((await pdfOf(staff, `consents/${id}/receipt`)).content)).pages.join('');
    expect(said).toContain('伝えることはありません');
    expect((await pdfOf(recipient, `consents/${id}/receipt`)).status).toBe(404);
  });
});
