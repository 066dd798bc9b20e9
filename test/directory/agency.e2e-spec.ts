import pg from 'pg';
import { newId } from '#libs/platform';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let worker: Worker;
beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  worker = await buildWorker(api);
});
afterAll(() => api.close());

const dayFromNow = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(
    new Date(Date.now() + days * 86_400_000),
  );
const today = dayFromNow(0);

/** An agency with one service, and one of its people. */
async function buildOffice(vacancy?: { state: 'open' | 'none'; available?: number; goodUntil?: string }) {
  const agencyId = await buildListed(api.db, {
    name: `事務所 ${newId().slice(-6)}`,
    area: '99-a1',
    isMember: true,
    services: [
      {
        kind: 'transition',
        capacity: 20,
        vacancy: vacancy && { asOf: '2020-01-01', saidBy: '前任者', ...vacancy },
      },
    ],
  });
  const [service] = await api.db.admin<{ id: string }>('SELECT id FROM portal.service WHERE agency_id = $1', [
    agencyId,
  ]);
  return {
    agencyId,
    serviceId: service!.id,
    staff: await buildWorker(api, { agencyId, role: 'staff', name: '担当 太郎' }),
  };
}

const vacancyOf = (serviceId: string) =>
  api.db.admin('SELECT * FROM portal.vacancy WHERE service_id = $1', [serviceId]);

describe('GET /agencies/{id}', () => {
  it('shows everything that is known, and says what is not', async () => {
    const id = await buildListed(api.db, {
      name: 'みんなの広場',
      kana: 'みんなのひろば',
      legalName: '社会福祉法人みんな',
      area: '99-a1',
      type: 'b_type',
      address: 'ためし県一の市1-1',
      phone: '099-000-1111',
      url: 'https://minna.example/',
      services: [
        {
          kind: 'b_type',
          capacity: 20,
          hours: { weekday: { from: '09:00', to: '16:00' }, saturday: { from: '10:00', to: '15:00' } },
          closedDays: '日・祝',
          vacancy: { state: 'open', available: 3, asOf: '2026-01-05', saidBy: '担当' },
        },
        { kind: 'retention' },
      ],
      windows: [{ name: '利用相談', forWhat: '見学', phone: '099-000-2222', extension: '12' }],
    });
    const { status, headers, body } = await worker.get(`agencies/${id}`);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({
      id,
      name: 'みんなの広場',
      corporation: '社会福祉法人みんな',
      type: { code: 'b_type', name: '就労継続支援B型事業所' },
      area: { code: '99-a1', name: '一の市', prefecture: 'ためし県' },
      website: 'https://minna.example/',
      inPortal: false,
      can: { updateVacancy: false, refer: false },
      windows: [{ name: '利用相談', forWhat: '見学', extension: '12' }],
    });
    expect(body.services).toMatchObject([
      {
        kind: { code: 'b_type', name: '就労継続支援B型' },
        hours: '平日 9:00〜16:00、土曜 10:00〜15:00',
        vacancy: { state: 'open', stateName: '空きあり', available: 3, lapsed: false, version: 1 },
      },
      { kind: { code: 'retention' }, capacity: null, hours: null, vacancy: null },
    ]);
  });

  it('hides a hidden address, its postal code and its place on the map', async () => {
    const secret = {
      address: 'ためし県隠れ里9',
      postalCode: '9990000',
      latitude: 35.5,
      longitude: 139.5,
      addressHidden: true,
    };
    const id = await buildListed(api.db, { name: 'ひみつ寮', ...secret });
    const { body } = await worker.get(`agencies/${id}`);
    expect(body).toMatchObject({
      address: null,
      postalCode: null,
      latitude: null,
      longitude: null,
      addressHidden: true,
    });
  });

  it('offers a referral to other members of the network only, and to people who handle cases', async () => {
    const { agencyId, staff } = await buildOffice();
    const offered = async (by: Worker, id: string) =>
      (await by.get(`agencies/${id}`)).body.can.refer as boolean;
    expect(await offered(worker, agencyId)).toBe(true);
    expect(await offered(staff, agencyId)).toBe(false);
    expect(await offered(await buildWorker(api, { role: 'secretariat' }), agencyId)).toBe(false);
    expect(await offered(worker, await buildAgency(api, { isMember: false }))).toBe(false);
  });

  it.each([newId(), 'x', '%27'])('knows no agency %s', async (id) => {
    const { status, body } = await worker.get(`agencies/${id}`);
    expect([status, body.code]).toEqual([404, 'not_found']);
  });
});

