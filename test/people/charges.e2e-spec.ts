import { buildWorker } from '../factories/identity.js';
import { buildPerson, dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const ids = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);

describe('edge 15: staff transfer on 3/31', () => {
  it('hands all people of a colleague who leaves to another one, and leaves nobody behind', async () => {
    const manager = await buildWorker(api);
    const { agencyId } = manager;
    const leaving = await buildWorker(api, { agencyId, role: 'staff' });
    const staying = await buildWorker(api, { agencyId, role: 'staff' });
    const people = [];
    for (let nth = 0; nth < 3; nth += 1) people.push(await buildPerson(leaving, { sheets: {} }));
    expect(ids(await leaving.get('people?charge=mine')).sort()).toEqual(people.sort());

    await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = $1', [
      leaving.accountId,
    ]);
    expect(ids(await manager.get('people?charge=left')).sort()).toEqual(people.sort());
    const overview = expectStatus<{ accountId: string; hasLeft: boolean; people: number }[]>(
      200,
      await manager.get('charges'),
    );
    expect(overview).toContainEqual(
      expect.objectContaining({ accountId: leaving.accountId, hasLeft: true, people: 3 }),
    );
    const order = { fromAccountId: leaving.accountId, toAccountId: staying.accountId, personIds: [] };
    expect((await staying.post('charges/handing-over', order)).status).toBe(403);
    expect(await manager.post('charges/handing-over', order)).toMatchObject({ body: { handed: 3 } });
    expect(ids(await staying.get('people?charge=mine')).sort()).toEqual(people.sort());
    expect(ids(await manager.get('people?charge=left'))).toEqual([]);
    const audited = await api.db.admin(
      `SELECT FROM audit.entry WHERE action = 'person.hand_over' AND chain = $1`,
      [agencyId],
    );
    expect(audited).toHaveLength(3);
  });

  it('takes no stranger as a colleague, and moves nobody else’s people', async () => {
    const [manager, stranger] = [await buildWorker(api), await buildWorker(api)];
    const foreign = await buildPerson(stranger, { sheets: {} });
    const refused = await manager.post('charges/handing-over', {
      toAccountId: stranger.accountId,
      personIds: [],
    });
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'toAccountId']);
    const order = { toAccountId: manager.accountId, personIds: [foreign] };
    expect(await manager.post('charges/handing-over', order)).toMatchObject({ body: { handed: 0 } });
    expect((await manager.put(`people/${foreign}/charge`, { accountId: manager.accountId })).status).toBe(
      404,
    );
  });
});

describe('the list of people', () => {
  it('is sorted and narrowed by state, charge and last contact', async () => {
    const own = await buildWorker(api);
    const [a, b] = [
      await buildPerson(own, { name: '甲', kana: 'こう', sheets: {} }),
      await buildPerson(own, { name: '乙', kana: 'おつ', sheets: {} }),
    ];
    expectStatus(200, await own.put(`people/${a}/last-contact`, { on: dayFromToday(-100) }));
    expectStatus(200, await own.put(`people/${b}/last-contact`, { on: dayFromToday(-1) }));
    // An older contact that is written down later changes nothing.
    expectStatus(200, await own.put(`people/${b}/last-contact`, { on: dayFromToday(-50) }));
    expect((await own.put(`people/${b}/last-contact`, { on: dayFromToday(1) })).status).toBe(422);
    expect(ids(await own.get('people'))).toEqual([b, a]);
    expect(ids(await own.get('people?sort=number'))).toEqual([a, b]);
    expect(ids(await own.get('people?sort=contact'))).toEqual([a, b]);
    expect(ids(await own.get('people?silentDays=30'))).toEqual([a]);
    expectStatus(200, await own.put(`people/${a}/charge`, {}));
    expect(ids(await own.get('people?charge=none'))).toEqual([a]);
    expect(ids(await own.get(`people?inCharge=${own.accountId}`))).toEqual([b]);
    expect(ids(await own.get('people?status=died'))).toEqual([]);
    expect(ids(await own.get('people?sort=kana&perPage=1&page=2'))).toEqual([a]);
  });
});

describe('opening many people in an hour', () => {
  it('asks for a reason, tells the managers, and lets go on for an hour', async () => {
    const manager = await buildWorker(api);
    const worker = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
    const setting = {
      personYears: 5,
      disclosureYears: 5,
      answerDays: 10,
      hourlyReadings: 5,
      dailyExports: 20,
    };
    expect((await worker.put('record-setting', setting, { 'if-match': '"0"' })).status).toBe(403);
    expectStatus(200, await manager.put('record-setting', setting, { 'if-match': '"0"' }));
    const people = [];
    for (let nth = 0; nth < 7; nth += 1) people.push(await buildPerson(manager, { sheets: {} }));
    for (const id of people.slice(0, 5)) expectStatus(200, await worker.get(`people/${id}`));
    // Whom one has open one may look at again.
    expectStatus(200, await worker.get(`people/${people[0]}`));
    const refused = await worker.get(`people/${people[5]}`);
    expect([refused.status, refused.body.code, refused.body.opened]).toEqual([409, 'person.many_read', 5]);
    expect((await worker.post('reading-reasons', { reason: 'は' })).status).toBe(422);
    expectStatus(204, await worker.post('reading-reasons', { reason: '年度末の担当替えの準備のため' }));
    for (const id of people.slice(5)) expectStatus(200, await worker.get(`people/${id}`));
    expect((await manager.get('reading-reasons')).body).toMatchObject([
      { reason: '年度末の担当替えの準備のため', opened: 5 },
    ]);
    expect((await worker.get('reading-reasons')).status).toBe(403);
    const promised = await api.db.admin(`SELECT payload FROM portal.outbox WHERE type = 'person.many_read'`);
    expect(promised).toHaveLength(1);
    const denied = await api.db.admin(
      `SELECT FROM audit.entry WHERE action = 'authz.refused' AND details ->> 'code' = 'person.many_read' AND account_id = $1`,
      [worker.accountId],
    );
    expect(denied).toHaveLength(1);
  });
});
