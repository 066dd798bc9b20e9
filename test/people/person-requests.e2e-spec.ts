import { unzipSync } from 'fflate';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildSentReferral, dayFromToday, expectStatus, look, move } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { readPdf } from '../support/pdf.reader.js';

let api: TestApi;
let manager: Worker;
let staff: Worker;
let recipient: Worker;
let personId: string;
beforeAll(async () => {
  api = await startApi();
  manager = await buildWorker(api, { name: '管理 花子' });
  staff = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
  recipient = await buildWorker(api, { agencyName: '受入先' });
  const sent = await buildSentReferral(manager, recipient, {
    name: '開示 請求',
    kana: 'かいじ せいきゅう',
    sheets: { medical: { diagnosis: '診断の文' }, living: { household: '暮らしの文' } },
  });
  personId = sent.personId;
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  expectStatus(200, await recipient.get(`referrals/${sent.referral.id}/package`));
});
afterAll(() => api.close());

interface RequestBody {
  id: string;
  number: number;
  status: string;
  version: number;
  dueOn: string;
  errors?: { field: string }[];
}
const receive = async (kind = 'disclose') =>
  expectStatus<RequestBody>(
    201,
    await staff.post(`people/${personId}/requests`, {
      kind,
      receivedOn: dayFromToday(0),
      askedBy: 'person',
      asker: '開示 請求（電話 090-0000-0000）',
      scope: 'すべて',
    }),
  );
const step = async (worker: Worker, request: RequestBody, route: string, body: object) =>
  worker.post<RequestBody>(`person-requests/${request.id}/${route}`, body, ifMatch(request.version));
const download = async (worker: Worker, path: string) =>
  fetch(`${api.url}/api/v1/${path}`, { headers: { cookie: `sid=${worker.token}` } });

describe('a request of a person about their own data', () => {
  it('is registered with the day on which the answer is due, and answered in steps', async () => {
    const request = await receive();
    expect(request.dueOn > dayFromToday(13)).toBe(true);
    expect((await step(manager, request, 'decision', { decision: 'granted' })).status).toBe(409);
    const identified = expectStatus(200, await step(staff, request, 'identification', { means: 'photo_id' }));
    expect((await step(staff, identified, 'decision', { decision: 'granted' })).status).toBe(403);
    const groundless = await step(manager, identified, 'decision', { decision: 'refused' });
    expect([groundless.status, groundless.body.errors?.[0]?.field]).toEqual([422, 'ground']);
    const decided = expectStatus(
      200,
      await step(manager, identified, 'decision', { decision: 'partly', ground: 'harm_to_others' }),
    );
    const answered = expectStatus(
      200,
      await step(staff, decided, 'answer', { means: 'handed', answeredOn: dayFromToday(0) }),
    );
    expect(answered.status).toBe('answered');
    expect((await step(staff, answered, 'dropping', {})).status).toBe(409);
    expect((await recipient.get(`person-requests/${request.id}`)).status).toBe(404);
    const register = await staff.get('person-requests?closed=true');
    expect(register.body.items.map(({ id }: RequestBody) => id)).toContain(request.id);
  });

  it('is late when nobody has answered in time', async () => {
    const request = await receive('correct');
    await api.db.admin(`UPDATE portal.person_request SET due_on = '2026-01-05' WHERE id = $1`, [request.id]);
    const { items } = (await staff.get('person-requests')).body;
    expect(items[0]).toMatchObject({ id: request.id, isLate: true });
  });
});

describe('everything about a person in one file', () => {
  let request: RequestBody;
  beforeAll(async () => {
    const received = await receive();
    expect((await manager.get(`person-requests/${received.id}/dossier.pdf`)).status).toBe(409);
    request = expectStatus(200, await step(staff, received, 'identification', { means: 'known' }));
  });

  it('holds all data, consents, referrals with their recipients, the ledger and who looked, as a tagged paper', async () => {
    const answer = await download(manager, `person-requests/${request.id}/dossier.pdf`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const content = Buffer.from(await answer.arrayBuffer());
    const text = (await readPdf(content)).pages.join('').replaceAll(/\s/g, '');
    for (const wanted of [
      '開示請求',
      '診断の文',
      '暮らしの文',
      '依頼の秘密',
      '受入先',
      '閲覧（初回）',
      '記録を開いた',
      '同意番号',
      '管理花子',
      '令和',
      '1/',
    ])
      expect([wanted, text.includes(wanted)]).toEqual([wanted, true]);
    expect((await readPdf(content)).tagged).toBe(true);
  });

  it('comes as an archive with the same as data', async () => {
    const answer = await download(manager, `person-requests/${request.id}/dossier.zip`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['all.pdf', 'all.json']));
    const data = JSON.parse(Buffer.from(files['all.json']!).toString('utf8'));
    expect(data.person.name).toBe('開示 請求');
    expect(data.disclosures.map(({ to }: { to: string }) => to)[0]).toContain('受入先');
    expect(data.referrals[0].packages[0].sections.map(({ name }: { name: string }) => name)).toContain(
      '診断・通院・服薬',
    );
    expect(data.accesses.length).toBeGreaterThan(3);
  });

  it('is for managers of the agency alone, and each time is audited', async () => {
    for (const file of ['dossier.pdf', 'dossier.zip', 'letter.pdf']) {
      expect((await staff.get(`person-requests/${request.id}/${file}`)).status).toBe(403);
      expect((await recipient.get(`person-requests/${request.id}/${file}`)).status).toBe(404);
    }
    const audited = await api.db.admin<{ format: string }>(
      `SELECT details ->> 'format' AS format FROM audit.entry WHERE action = 'person.dossier' AND subject_id = $1 ORDER BY at`,
      [personId],
    );
    expect(audited.map(({ format }) => format)).toEqual(expect.arrayContaining(['pdf', 'zip']));
  });

  it('is answered by a letter that says the decision and its ground', async () => {
    const received = await receive('erase');
    const identified = expectStatus(200, await step(staff, received, 'identification', { means: 'known' }));
    expect((await manager.get(`person-requests/${received.id}/letter.pdf`)).status).toBe(409);
    expectStatus(
      200,
      await step(manager, identified, 'decision', {
        decision: 'refused',
        ground: 'retention',
        explanation: '支援終了から5年間は保存します。',
      }),
    );
    const answer = await download(manager, `person-requests/${received.id}/letter.pdf`);
    const text = (await readPdf(Buffer.from(await answer.arrayBuffer()))).pages
      .join('')
      .replaceAll(/\s/g, '');
    for (const wanted of ['開示請求様', '応じられません', '法令により保存する義務', '支援終了から5年間'])
      expect([wanted, text.includes(wanted)]).toEqual([wanted, true]);
  });
});