describe('GET /areas and /agency-types', () => {
  it('list the larger areas before what lies inside them', async () => {
    const { body } = await worker.get('areas');
    expect(body[0]).toEqual({
      code: '99',
      level: 'prefecture',
      name: 'ためし県',
      kana: 'ためしけん',
      parentCode: null,
    });
    const seen = new Set([null]);
    for (const area of body) {
      expect(seen).toContain(area.parentCode);
      seen.add(area.code);
    }
  });

  it('list every type of agency', async () => {
    const { body } = await worker.get('agency-types');
    expect(body.length).toBeGreaterThan(20);
    expect(body).toContainEqual({ code: 'hello_work', name: 'ハローワーク' });
  });
});

describe('PUT /services/{id}/vacancy', () => {
  it('is for people who are signed in', async () => {
    const { serviceId } = await buildOffice();
    expect(
      (await api.client().put(`services/${serviceId}/vacancy`, { available: 1 }, ifMatch(0))).status,
    ).toBe(401);
  });

  it('is refused to another agency, which may see the service but not speak for it', async () => {
    const { serviceId } = await buildOffice();
    expect((await worker.put(`services/${serviceId}/vacancy`, { available: 1 }, ifMatch(0))).status).toBe(
      403,
    );
    expect((await worker.put(`services/${newId()}/vacancy`, { available: 1 }, ifMatch(0))).status).toBe(404);
    expect(await vacancyOf(serviceId)).toEqual([]);
  });

  it('keeps who said what until when, lets it be found, and records it', async () => {
    const { agencyId, serviceId, staff } = await buildOffice();
    const goodUntil = dayFromNow(30);
    const answer = await staff.put(
      `services/${serviceId}/vacancy`,
      { available: 2, goodUntil, note: '見学は火曜' },
      ifMatch(0),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toEqual({
      state: 'open',
      stateName: '空きあり',
      available: 2,
      confirmedOn: today,
      saidBy: '担当 太郎',
      goodUntil,
      note: '見学は火曜',
      lapsed: false,
      version: 1,
    });
    const [row] = await vacancyOf(serviceId);
    expect(row).toMatchObject({ agency_id: agencyId, state: 'open', available: 2, version: 1 });
    const found = await worker.get(`agencies?vacancy=open&area=99-a1&perPage=100`);
    expect(found.body.items.map(({ id }: { id: string }) => id)).toContain(agencyId);
    const [entry] = await api.db.admin(
      `SELECT account_id, outcome, details FROM audit.entry WHERE action = 'vacancy.tell' AND object_id = $1`,
      [serviceId],
    );
    expect(entry).toEqual({ account_id: staff.accountId, outcome: 'done', details: { state: 'open' } });
    const promises = await api.db.admin(
      `SELECT payload FROM portal.outbox WHERE type = 'vacancy.told' AND payload->>'serviceId' = $1`,
      [serviceId],
    );
    expect(promises).toEqual([{ payload: { serviceId, agencyId } }]);
  });

  it.each([
    [{ available: 0 }, 'none', 0],
    [{ available: 1, state: 'few' }, 'few', 1],
    [{ state: 'none' }, 'none', 0],
    [{ state: 'unknown' }, 'unknown', null],
  ])('understands %j', async (told, state, available) => {
    const { serviceId, staff } = await buildOffice();
    const { body } = await staff.put(`services/${serviceId}/vacancy`, told, ifMatch(0));
    expect(body).toMatchObject({ state, available });
  });

  it('shows a notice that is past its date as unknown, in the list and on the page', async () => {
    const { agencyId } = await buildOffice({ state: 'open', available: 5, goodUntil: '2020-02-01' });
    const { body } = await worker.get(`agencies/${agencyId}`);
    expect(body.services[0].vacancy).toMatchObject({ state: 'unknown', available: null, lapsed: true });
    const list = await worker.get(`agencies?q=${encodeURIComponent(body.name)}`);
    expect(list.body.items[0].vacancy).toMatchObject({ state: 'unknown', available: null });
  });

  it.each([
    [{}, 'available'],
    [{ available: -1 }, 'available'],
    [{ available: 1.5 }, 'available'],
    [{ available: 3, state: 'none' }, 'available'],
    [{ available: 0, state: 'open' }, 'available'],
    [{ available: 1, state: 'full' }, 'state'],
    [{ available: 1, goodUntil: '2020-01-01' }, 'goodUntil'],
    [{ available: 1, goodUntil: '2099-02-30' }, 'goodUntil'],
    [{ available: 1, note: 'あ'.repeat(501) }, 'note'],
  ])('refuses %j', async (told, field) => {
    const { serviceId, staff } = await buildOffice();
    const { status, body } = await staff.put(`services/${serviceId}/vacancy`, told, ifMatch(0));
    expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
    expect(await vacancyOf(serviceId)).toEqual([]);
  });

  it('refuses an unknown field by name, and a request that does not say which version it means', async () => {
    const { serviceId, staff } = await buildOffice();
    const unknown = await staff.put(
      `services/${serviceId}/vacancy`,
      { available: 1, agencyId: newId() },
      ifMatch(0),
    );
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([400, 'agencyId']);
    expect((await staff.put(`services/${serviceId}/vacancy`, { available: 1 })).status).toBe(428);
  });

  it('refuses the second time with the version that stands there now', async () => {
    const { serviceId, staff } = await buildOffice();
    const tell = () => staff.put(`services/${serviceId}/vacancy`, { available: 1 }, ifMatch(0));
    const answers = await Promise.all([tell(), tell(), tell()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({ currentVersion: 1 });
    expect(
      (await staff.put(`services/${serviceId}/vacancy`, { available: 4 }, ifMatch(1))).body.version,
    ).toBe(2);
  });
});

describe('the database itself', () => {
  it('lets an agency write its own entry only, whatever the code would do', async () => {
    const { serviceId, agencyId } = await buildOffice({ state: 'none' });
    const silent = await buildOffice();
    const client = new pg.Client({ connectionString: api.db.connections.app });
    await client.connect();
    try {
      await client.query(`SELECT set_config('app.session', $1, false)`, [worker.token]);
      const vacancy = await client.query(
        'UPDATE portal.vacancy SET state = $2, available = NULL WHERE service_id = $1',
        [serviceId, 'open'],
      );
      const agency = await client.query('UPDATE portal.agency SET phone = $2 WHERE id = $1', [agencyId, '0']);
      expect([vacancy.rowCount, agency.rowCount]).toEqual([0, 0]);
      await expect(
        client.query(
          `INSERT INTO portal.vacancy (service_id, agency_id, state, as_of, said_by) VALUES ($1, $2, 'open', current_date, 'x')`,
          [silent.serviceId, worker.agencyId],
        ),
      ).rejects.toMatchObject({ code: '23503' });
      await expect(
        client.query('UPDATE portal.agency SET is_member = true WHERE id = $1', [worker.agencyId]),
      ).rejects.toMatchObject({ code: '42501' });
      await client.query(`SELECT set_config('app.session', '', false)`);
      const own = [
        'agency',
        'service',
        'contact_window',
        'vacancy',
        'agency_area',
        'trainee_offer',
        'agency_file',
      ];
      const kept = ['entry_change', 'entry_draft', 'publication', 'import_batch', 'search_card'];
      for (const table of [...own, ...kept]) {
        expect((await client.query(`SELECT FROM portal.${table}`)).rowCount).toBe(0);
      }
      expect((await client.query('SELECT FROM portal.import_row')).rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });
});
