import { intakeToken } from '#libs/referrals';
import { WorkerDatabase } from '#libs/platform';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildDraft, buildPerson, expectStatus } from '../factories/referrals.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let worker: WorkerDatabase;
let local: Worker;
let neighbour: Worker;
let elsewhere: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = new WorkerDatabase(api.db.connections.worker, 'intake test');
  await api.db
    .admin(`INSERT INTO portal.area (code, level, name, parent_code) VALUES ('99', 'prefecture', '青葉県', NULL),
    ('99101', 'municipality', '青葉市', '99'), ('99102', 'municipality', '若葉市', '99')
    ON CONFLICT DO NOTHING`);
  local = await buildWorker(api, { role: 'staff' });
  neighbour = await buildWorker(api, { role: 'staff' });
  elsewhere = await buildWorker(api, { role: 'staff' });
  for (const [{ agencyId }, code] of [
    [local, '99101'],
    [neighbour, '99'],
    [elsewhere, '99102'],
  ] as const)
    await api.db.admin('INSERT INTO portal.agency_area (agency_id, area_code) VALUES ($1, $2)', [
      agencyId,
      code,
    ]);
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await api.close();
});
beforeEach(async () => {
  await api.db.admin('DELETE FROM auth.rate_limit');
});

const words = {
  asker: 'family',
  areaCode: '99101',
  name: '申込 太郎',
  kana: 'もうしこみ たろう',
  askerName: '申込 花子（母）',
  email: 'hanako@example.jp',
  phone: '099-000-0000',
  services: 'job_search',
  words: '働きたいが どこに相談すればよいか分からない',
  agree: 'yes',
};
const post = (path: string, fields: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: api.url,
      'sec-fetch-site': 'same-origin',
    },
    body: new URLSearchParams(fields),
  });
const listOf = async (by: Worker) =>
  expectStatus<{ items: IntakeBody[] }>(200, await by.get('intake-requests')).items;
interface IntakeBody {
  id: string;
  version: number;
  number: string;
  state: string;
  area: string;
  person: { name: string; words: string; email: string } | null;
}

async function filed(fields: Partial<typeof words> = {}): Promise<string> {
  const before = await api.db.admin<{ id: string }>('SELECT id FROM portal.intake_request');
  const answer = await post('/apply', { ...words, ...fields });
  expect(answer.status).toBe(200);
  const after = await api.db.admin<{ id: string }>('SELECT id FROM portal.intake_request');
  return after.find(({ id }) => !before.some((old) => old.id === id))!.id;
}
async function confirmed(fields: Partial<typeof words> = {}): Promise<string> {
  const id = await filed(fields);
  expect((await post(`/apply/${intakeToken(api.db.keys, id)}`)).status).toBe(200);
  return id;
}

