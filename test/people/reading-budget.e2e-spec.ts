import { countedLists, countedReadings } from '#libs/people';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const setting = { personYears: 5, disclosureYears: 5, answerDays: 10, hourlyReadings: 5, dailyExports: 20 };

/** Somebody of an agency in which five people may be read about in an hour, and a colleague who builds what is read. */
async function limited(): Promise<{ reader: Worker; builder: Worker }> {
  const builder = await buildWorker(api, { role: 'manager' });
  const reader = await buildWorker(api, { agencyId: builder.agencyId, role: 'manager' });
  expectStatus(200, await builder.put('record-setting', setting, { 'if-match': '"0"' }));
  return { reader, builder };
}

async function peopleOf(builder: Worker, count: number): Promise<string[]> {
  const people = [];
  for (let nth = 0; nth < count; nth += 1) people.push(await buildPerson(builder, { sheets: {} }));
  return people;
}

const explain = async (reader: Worker) =>
  expectStatus(204, await reader.post('reading-reasons', { reason: '年度末の点検のため' }));

describe('the budget of readings', () => {
  it('counts all ways in which a person is read about, and each person once', async () => {
    const { reader, builder } = await limited();
    const people = await peopleOf(builder, 6);
    expectStatus(200, await reader.get(`people/${people[0]}`));
    expectStatus(200, await reader.get(`people/${people[0]}/disclosures`));
    expectStatus(200, await reader.get(`people/${people[1]}/provision-history`));
    expectStatus(200, await reader.get(`people/${people[2]}/disclosures`));
    expectStatus(200, await reader.get(`people/${people[3]}/consents`));
    expectStatus(200, await reader.get(`people/${people[4]}`));
    const refused = await reader.get(`people/${people[5]}/provision-history`);
    expect([refused.status, refused.body.code, refused.body.opened]).toEqual([409, 'person.many_read', 5]);
    // Whom one has read about one may read about again.
    expectStatus(200, await reader.get(`people/${people[3]}`));
    await explain(reader);
    expectStatus(200, await reader.get(`people/${people[5]}/provision-history`));
  });

  it('counts packages that others sent, and pages of the ledger by the people whom they name', async () => {
    const { reader, builder } = await limited();
    const sender = await buildWorker(api);
    const sent = [];
    for (let nth = 0; nth < 6; nth += 1) {
      const one = await buildSentReferral(sender, builder);
      expectStatus(200, await move(builder, await look(builder, one.referral.id), 'receipt'));
      sent.push(one);
    }
    for (const { referral } of sent.slice(0, 5))
      expectStatus(200, await reader.get(`referrals/${referral.id}/package`));
    const refused = await reader.get(`referrals/${sent[5]!.referral.id}/package`);
    expect([refused.status, refused.body.code]).toEqual([409, 'person.many_read']);
    const paper = await reader.get(`referrals/${sent[5]!.referral.id}/papers/request`);
    expect([paper.status, paper.body.code]).toEqual([409, 'person.many_read']);
    // Nothing of the sixth was told, so nothing of it stands in the ledger either.
    const [told] = await api.db.admin<{ n: number }>(
      `SELECT count(*)::int AS n FROM portal.disclosure WHERE referral_id = $1 AND method <> 'sent'`,
      [sent[5]!.referral.id],
    );
    expect(told!.n).toBe(0);
    const own = await limited();
    for (const personId of await peopleOf(own.builder, 6)) {
      await buildConsent(own.builder, personId, { recipientAgencyId: sender.agencyId });
      await api.db.admin(
        `INSERT INTO portal.disclosure (id, person_id, agency_id, recipient_agency_id, consent_ids, purpose, categories, method, content_hash,
           by_account, retain_until, medium)
         SELECT gen_random_uuid(), $1, $2, $3, ARRAY[c.id], 'intake', '{identity}', 'told', '\\x00', $4, sec.today_in_japan() + 2000, 'oral'
         FROM portal.consent c WHERE c.person_id = $1`,
        [personId, own.builder.agencyId, sender.agencyId, own.builder.accountId],
      );
    }
    const page = `disclosure-ledger?side=provider&from=${dayFromToday(-1)}&until=${dayFromToday(0)}&perPage=`;
    expectStatus(200, await own.reader.get(`${page}5`));
    const whole = await own.reader.get(`${page}10`);
    expect([whole.status, whole.body.code]).toEqual([409, 'person.many_read']);
  });

  it('is counted under a lock: readings at the same moment do not slip through together', async () => {
    const { reader, builder } = await limited();
    const people = await peopleOf(builder, 12);
    const answers = await Promise.all(people.map((id) => reader.get(`people/${id}`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  });

  it('never makes a command look undone', async () => {
    const { builder } = await limited();
    await peopleOf(builder, 8);
  });

  it('counts the same acts in the database as in the code', async () => {
    const [found] = await api.db.admin<{ definition: string }>(
      `SELECT pg_get_functiondef('audit.keep_budget(uuid, uuid, text, jsonb)'::regprocedure) AS definition`,
    );
    const counted = [...countedReadings, ...countedLists];
    expect(counted.filter((code) => !found!.definition.includes(`'${code}'`))).toEqual([]);
    const [index] = await api.db.admin<{ definition: string }>(
      `SELECT pg_get_indexdef('audit.entry_readings'::regclass) AS definition`,
    );
    expect(counted.filter((code) => !index!.definition.includes(`'${code}'`))).toEqual([]);
  });
});

describe('lists that are taken along', () => {
  it('are twenty in a day, and more with a reason', async () => {
    const reader = await buildWorker(api, { role: 'manager' });
    const list = () => reader.get('referral-lists?box=sent&format=csv');
    for (let nth = 0; nth < 20; nth += 1) expect((await list()).status).toBe(200);
    const refused = await list();
    expect([refused.status, refused.body.code]).toEqual([409, 'export.many']);
    await explain(reader);
    expect((await list()).status).toBe(200);
  });

  it('are as many as the agency has settled, and whoever followed a link reads why in a page', async () => {
    const manager = await buildWorker(api, { role: 'manager' });
    const set = (dailyExports: number, version: number) =>
      manager.put('record-setting', { ...setting, dailyExports }, { 'if-match': `"${version}"` });
    expect((await set(0, 0)).status).toBe(422);
    expect(expectStatus(200, await set(2, 0))).toMatchObject({ dailyExports: 2 });
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const list = (headers: Record<string, string> = {}) =>
      manager.get('referral-lists?box=sent&format=csv', headers);
    for (let nth = 0; nth < 2; nth += 1) expect((await list(browser)).status).toBe(200);
    const refused = await list(browser);
    expect([
      refused.status,
      refused.headers.get('content-type'),
      refused.headers.get('cache-control'),
    ]).toEqual([409, 'text/html; charset=utf-8', 'no-store']);
    expect(refused.text).toContain('今日は2件の一覧・一式を書き出しました。');
    expect(refused.text).toContain('href="/people/reading-reason"');
    expect(refused.text).not.toContain('urn:');
    expect((await list()).body).toMatchObject({ code: 'export.many', exported: 2 });
    await explain(manager);
    expect((await list(browser)).status).toBe(200);
  });

  it('lead whoever is signed out to the way in', async () => {
    const browser = { accept: 'text/html' };
    const answer = await api.client().get('referral-lists?box=sent&format=csv', browser);
    expect([answer.status, answer.text.includes('href="/sign-in"')]).toEqual([401, true]);
  });
});
