import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildPerson, dayFromToday, expectStatus } from '../factories/referrals.js';

let api: TestApi;
let worker: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = await buildWorker(api);
  stranger = await buildWorker(api);
});
afterAll(() => api.close());

const hanako = {
  name: '髙橋 花子',
  kana: 'たかはし はなこ',
  birthDate: '1995-05-05',
  phone: '090-0000-7777',
};

describe('the own people', () => {
  it('are found by name in any spelling, by kana and by number, and by nobody else', async () => {
    const person = expectStatus<{ id: string; number: number }>(201, await worker.post('people', hanako));
    for (const q of ['高橋', '髙橋　花子', 'タカハシ', 'ﾊﾅｺ', String(person.number)]) {
      const found = expectStatus<{ items: { id: string }[]; total: number }>(
        200,
        await worker.get(`people?q=${encodeURIComponent(q)}`),
      );
      expect([q, found.items.map(({ id }) => id)]).toEqual([q, [person.id]]);
    }
    expect((await stranger.get('people?q=高橋')).body).toMatchObject({ items: [], total: 0 });
    expect((await stranger.get(`people/${person.id}`)).status).toBe(404);
  });

  it('warn of a possible duplicate by birth date or telephone, within the agency only', async () => {
    const other = await buildWorker(api);
    const first = expectStatus<{ id: string }>(201, await other.post('people', hanako));
    const sameBirth = await other.post('people', {
      ...hanako,
      name: '高橋 はな子',
      kana: 'タカハシ ハナコ',
      phone: null,
    });
    expect([sameBirth.status, sameBirth.body.code]).toEqual([409, 'person.possible_duplicate']);
    expect(sameBirth.body.candidates).toEqual([{ id: first.id, number: 1 }]);
    const samePhone = await other.post('people', {
      name: '別名',
      kana: 'べつめい',
      phone: '０９０００００７７７７',
    });
    expect(samePhone.status).toBe(409);
    expectStatus(201, await other.post('people', { ...hanako, allowDuplicate: true }));
    expectStatus(201, await stranger.post('people', hanako));
  });

  it('keep nothing readable in the database', async () => {
    const id = await buildPerson(worker, {
      name: '秘密 太郎',
      kana: 'ひみつ たろう',
      sheets: { medical: { diagnosis: '読めない診断' } },
    });
    const rows = await api.db.admin<{ dump: string }>(
      `SELECT p::text || coalesce(string_agg(s::text, ''), '') AS dump FROM portal.person p
       LEFT JOIN portal.person_section s ON s.person_id = p.id WHERE p.id = $1 GROUP BY p.*`,
      [id],
    );
    const raw =
      Buffer.from(rows[0]?.dump.replace(/[^0-9a-f]/g, '') ?? '', 'hex').toString('utf8') + rows[0]?.dump;
    for (const secret of ['秘密', 'ひみつ', '読めない診断', '1990-04-02']) expect(raw).not.toContain(secret);
  });

  it('do not open when two people’s values are swapped in the database', async () => {
    const [a, b] = [await buildPerson(worker), await buildPerson(worker)];
    await api.db.admin(
      `UPDATE portal.person p SET name = o.name FROM portal.person o WHERE (p.id, o.id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
      [a, b],
    );
    expect((await worker.get(`people/${a}`)).status).toBe(500);
    await api.db.admin(
      'DELETE FROM portal.person_trace; DELETE FROM portal.person_section; DELETE FROM portal.person',
    );
  });
});

describe('a sheet', () => {
  it('is written from the version that was seen, and shows who wrote it', async () => {
    const id = await buildPerson(worker, { sheets: {} });
    const address = `people/${id}/sections/living`;
    const first = expectStatus<{ sheets: { category: string; version: number; updatedBy: string }[] }>(
      200,
      await worker.put(address, { fields: { household: '一人暮らし' } }, ifMatch(0)),
    );
    expect(first.sheets.find(({ category }) => category === 'living')).toMatchObject({
      version: 1,
      updatedBy: '職員 花子',
    });
    const stale = await worker.put(address, { fields: { household: '家族と同居' } }, ifMatch(0));
    expect([stale.status, stale.body.currentVersion]).toEqual([412, 1]);
    expect((await worker.put(address, { fields: {} })).status).toBe(428);
    expect((await stranger.put(address, { fields: {} }, ifMatch(1))).status).toBe(404);
  });

  it('knows its fields and its categories', async () => {
    const id = await buildPerson(worker, { sheets: {} });
    const unknown = await worker.put(`people/${id}/sections/living`, { fields: { salary: '1' } }, ifMatch(0));
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([400, 'fields.salary']);
    expect((await worker.put(`people/${id}/sections/identity`, { fields: {} }, ifMatch(0))).status).toBe(404);
  });
});

describe('correcting who a person is', () => {
  it('needs the version that was seen, and is audited', async () => {
    const id = await buildPerson(worker, { sheets: {} });
    const corrected = { name: '試験 次郎', kana: 'しけん じろう', birthDate: '1991-01-01' };
    const answer = expectStatus<{ name: string; version: number }>(
      200,
      await worker.patch(`people/${id}`, corrected, ifMatch(1)),
    );
    expect(answer).toMatchObject({ name: '試験 次郎', version: 2 });
    expect((await worker.patch(`people/${id}`, corrected, ifMatch(1))).status).toBe(412);
    expect((await stranger.patch(`people/${id}`, corrected, ifMatch(2))).status).toBe(404);
    const audited = await api.db.admin(
      `SELECT FROM audit.entry WHERE action = 'person.identify' AND object_id = $1`,
      [id],
    );
    expect(audited).toHaveLength(1);
  });
});

describe('reading a person', () => {
  it('is audited like writing, refusals too', async () => {
    const id = await buildPerson(worker, { sheets: {} });
    await worker.get(`people/${id}`);
    await stranger.get(`people/${id}`);
    const entries = await api.db.admin<{ action: string; outcome: string; account_id: string }>(
      `SELECT action, outcome, account_id FROM audit.entry WHERE object_id = $1 ORDER BY at`,
      [id],
    );
    expect(entries).toContainEqual({ action: 'person.read', outcome: 'done', account_id: worker.accountId });
    expect(entries).toContainEqual({
      action: 'authz.refused',
      outcome: 'denied',
      account_id: stranger.accountId,
    });
  });

  it('is not for the secretariat', async () => {
    const secretary = await buildWorker(api, { agencyId: worker.agencyId, role: 'secretariat' });
    expect((await secretary.get('people')).status).toBe(403);
    expect((await secretary.get('today')).body).toMatchObject({ arrived: 0 });
  });
});

describe('the list of people', () => {
  it('can be narrowed to those of whom a consent ends within 30 days', async () => {
    const own = await buildWorker(api);
    const [ending, lasting] = [await buildPerson(own), await buildPerson(own)];
    for (const [personId, days] of [
      [ending, 30],
      [lasting, 31],
    ] as const) {
      expectStatus(
        201,
        await own.post(`people/${personId}/consents`, {
          decision: 'given',
          decidedOn: dayFromToday(0),
          validFrom: dayFromToday(0),
          validUntil: dayFromToday(days),
          method: 'written',
          givenBy: 'person',
          grants: [{ recipientAgencyId: worker.agencyId, purposes: ['intake'], categories: ['identity'] }],
        }),
      );
    }
    const found = expectStatus<{ items: { id: string }[] }>(200, await own.get('people?consentsEnding=true'));
    expect(found.items.map(({ id }) => id)).toEqual([ending]);
  });
});
