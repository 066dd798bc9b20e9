import { buildWorker, type Worker } from '../factories/identity.js';
import { buildPerson, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Pair {
  id: string;
  reasons: string[];
  sides: { id: string; number: number }[];
}
async function pairs(worker: Worker, state = 'proposed'): Promise<Pair[]> {
  return expectStatus<{ items: Pair[] }>(200, await worker.get(`person-pairs?state=${state}`)).items;
}
const search = async (worker: Worker) =>
  expectStatus<{ found: number }>(200, await worker.post('person-pairs/search')).found;

describe('looking for people with two records', () => {
  it('finds spellings, former names, telephones and twins, each pair with its reasons', async () => {
    const worker = await buildWorker(api);
    const [a, b] = [
      await buildPerson(worker, {
        name: '大塚 京',
        kana: 'おおづか きょう',
        birthDate: '1980-01-01',
        sheets: {},
      }),
      await buildPerson(worker, {
        name: '大塚 京',
        kana: 'オオズカ　キョウ',
        birthDate: '1980-01-01',
        sheets: {},
      }),
    ];
    const married = await buildPerson(worker, {
      name: '緑 花',
      kana: 'みどり はな',
      birthDate: '1985-05-05',
      sheets: {},
    });
    const maiden = await buildPerson(worker, {
      name: '青葉 華',
      kana: 'あおば はな',
      birthDate: '1985-05-05',
      sheets: {},
    });
    expectStatus(
      201,
      await worker.post(`people/${married}/former-names`, { name: '青葉 花', kana: 'あおば はな' }),
    );
    expect(await search(worker)).toBe(2);
    const found = (await pairs(worker)).map(({ reasons, sides }) => [
      reasons,
      sides.map(({ id }) => id).sort(),
    ]);
    expect(found).toContainEqual([['name_birth'], [a, b].sort()]);
    expect(found).toContainEqual([['former_birth'], [married, maiden].sort()]);
  });

  it('proposes twins once, and never again after they were called two people', async () => {
    const worker = await buildWorker(api);
    for (const kana of ['ふたご いち', 'ふたご に'])
      await buildPerson(worker, { name: kana, kana, birthDate: '1999-09-09', sheets: {} });
    expect(await search(worker)).toBe(1);
    const [pair] = await pairs(worker);
    expect(pair?.reasons).toEqual(['family_birth']);
    const compared = await worker.get(`person-pairs/${pair?.id}`);
    expect(compared.body).toMatchObject({ first: { kana: 'ふたご いち' }, second: { kana: 'ふたご に' } });
    expectStatus(204, await worker.post(`person-pairs/${pair?.id}/distinction`));
    expect((await worker.post(`person-pairs/${pair?.id}/distinction`)).status).toBe(409);
    expect(await search(worker)).toBe(0);
    expect(await pairs(worker)).toEqual([]);
    expect(await pairs(worker, 'distinct')).toHaveLength(1);
  });

  it('warns at the registration under a former name', async () => {
    const worker = await buildWorker(api);
    const id = await buildPerson(worker, { kana: 'あたらしい ひと', birthDate: '1970-07-07', sheets: {} });
    expectStatus(
      201,
      await worker.post(`people/${id}/former-names`, { name: '旧 人', kana: 'きゅうせい ひと' }),
    );
    const again = await worker.post('people', {
      name: '旧 人',
      kana: 'キュウセイ ヒト',
      birthDate: '1970-07-07',
    });
    expect([again.status, again.body.candidates]).toEqual([409, [{ id, number: 1 }]]);
    const person = await worker.get(`people/${id}`);
    const [former] = person.body.formerNames;
    expectStatus(200, await worker.delete(`people/${id}/former-names/${former.id}`));
    expectStatus(
      201,
      await worker.post('people', { name: '旧 人', kana: 'キュウセイ ヒト', birthDate: '1970-07-07' }),
    );
  });

  it('shows a pair to nobody else', async () => {
    const worker = await buildWorker(api);
    const stranger = await buildWorker(api);
    for (let nth = 0; nth < 2; nth += 1) await buildPerson(worker, { birthDate: '1960-06-06', sheets: {} });
    await search(worker);
    const [pair] = await pairs(worker);
    expect((await stranger.get(`person-pairs/${pair?.id}`)).status).toBe(404);
    expect((await stranger.post(`person-pairs/${pair?.id}/distinction`)).status).toBe(404);
    expect(await pairs(stranger)).toEqual([]);
  });
});

describe('edge 7: duplicate across agencies', () => {
  it('tells another agency nothing: the same answer, the same work, in the same time', async () => {
    const [first, second] = [await buildWorker(api), await buildWorker(api)];
    const known = Array.from({ length: 40 }, (_, nth) => ({
      name: '既知 人',
      kana: 'きち ひと',
      birthDate: `19${50 + nth}-01-15`,
    }));
    for (const person of known) expectStatus(201, await first.post('people', person));
    const unknown = known.map(({ birthDate, ...who }) => ({
      ...who,
      birthDate: birthDate.replace('-15', '-16'),
    }));
    const timed = { known: [] as number[], unknown: [] as number[] };
    for (const [nth, person] of known.entries())
      for (const [kind, input] of [
        ['known', person],
        ['unknown', unknown[nth]!],
      ] as const) {
        const begun = performance.now();
        const answer = await second.post('people', input);
        timed[kind].push(performance.now() - begun);
        expect([answer.status, Object.keys(answer.body).sort()]).toEqual([
          201,
          expect.arrayContaining(['id', 'number']),
        ]);
      }
    const median = (times: number[]) => times.sort((a, b) => a - b)[times.length / 2]!;
    const [a, b] = [median(timed.known), median(timed.unknown)];
    expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(1.5);
    expect(await search(second)).toBe(0);
    // The digests themselves tell nothing either: no two agencies have one in common.
    const shared = await api.db.admin(
      `SELECT FROM portal.person_trace a JOIN portal.person_trace b ON a.digest = b.digest AND a.agency_id <> b.agency_id`,
    );
    expect(shared).toEqual([]);
  });
});
