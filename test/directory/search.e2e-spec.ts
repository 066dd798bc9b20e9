import { buildWorker, type Worker } from '../factories/identity.js';
import { buildAreas, buildListed } from '../factories/directory.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let worker: Worker;
beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  worker = await buildWorker(api);
});
afterAll(() => api.close());

interface Found {
  items: { id: string; name: string; vacancy: { state: string } | null }[];
  total: number;
  facets: Record<
    'type' | 'area' | 'vacancy',
    { code: string; name: string; count: number; level?: string }[]
  >;
}

async function search(query: Record<string, string | number>): Promise<Found> {
  const text = new URLSearchParams(
    Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
  );
  const { status, body } = await worker.get<Found>(`agencies?${text}`);
  expect(status).toBe(200);
  return body;
}
const names = async (query: Record<string, string | number>) =>
  (await search(query)).items.map(({ name }) => name);
const counts = (values: { code: string; count: number }[]) =>
  Object.fromEntries(values.map(({ code, count }) => [code, count]));

describe('GET /agencies?q=', () => {
  // One office that carries every difficulty, and the ways in which people look for it.
  it.each([
    'Ｂ型',
    'b型',
    '就B',
    '作業所',
    'ﾄﾞﾘｰﾑ',
    'どりーむ',
    'ドリ－ム',
    'ド゙リーム'.normalize('NFD'),
    '霞が関',
    '霞ヶ関',
    '霞ケ関',
    '高崎',
    '髙﨑',
    '障害者',
    '障がい者',
    '障碍者',
    '三丁目',
    '３丁目',
    '0990001234',
    '099-000-1234',
    '０９９（０００）１２３４',
    'ドリーム　霞が関',
    'みどりの会',
    '社会福祉法人みどりの会',
    '一の市',
    '北部圏域',
    '精神',
    '相談窓口',
    '夢工房',
    '木',
    '霞ヶ関3-1-2',
    '霞が関３－１－２',
    '霞が関3丁目1番2号',
    '999-9201',
    '9999201',
    '〒９９９－９２０１',
  ])('finds the office by %j', async (q) => {
    await once('office', () =>
      buildListed(api.db, {
        name: 'ドリーム髙﨑',
        kana: 'どりーむたかさき',
        legalName: '社会福祉法人みどりの会',
        aliases: ['夢工房'],
        type: 'b_type',
        area: '99-a1',
        address: 'ためし県一の市霞ヶ関三丁目1-2 大木ビル',
        postalCode: '999-9201',
        phone: '099-000-1234',
        services: [{ kind: 'b_type', description: '障がい者の仕事場', disabilities: ['mental'] }],
        windows: [{ name: '相談窓口', phone: '099-000-9999' }],
      }),
    );
    expect(await names({ q })).toContain('ドリーム髙﨑');
  });

  it.each(['ドリーム 三の市', '夢工場', '099-000-1235', '型B', '一の市霞ヶ関三丁目1-2大木ビル社会'])(
    'does not find it by %j',
    async (q) => expect(await names({ q })).not.toContain('ドリーム髙﨑'),
  );

  it('understands the words of the field, one way only where they are broader', async () => {
    await buildListed(api.db, { name: '障害者就業・生活支援センターあおい', type: 'employment_life_center' });
    await buildListed(api.db, { name: 'ハローワークあおい', type: 'hello_work' });
    expect(await names({ q: 'ナカポツ　あおい' })).toEqual(['障害者就業・生活支援センターあおい']);
    expect(await names({ q: '職安 あおい' })).toEqual(['ハローワークあおい']);
    expect(await names({ q: '公共職業安定所 あおい' })).toEqual(['ハローワークあおい']);
    await buildListed(api.db, { name: 'さくら作業所', type: 'other' });
    expect(await names({ q: '就労継続支援B型 さくら' })).toEqual([]);
  });

  it('does not read a word as a pattern', async () => {
    await buildListed(api.db, { name: 'もみじ園' });
    expect(await names({ q: 'も_じ園' })).toEqual([]);
    expect(await names({ q: '%' })).toEqual(await names({}));
  });

  it('shows neither closed agencies nor hidden addresses', async () => {
    await buildListed(api.db, { name: 'とじた園', status: 'closed' });
    await buildListed(api.db, { name: 'やすみ園', status: 'suspended' });
    await buildListed(api.db, {
      name: 'ひみつ寮',
      postalCode: '999-9299',
      address: 'ためし県隠れ里9-9',
      addressHidden: true,
    });
    expect(await names({ q: 'とじた園' })).toEqual([]);
    expect(await names({ q: 'やすみ園' })).toEqual(['やすみ園']);
    expect(await names({ q: '隠れ里' })).toEqual([]);
    expect(await names({ q: '999-9299' })).toEqual([]);
    expect(JSON.stringify(await search({ q: 'ひみつ寮' }))).not.toContain('隠れ里');
  });
});

