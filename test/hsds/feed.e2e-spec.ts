import type { HsdsService, HsdsServiceAtLocation, HsdsTaxonomyTerm } from '#libs/directory';
import type { QueryRunner } from 'typeorm';
import { startApi, type TestApi } from '../support/api.js';
import type { Client } from '../support/client.js';
import { buildPublishedWorld, change, publish, type PublishedWorld, secrets } from './published.world.js';

let api: TestApi;
let world: PublishedWorld;
let anybody: Client;
beforeAll(async () => {
  api = await startApi();
  world = await buildPublishedWorld(api.db);
  anybody = api.client();
}, 60_000);
afterAll(() => api.close());

const lists = ['services', 'organizations', 'service_at_locations', 'taxonomies', 'taxonomy_terms'];
const idsOf = (body: { contents: { id: string }[] }) => body.contents.map(({ id }) => id);

describe('GET /hsds', () => {
  it('says version, profile and description of the API, with and without a slash', async () => {
    for (const path of ['/hsds', '/hsds/']) {
      const { status, body } = await anybody.get(path);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        version: '3.1',
        profile: 'http://localhost:3000/hsds/profile',
        openapi_url: 'http://localhost:3000/hsds/openapi.json',
      });
    }
  });

  it.each(['/hsds/profile', '/hsds/openapi.json', '/hsds/profile/service.json', '/hsds/schema/service.json'])(
    'opens %s',
    async (path) => {
      expect((await anybody.get(path)).status).toBe(200);
    },
  );

  it.each(['/hsds/profile/nothing.json', '/hsds/profile/service', '/hsds/schema/openapi.json', '/hsds/x'])(
    'knows no %s',
    async (path) => {
      expect((await anybody.get(path)).status).toBe(404);
    },
  );
});