describe('本人・家族からの申し込み', () => {
  it('shows a form with the municipalities in which somebody would see it', async () => {
    const page = await (await fetch(`${api.url}/apply`)).text();
    expect([page.includes('青葉市'), page.includes('若葉市')]).toEqual([true, true]);
    expect(page).toContain('90日');
    const empty = await post('/apply', { ...words, name: '', agree: '' });
    const text = await empty.text();
    expect([
      empty.status,
      text.includes('支援を受ける方のお名前: 入力してください'),
      text.includes('申込 花子'),
    ]).toEqual([422, true, true]);
    expect((await post('/apply', { ...words, areaCode: '01101' })).status).toBe(422);
    expect((await post('/apply', { ...words, website: 'x' })).status).toBe(200);
  });

  it('speaks easy Japanese with readings where that is asked for, to the end', async () => {
    const read = async (answer: Response | Promise<Response>) => (await answer).text();
    const easy = await read(fetch(`${api.url}/apply?lang=easy`));
    expect(easy).toContain('<ruby>相談<rp>（</rp><rt>そうだん</rt><rp>）</rp></ruby>');
    expect(easy).toContain('action="/apply?lang=easy"');
    // Titles and options carry no readings, and nothing is left of the marks.
    expect(easy).toContain('<title>相談の 申し込み｜');
    expect(easy).not.toMatch(/\{[^}]*\|/);
    const usual = await read(fetch(`${api.url}/apply?lang=other`));
    expect(usual).toContain('href="/apply?lang=easy"');
    expect(usual).not.toContain('<ruby>相談');
    const refused = await post('/apply?lang=easy', { ...words, name: '' });
    expect(await refused.text()).toContain('<rt>そうだん</rt>');
    expect(await read(post('/apply?lang=easy', words))).toContain('<rt>かくにん</rt>');
    const link = `/apply/${intakeToken(api.db.keys, await filed())}`;
    expect(await read(fetch(`${api.url}${link}`))).toContain(`href="${link}?lang=easy"`);
    expect(await read(fetch(`${api.url}${link}?lang=easy`))).toContain(`action="${link}?lang=easy"`);
    // The requests of this test wait for nobody.
    await api.db.admin('DELETE FROM portal.intake_request WHERE confirmed_at IS NULL');
  });

  it('is seen by nobody before the address is confirmed, and looking at the link changes nothing', async () => {
    const id = await filed();
    const [row] = await worker.query<{ email: string }>('SELECT sec.intake_address($1) AS email', [id]);
    expect(row!.email).toBe('hanako@example.jp');
    expect(await listOf(local)).toEqual([]);
    const link = `/apply/${intakeToken(api.db.keys, id)}`;
    expect(await (await fetch(api.url + link)).text()).toContain('申し込みを確定する');
    expect(await listOf(local)).toEqual([]);
    expect(await (await post(link)).text()).toContain('受付番号は S');
    expect((await listOf(local)).map((item) => item.id)).toEqual([id]);
    const [after] = await worker.query<{ email: string | null }>('SELECT sec.intake_address($1) AS email', [
      id,
    ]);
    expect(after!.email).toBeNull();
    expect(JSON.stringify(await api.db.admin('SELECT * FROM portal.intake_request'))).not.toContain('hanako');
    expect((await post(`/apply/${'x'.repeat(43)}`)).status).toBe(404);
  });

  it('tells agencies of the area that there is one, and only whoever takes it over who it is', async () => {
    const id = await confirmed();
    const find = async (by: Worker) => (await listOf(by)).find((item) => item.id === id);
    expect([await find(local), await find(neighbour)]).toMatchObject([
      { state: 'open', area: '青葉市', person: null },
      { state: 'open', person: null },
    ]);
    expect(await find(elsewhere)).toBeUndefined();
    expect((await elsewhere.post(`intake-requests/${id}/takeover`, {}, ifMatch(1))).status).toBe(404);
    const [first, second] = await Promise.all(
      [local, neighbour].map((by) => by.post(`intake-requests/${id}/takeover`, {}, ifMatch(1))),
    );
    expect([first!.status, second!.status].sort()).not.toEqual([200, 200]);
    const [winner, loser] = first!.status === 200 ? [local, neighbour] : [neighbour, local];
    expect((await find(winner))!.person).toMatchObject({ name: '申込 太郎', words: words.words });
    expect(await find(loser)).toBeUndefined();
    const told = await api.db.admin<{ payload: Record<string, string> }>(
      `SELECT payload FROM portal.outbox WHERE type = 'intake.arrived' AND payload ->> 'requestId' = $1`,
      [id],
    );
    expect(told.map(({ payload }) => payload['tellAgencyId']).sort()).toEqual(
      [local.agencyId, neighbour.agencyId].sort(),
    );
    expect(JSON.stringify(told)).not.toContain('申込');
  });

  it('becomes a person and a draft by one press, once', async () => {
    const id = await confirmed({ name: '登録 次郎', kana: 'とうろく じろう' });
    expect((await local.post(`intake-requests/${id}/registration`, {}, ifMatch(1))).status).toBe(409);
    const taken = expectStatus<IntakeBody>(
      200,
      await local.post(`intake-requests/${id}/takeover`, {}, ifMatch(1)),
    );
    const draft = expectStatus<{ id: string; personName: string; status: string; request: { wish: string } }>(
      201,
      await local.post(`intake-requests/${id}/registration`, {}, ifMatch(taken.version)),
    );
    expect(draft).toMatchObject({ status: 'draft', personName: '登録 次郎', request: { wish: words.words } });
    const { personId } = expectStatus<{ personId: string }>(200, await local.get(`referrals/${draft.id}`));
    // Nothing that was written is lost with the request.
    expect(JSON.stringify((await local.get(`people/${personId}`)).body)).toContain(words.email);
    const again = await local.post<{ id: string }>(
      `intake-requests/${id}/registration`,
      {},
      ifMatch(taken.version),
    );
    expect(again.body.id).toBe(draft.id);
    const people = expectStatus<{ total: number }>(
      200,
      await local.get(`people?q=${encodeURIComponent('とうろく')}`),
    );
    expect(people.total).toBe(1);
  });

  it('becomes one person when two of an agency press at once, and its words are kept there alone', async () => {
    const id = await confirmed({ name: '同時 三郎', kana: 'どうじ さぶろう', phone: '099-000-0333' });
    const { version } = expectStatus<IntakeBody>(
      200,
      await local.post(`intake-requests/${id}/takeover`, {}, ifMatch(1)),
    );
    const colleague = await buildWorker(api, { role: 'staff', agencyId: local.agencyId });
    const stale = await local.post(`intake-requests/${id}/registration`, {}, ifMatch(version + 1));
    expect(stale.status).toBe(412);
    const drafts = await Promise.all(
      [local, colleague].map((by) =>
        by.post<{ id: string }>(`intake-requests/${id}/registration`, {}, ifMatch(version)),
      ),
    );
    expect(drafts.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(drafts.map(({ body }) => body.id)).size).toBe(1);
    const people = expectStatus<{ total: number }>(
      200,
      await local.get(`people?q=${encodeURIComponent('どうじ')}`),
    );
    expect(people.total).toBe(1);
    const draft = expectStatus<{ id: string; version: number }>(
      200,
      await local.get(`referrals/${drafts[0]!.body.id}`),
    );
    expect((await local.delete(`referrals/${draft.id}`, ifMatch(draft.version))).status).toBe(204);
    expect(await api.db.admin('SELECT FROM portal.intake_body WHERE request_id = $1', [id])).toEqual([]);
    expect((await listOf(local)).find((item) => item.id === id)).toMatchObject({
      state: 'closed',
      person: null,
    });
  });

  it('says in the audit whose words a list opened', async () => {
    const id = await confirmed();
    expectStatus(200, await local.post(`intake-requests/${id}/takeover`, {}, ifMatch(1)));
    const shown = (await listOf(local)).filter(({ person }) => person).map((item) => item.id);
    const [act] = await api.db.admin<{ details: { requests: string[] } }>(
      `SELECT details FROM audit.entry WHERE action = 'intake.list' AND account_id = $1 ORDER BY at DESC LIMIT 1`,
      [local.accountId],
    );
    expect(act!.details.requests).toEqual(shown);
    expect(shown).toContain(id);
  });

  it('is taken over in one’s own name, and leads to a referral of one’s own', async () => {
    const id = await confirmed();
    const colleague = await buildWorker(api, { role: 'staff', agencyId: local.agencyId });
    const foreign = await buildDraft(neighbour, {
      personId: await buildPerson(neighbour),
      recipientAgencyIds: [],
    });
    const sql = await openSqlSession(api.db, local.token);
    const write = async (change: string, ...values: unknown[]) => {
      const set = `UPDATE portal.intake_request SET ${change} WHERE id = $1`;
      const { refused, touched } = await sql.run([set, id, ...values]);
      return refused ?? touched;
    };
    const take = `state = 'taken', taken_by_agency = $2, taken_by = $3, taken_at = now()`;
    expect(await write(take, local.agencyId, colleague.accountId)).toBe('42501');
    expect(await write(take, local.agencyId, local.accountId)).toBe(1);
    expectStatus(200, await local.post(`intake-requests/${id}/takeover`, {}, ifMatch(1)));
    expect(await write('taken_by = $2', colleague.accountId)).toBe('42501');
    expect(await write(`state = 'closed', referral_id = $2`, foreign.id)).toBe('42501');
    expect(await write(`state = 'closed'`)).toBe('42501');
    await sql.close();
  });

  it('is forgotten after ninety days when nobody takes it over or registers it', async () => {
    const [open, taken, kept] = [await confirmed(), await confirmed(), await confirmed()];
    for (const id of [taken, kept])
      expectStatus(200, await local.post(`intake-requests/${id}/takeover`, {}, ifMatch(1)));
    await api.db.admin(
      `UPDATE portal.intake_request SET confirmed_at = now() - interval '91 days',
         taken_at = CASE WHEN taken_at IS NOT NULL THEN now() - interval '91 days' END WHERE id = ANY ($1::uuid[])`,
      [[open, taken]],
    );
    await worker.query('SELECT portal.forget_intakes()');
    const left = await api.db.admin<{ id: string; state: string; has_words: boolean }>(
      `SELECT q.id, q.state, b.request_id IS NOT NULL AS has_words FROM portal.intake_request q
       LEFT JOIN portal.intake_body b ON b.request_id = q.id WHERE q.id = ANY ($1::uuid[]) ORDER BY q.state`,
      [[open, taken, kept]],
    );
    expect(left).toEqual([
      { id: taken, state: 'closed', has_words: false },
      { id: kept, state: 'taken', has_words: true },
    ]);
  });

  it('is forgotten after three days when nobody confirms it', async () => {
    const id = await filed();
    await api.db.admin(
      `UPDATE portal.intake_request SET created_at = now() - interval '4 days' WHERE id = $1`,
      [id],
    );
    expect((await post(`/apply/${intakeToken(api.db.keys, id)}`)).status).toBe(410);
    await worker.query('SELECT portal.forget_intakes()');
    expect(await api.db.admin('SELECT FROM portal.intake_request WHERE id = $1', [id])).toEqual([]);
    expect(await api.db.admin('SELECT FROM portal.intake_body WHERE request_id = $1', [id])).toEqual([]);
  });

  it('comes from one network ten times in a quarter of an hour at most', async () => {
    const answers = [];
    for (let time = 0; time < 11; time += 1)
      answers.push((await post('/apply', { ...words, name: '' })).status);
    expect(answers.at(-1)).toBe(429);
  });

  it('keeps nobody from the other forms who sent one too often', async () => {
    for (let time = 0; time < 11; time += 1) await post('/apply', { ...words, name: '' });
    expect((await post('/apply', { ...words, name: '' })).status).toBe(429);
    expect((await post(`/apply/${'x'.repeat(43)}`)).status).toBe(404);
    expect((await post(`/sealed/${'x'.repeat(43)}`, { code: '00000000' })).status).toBe(404);
  });

  it('sends five mails a day to one address at most, from wherever, and keeps no address for it', async () => {
    const answers = [];
    for (let time = 0; time < 6; time += 1) {
      const email = time % 2 === 0 ? 'much@example.jp' : 'MUCH@example.jp';
      answers.push((await post('/apply', { ...words, email })).status);
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await post('/apply', { ...words, email: 'other@example.jp' })).status).toBe(200);
    const kept = await api.db.admin('SELECT key FROM auth.rate_limit');
    expect(JSON.stringify(kept).toLowerCase()).not.toContain('example.jp');
  });
});