describe('order and pages', () => {
  it('puts the exact name first, then names, then the rest; the own area before others, the fresher before the older', async () => {
    const agencyId = await buildListed(api.db, { name: 'じぶんの園', area: '99-b1', isMember: true });
    const own = await buildWorker(api, { agencyId });
    const entries = [
      { name: 'こすもす', area: '99-a1' },
      { name: 'こすもす工房', area: '99-b1' },
      { name: 'こすもす村', area: '99-b2' },
      { name: 'こすもす里', area: '99-a1' },
      { name: 'こすもす町', area: '99-a1' },
      { name: 'すみれ', area: '99-b1', legalName: '株式会社こすもす' },
      { name: 'こすもす新館', area: '99-a1', confirmedOn: '2099-01-01' },
    ];
    for (const entry of entries) await buildListed(api.db, entry);
    const { body } = await own.get<Found>(`agencies?q=${encodeURIComponent('コスモス')}`);
    expect(body.items.map(({ name }) => name)).toEqual([
      'こすもす',
      'こすもす工房',
      'こすもす村',
      'こすもす新館',
      'こすもす里',
      'こすもす町',
      'すみれ',
    ]);
  });

  it('sorts by reading and by freshness', async () => {
    await buildListed(api.db, { name: 'ならべ壱', kana: 'カ', confirmedOn: '2098-01-02' });
    await buildListed(api.db, { name: 'ならべ弐', kana: 'あ', confirmedOn: '2098-01-01' });
    await buildListed(api.db, { name: 'ならべ参', kana: '', confirmedOn: '2098-01-03' });
    expect(await names({ q: 'ならべ', sort: 'kana' })).toEqual(['ならべ弐', 'ならべ壱', 'ならべ参']);
    expect(await names({ q: 'ならべ', sort: 'updated' })).toEqual(['ならべ参', 'ならべ壱', 'ならべ弐']);
  });

  it('shows every agency on exactly one page', async () => {
    for (let n = 0; n < 7; n += 1) await buildListed(api.db, { name: `ひとつ${n}` });
    const pages = await Promise.all([1, 2, 3, 4].map((page) => search({ q: 'ひとつ', perPage: 3, page })));
    expect(pages.map(({ total }) => total)).toEqual([7, 7, 7, 7]);
    expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 1, 0]);
    expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(7);
  });
});