describe('lists', () => {
  it.each(lists)(
    '%s: every page holds what its header says, and all pages hold everything once',
    async (list) => {
      const { body: whole } = await anybody.get(`/hsds/${list}?per_page=500`);
      const size = Math.ceil(whole.total_items / 3);
      const seen: string[] = [];
      for (let page = 1; page <= 3; page += 1) {
        const { body } = await anybody.get(`/hsds/${list}?per_page=${size}&page=${page}`);
        const { contents, ...header } = body;
        expect(header).toEqual({
          total_items: whole.total_items,
          total_pages: Math.ceil(whole.total_items / size),
          page_number: page,
          size: contents.length,
          first_page: page === 1,
          last_page: page === Math.ceil(whole.total_items / size),
          empty: contents.length === 0,
        });
        seen.push(...idsOf(body));
      }
      expect(seen).toHaveLength(whole.total_items);
      expect([...seen].sort()).toEqual([...idsOf(whole)].sort());
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it.each(lists)('%s: a page behind the last one is empty', async (list) => {
    const { body } = await anybody.get(`/hsds/${list}?page=1000`);
    expect(body).toMatchObject({ contents: [], size: 0, empty: true, first_page: false, last_page: true });
  });

  it.each(lists)('%s: whatever is listed can be opened', async (list) => {
    const { body } = await anybody.get(`/hsds/${list}?per_page=15`);
    for (const id of idsOf(body)) expect((await anybody.get(`/hsds/${list}/${id}`)).body.id).toBe(id);
  });

  it.each(lists)('%s: a POST asks the same as a GET, in its body or its address', async (list) => {
    const { body: got } = await anybody.get(`/hsds/${list}?search=%E5%B0%B1%E5%8A%B4&per_page=3`);
    const posted = await anybody.post(`/hsds/${list}`, { search: '就労', per_page: 3 });
    expect(posted.status).toBe(200);
    expect(posted.body).toEqual(got);
    expect((await anybody.post(`/hsds/${list}?search=%E5%B0%B1%E5%8A%B4&per_page=3`, {})).body).toEqual(got);
  });

  it.each(lists)('%s: flows line by line, without pages', async (list) => {
    const { body } = await anybody.get(`/hsds/${list}?per_page=500`);
    const { headers, text } = await anybody.get(`/hsds/${list}?format=ndjson`);
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    const items = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string });
    expect(items.map(({ id }) => id).sort()).toEqual([...idsOf(body)].sort());
  });

  it('hold ids and dates alone where that is asked for, all at once', async () => {
    const { body } = await anybody.get('/hsds/services?minimal=true');
    expect(body.total_pages).toBe(1);
    expect(Object.keys(body.contents[0])).toEqual(['id', 'name', 'status', 'last_modified']);
  });

  it.each([
    'page=0',
    'page=x',
    'per_page=0',
    'format=xml',
    'taxonomy_id=1',
    'modified_after=yesterday',
    'full=2',
  ])('refuse %s', async (query) => {
    expect((await anybody.get(`/hsds/services?${query}`)).status).toBe(422);
  });

  it('refuse a distance from nowhere, and what they do not know', async () => {
    expect((await anybody.get('/hsds/service_at_locations?proximity=100')).status).toBe(422);
    expect((await anybody.get('/hsds/services?nearby=1')).status).toBe(400);
  });

  it('say nothing about what is not there', async () => {
    const { status, headers } = await anybody.get(`/hsds/services/${world.unpublished}`);
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});

describe('a service with everything', () => {
  it('says all that is public of it', async () => {
    const { body: list } = await anybody.get(`/hsds/services?organization_id=${world.full}`);
    const { body } = await anybody.get(`/hsds/services/${list.contents[0].id}`);
    expect(body).toMatchObject({
      name: '就労支援センターみんなの広場 就労移行支援',
      status: 'active',
      description: '<b>作業</b>と面接の練習をします。',
      url: 'https://minna.example/%E6%8E%A1%E7%94%A8%20%E6%83%85%E5%A0%B1?q=a%20b',
      application_process: '見学のあと、市役所で申し込みます。',
      eligibility_description: '18歳から64歳で、一般就労をめざす人',
      minimum_age: 18,
      maximum_age: 64,
      assured_date: '2026-06-01',
      organization: {
        id: world.full,
        alternate_name: 'みんひろ',
        uri: `http://localhost:3000/find/agencies/${world.full}`,
        organization_identifiers: [
          { identifier_scheme: 'JP-JCN', identifier: '9990000000001' },
          { identifier_type: '事業所番号', identifier: '9910000001' },
        ],
      },
      phones: [
        { number: '099-000-1111', type: 'voice' },
        { number: '099-000-1112', type: 'fax' },
      ],
      contacts: [
        {
          department: '利用相談',
          phones: [{ number: '099-000-2222', description: '内線 012、受付時間 9時から' }],
        },
      ],
      schedules: [{ byday: 'MO,TU,WE,TH,FR', opens_at: '09:00+09:00', timezone: 9 }],
      capacities: [{ available: 2, maximum: 20, unit: { name: '人' }, description: '残りわずか' }],
      service_at_locations: [
        {
          location: {
            latitude: 35.5,
            transportation: 'ためし駅から歩いて5分',
            addresses: [
              {
                state_province: 'ためし県',
                city: '一の市',
                address_1: '1丁目2番3号',
                postal_code: '999-0001',
              },
            ],
            accessibility: [{ description: 'エレベーター' }, { description: '静かな部屋' }],
          },
        },
      ],
    });
    const attributes = Object.fromEntries(
      (body as HsdsService).attributes!.map((one) => [one.taxonomy_term.name, [one.value, one.label]]),
    );
    expect(attributes).toMatchObject({
      就労移行支援: [undefined, undefined],
      精神障害: [undefined, undefined],
      見学: ['yes', 'あり'],
      体験: ['ask', '相談のうえ'],
      送迎: ['partly', '一部あり。駅まで'],
      '定員（人）': ['20', undefined],
      '平均工賃・賃金（月額、円）': ['12345', '2024年度'],
    });
    expect(attributes).not.toHaveProperty('食事');
  });

  it('is temporarily closed while its agency is', async () => {
    const { body } = await anybody.get(`/hsds/services?organization_id=${world.suspended}`);
    expect(body.contents).toMatchObject([
      { status: 'temporarily closed', alert: '休止しています（2030-03-31 まで）。改装のため' },
    ]);
  });
});

// Each is built from what the feed itself says.
describe('the feed finds what it holds', () => {
  let service: HsdsService;
  let serviceAtLocation: HsdsServiceAtLocation;
  beforeAll(async () => {
    const { body } = await anybody.get(`/hsds/services?organization_id=${world.full}&full=true`);
    [service] = body.contents;
    serviceAtLocation = service.service_at_locations![0]!;
  });
  const servicesWith = async (query: Record<string, string>) =>
    idsOf((await anybody.get(`/hsds/services?${new URLSearchParams(query)}`)).body);

  it('by the text of its name, its description, its agency and its synonyms', async () => {
    const words = [
      service.name,
      service.organization!.name,
      '面接の練習',
      'みんひろ',
      '移行',
      'ミンナノ ヒロバ',
    ];
    for (const search of words) expect(await servicesWith({ search })).toContain(service.id);
    expect(await servicesWith({ search: `${service.name} どこにもない` })).toEqual([]);
  });

  it('by each of its terms, and by their taxonomies', async () => {
    const place = serviceAtLocation.location;
    for (const { taxonomy_term: term } of [
      ...service.attributes!,
      ...service.organization!.attributes!,
      ...place.attributes!,
    ]) {
      expect(await servicesWith({ taxonomy_term_id: term.id })).toContain(service.id);
      expect(await servicesWith({ taxonomy_id: term.taxonomy_detail.id })).toContain(service.id);
    }
  });

  it('by a taxonomy only where there is a term of it', async () => {
    const items = await api.db.admin<{ terms: string[] }>('SELECT terms FROM portal.open_item');
    for (const { terms } of items)
      for (const taxonomy of ['access', 'field', 'disability', 'feature'])
        expect([taxonomy, terms.includes(taxonomy)]).toEqual([
          taxonomy,
          terms.some((term) => term.startsWith(`${taxonomy}:`)),
        ]);
  });

  it('by the larger area in which it lies, and not by another one', async () => {
    const { body } = await anybody.get(`/hsds/taxonomy_terms?search=${encodeURIComponent('圏域')}`);
    const [north, south] = ['北部圏域', '南部圏域'].map(
      (name) => (body.contents as HsdsTaxonomyTerm[]).find((term) => term.name === name)!.id,
    );
    expect(await servicesWith({ taxonomy_term_id: north! })).toContain(service.id);
    expect(await servicesWith({ taxonomy_term_id: south! })).not.toContain(service.id);
  });

  it('by its place', async () => {
    const near = async (query: Record<string, string>) =>
      idsOf((await anybody.get(`/hsds/service_at_locations?${new URLSearchParams(query)}`)).body);
    const { postal_code: postcode } = serviceAtLocation.location.addresses![0]!;
    expect(await near({ postcode, proximity: '500' })).toEqual([serviceAtLocation.id]);
    expect((await near({ postcode, proximity: '100000' }))[0]).toBe(serviceAtLocation.id);
    expect(await near({ postcode })).toContain(serviceAtLocation.id);
    expect(await near({ postcode: '999-0011', proximity: '500' })).not.toContain(serviceAtLocation.id);
    expect(await near({ postcode: '000-0000', proximity: '500' })).toEqual([]);
  });

  it('by its schedule, which says when it opens', async () => {
    const { body } = await anybody.get('/hsds/services?full=true&per_page=500');
    const { byday, opens_at } = service.schedules![0]!;
    const open = body.contents.filter((one: HsdsService) =>
      one.schedules?.some((row) => row.byday === byday && row.opens_at === opens_at),
    );
    expect(idsOf({ contents: open })).toEqual([service.id]);
  });

  it('by age and eligibility', async () => {
    const { body } = await anybody.get('/hsds/services?per_page=500');
    const fits = body.contents.filter((one: HsdsService) => one.minimum_age! <= 20 && one.maximum_age! >= 20);
    expect(idsOf({ contents: fits })).toEqual([service.id]);
    expect(await servicesWith({ search: service.eligibility_description! })).toEqual([service.id]);
  });

  it('by when it changed', async () => {
    expect(await servicesWith({ modified_after: service.last_modified })).toContain(service.id);
    expect(await servicesWith({ modified_after: '2100-01-01T00:00:00+09:00' })).toEqual([]);
  });

  it('by everything at once', async () => {
    const term = service.attributes![0]!.taxonomy_term.id;
    const all = { search: '広場', taxonomy_term_id: term, organization_id: world.full };
    expect(await servicesWith(all)).toEqual([service.id]);
    expect(await servicesWith({ ...all, organization_id: world.hidden })).toEqual([]);
  });
});

describe('what is not published', () => {
  const everything = [
    '/hsds/services?full=true&per_page=500',
    '/hsds/services?full=true&format=ndjson',
    '/hsds/organizations?full=true&full_service=true&per_page=500',
    '/hsds/service_at_locations?full=true&per_page=500',
  ];

  it.each(everything)('is nowhere in %s', async (path) => {
    const { text } = await anybody.get(path);
    expect(text).toContain('みんなの広場');
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    expect(text).not.toContain('35.99');
    expect(text).not.toContain('ページだけの相談室');
    expect(text).not.toContain(':null');
  });

  it('cannot be found either', async () => {
    for (const search of ['非公開', '会員の窓口', '会員の実習', '隠れ里', 'ページだけ', '0997770001'])
      expect((await anybody.post('/hsds/organizations', { search })).body.total_items).toBe(0);
  });

  it('is gone the moment it is withdrawn, and back the moment it is agreed to', async () => {
    const services = `/hsds/services?organization_id=${world.hidden}`;
    const { body: before, headers } = await anybody.get(services);
    const etag = headers.get('etag') ?? '';
    expect(before.total_items).toBe(1);
    expect((await anybody.get(services, { 'if-none-match': etag })).status).toBe(304);
    await publish(api.db, world.hidden, 'open_data', false);
    expect((await anybody.get(services, { 'if-none-match': etag })).body.total_items).toBe(0);
    for (const path of [`services/${before.contents[0].id}`, `organizations/${world.hidden}`])
      expect((await anybody.get(`/hsds/${path}`)).status).toBe(404);
    await publish(api.db, world.hidden, 'open_data', true);
    expect((await anybody.get(services)).body.total_items).toBe(1);
  });
});

describe('for other sites', () => {
  it('every answer may be read, and a POST may be announced', async () => {
    const origin = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    for (const path of ['/hsds', '/hsds/services', '/hsds/nothing']) {
      const { headers } = await anybody.get(path, origin);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
    const announced = await fetch(`${api.url}/hsds/services`, { method: 'OPTIONS', headers: origin });
    expect(announced.status).toBe(204);
    expect(announced.headers.get('access-control-allow-methods')).toContain('POST');
    expect((await anybody.post('/hsds/services', {}, origin)).status).toBe(200);
  });

  it('nothing else may', async () => {
    const { headers } = await anybody.get('/health/live', { origin: 'https://elsewhere.example' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect((await anybody.post('session', {}, { origin: 'https://elsewhere.example' })).status).toBe(403);
  });
});

it('lists what was published before there was a list', async () => {
  const listed = () =>
    api.db.admin('SELECT entity, id, agency_id, terms FROM portal.open_item ORDER BY 1, 2');
  const before = await listed();
  await api.db.admin('DELETE FROM portal.open_item');
  const { FillOpenData1764000161000 } = await import('../../migrations/1764000161000-fill-open-data.js');
  const db = { query: (sql: string) => api.db.admin(sql) } as unknown as QueryRunner;
  await new FillOpenData1764000161000().up(db);
  const sorted = (rows: typeof before) =>
    rows.map((row) => ({ ...row, terms: [...new Set(row['terms'] as string[])].sort() }));
  expect(sorted(await listed())).toEqual(sorted(before));
});

describe('free places', () => {
  it('are in the feed as soon as they are told, and lapse with their day', async () => {
    const [service] = await api.db.admin<{ id: string }>(
      'SELECT id FROM portal.service WHERE agency_id = $1',
      [world.full],
    );
    const told = async (available: number, goodUntil: string | null) => {
      await api.db.admin('UPDATE portal.vacancy SET available = $2, good_until = $3 WHERE service_id = $1', [
        service!.id,
        available,
        goodUntil,
      ]);
      return anybody.get(`/hsds/services/${service!.id}`);
    };
    const before = await told(3, null);
    expect(before.body.capacities).toMatchObject([{ available: 3, maximum: 20 }]);
    const after = await told(1, null);
    expect(after.body.capacities).toMatchObject([{ available: 1 }]);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect((await told(1, '2026-11-02')).body).not.toHaveProperty('capacities');
  });
});

describe('an answer', () => {
  it('is told by its ETag from the one before a change', async () => {
    const etagOf = async () => (await anybody.get('/hsds/services')).headers.get('etag') ?? '';
    const before = await etagOf();
    expect(await etagOf()).toBe(before);
    await change(api.db, world.full, { accessNote: 'ためし駅から歩いて6分' });
    expect(await etagOf()).not.toBe(before);
    const { status, text } = await anybody.get('/hsds/services', { 'if-none-match': await etagOf() });
    expect([status, text]).toEqual([304, '']);
  });
});