describe('facets', () => {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());
  const told = (state: 'open' | 'few' | 'none', goodUntil?: string) => ({
    services: [
      {
        kind: 'a_type',
        vacancy: { state, asOf: '2020-01-01', saidBy: '担当', ...(goodUntil ? { goodUntil } : {}) },
      },
    ],
  });
  const build = () =>
    once('facets', async () => {
      await buildListed(api.db, { name: 'ふぁせ1', type: 'a_type', area: '99-a1', ...told('open') });
      await buildListed(api.db, { name: 'ふぁせ2', type: 'a_type', area: '99-a2', ...told('few', today) });
      await buildListed(api.db, { name: 'ふぁせ3', type: 'b_type', area: '99-a1', ...told('none') });
      await buildListed(api.db, {
        name: 'ふぁせ4',
        type: 'b_type',
        area: '99-b1',
        ...told('open', '2020-01-02'),
      });
      await buildListed(api.db, { name: 'ふぁせ5', type: 'hospital' });
    });

  it('count the alternatives, larger areas with everything inside them', async () => {
    await build();
    const { total, facets } = await search({ q: 'ふぁせ' });
    expect(total).toBe(5);
    expect(counts(facets.type)).toEqual({ a_type: 2, b_type: 2, hospital: 1 });
    expect(facets.area.map(({ code, count }) => [code, count])).toEqual([
      ['99', 4],
      ['99-a', 3],
      ['99-a1', 2],
      ['99-a2', 1],
      ['99-b', 1],
      ['99-b1', 1],
    ]);
    // What was told until a day that has passed is unknown again.
    expect(counts(facets.vacancy)).toEqual({ open: 1, few: 1, none: 1, unknown: 2 });
  });

  it.each<[Record<string, string>, number, Record<string, object>]>([
    [
      { type: 'a_type' },
      2,
      { type: { a_type: 2, b_type: 2, hospital: 1 }, area: { '99': 2, '99-a': 2, '99-a1': 1, '99-a2': 1 } },
    ],
    [{ type: 'a_type,b_type' }, 4, { vacancy: { open: 1, few: 1, none: 1, unknown: 1 } }],
    [
      { area: '99-a1' },
      2,
      {
        type: { a_type: 1, b_type: 1 },
        area: { '99': 4, '99-a': 3, '99-a1': 2, '99-a2': 1, '99-b': 1, '99-b1': 1 },
      },
    ],
    [{ area: '99-a' }, 3, { type: { a_type: 2, b_type: 1 } }],
    [{ area: '99' }, 4, { vacancy: { open: 1, few: 1, none: 1, unknown: 1 } }],
    [{ vacancy: 'open,few' }, 2, { vacancy: { open: 1, few: 1, none: 1, unknown: 2 }, type: { a_type: 2 } }],
    [
      { type: 'b_type', area: '99-a1' },
      1,
      {
        type: { a_type: 1, b_type: 1 },
        area: { '99': 2, '99-a': 1, '99-a1': 1, '99-b': 1, '99-b1': 1 },
        vacancy: { open: 0, few: 0, none: 1, unknown: 0 },
      },
    ],
    [
      { type: 'b_type', area: '99-a2' },
      0,
      { type: { a_type: 1, b_type: 0 }, vacancy: { open: 0, few: 0, none: 0, unknown: 0 } },
    ],
    [
      { type: 'b_type', area: '99', vacancy: 'none' },
      1,
      {
        vacancy: { open: 0, few: 0, none: 1, unknown: 1 },
        type: { b_type: 1 },
        area: { '99': 1, '99-a': 1, '99-a1': 1 },
      },
    ],
    [{ type: 'no_such_type' }, 0, { type: { a_type: 2, b_type: 2, hospital: 1 } }],
  ])('%j → %i, a choice not narrowing its own counts', async (query, total, expected) => {
    await build();
    const found = await search({ q: 'ふぁせ', ...query });
    expect(found.total).toBe(total);
    expect(found.items).toHaveLength(total);
    for (const [facet, values] of Object.entries(expected)) {
      expect(counts(found.facets[facet as 'type'])).toEqual(values);
    }
  });

  it('narrow to agencies that can be sent a referral', async () => {
    await buildListed(api.db, { name: 'つながる園', isMember: true });
    await buildListed(api.db, { name: 'つながらない園' });
    expect(await names({ q: 'つなが', inPortal: 'true' })).toEqual(['つながる園']);
  });
});

describe('refusals', () => {
  it('of somebody who is not signed in', async () => {
    for (const path of ['agencies', `agencies/${worker.agencyId}`, 'areas', 'agency-types']) {
      expect((await api.client().get(path)).status).toBe(401);
    }
  });

  it.each([
    ['perPage=101', 422, 'perPage'],
    ['page=0', 422, 'page'],
    ['sort=price', 422, 'sort'],
    ['vacancy=maybe', 422, 'vacancy'],
    [`q=${'あ'.repeat(101)}`, 422, 'q'],
    ['price=1', 400, 'price'],
  ])('of %s', async (query, status, field) => {
    const answer = await worker.get(`agencies?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].field).toBe(field);
  });
});

describe('the search table', () => {
  it('shows nothing but what may be published, and lets nobody but the operator write', async () => {
    const privileges = await api.db.admin(
      `SELECT grantee, privilege_type FROM information_schema.role_table_grants
       WHERE table_schema = 'portal' AND table_name = 'search_doc' AND grantee LIKE 'portal_%' ORDER BY 1, 2`,
    );
    expect(privileges.filter(({ grantee }) => grantee !== 'portal_operator')).toEqual([
      { grantee: 'portal_app', privilege_type: 'SELECT' },
      { grantee: 'portal_worker', privilege_type: 'SELECT' },
    ]);
  });

  it('is searched through its index, however many rows it has', async () => {
    await api.db.admin(
      `INSERT INTO portal.agency (id, name, type_code) SELECT gen_random_uuid(), 'たくさん' || n, 'other' FROM generate_series(1, 3000) n`,
    );
    await api.db.admin(
      `INSERT INTO portal.search_doc (agency_id, type_no, fresh_on, facets, kana, names, body)
       SELECT id, 1, current_date, '{}', '', name, name FROM portal.agency WHERE name LIKE 'たくさん%'`,
    );
    await api.db.admin('ANALYZE portal.search_doc');
    const plan = await api.db.admin(
      `EXPLAIN SELECT FROM portal.search_doc d WHERE portal.search_tokens(d.body, d.facets) @> ARRAY[1, 2]`,
    );
    expect(JSON.stringify(plan)).toContain('search_doc_tokens');
  });
});

const made = new Map<string, Promise<unknown>>();

/** Rows that several cases look at are made by the first of them. */
async function once(what: string, make: () => Promise<unknown>): Promise<void> {
  if (!made.has(what)) made.set(what, make());
  await made.get(what);
}
