import { unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import type { HsdsService } from '#libs/directory';
import { hsdsOpenApi } from '../../apps/api/src/hsds/profile/openapi.js';
import { startApi, type TestApi } from '../support/api.js';
import { official, officialFiles, OfficialSchemas, withOfficialSchemas } from './official.schemas.js';
import { buildPublishedWorld } from './published.world.js';

/** What a list of each kind of thing is made of. */
const kinds = [
  { list: 'services', schema: 'service' },
  { list: 'organizations', schema: 'organization' },
  { list: 'service_at_locations', schema: 'service_at_location' },
  { list: 'taxonomies', schema: 'taxonomy' },
  { list: 'taxonomy_terms', schema: 'taxonomy_term' },
] as const;
const withDepth = ['services', 'organizations', 'service_at_locations'];
const pageKeys = ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty'];

interface ApiPath {
  get: { parameters: { name: string; schema: { format?: string; type?: string } }[] };
}
interface DataPackage {
  resources: {
    name: string;
    path: string;
    schema: {
      fields: { name: string; type: string }[];
      foreignKeys: { fields: string; reference: { resource: string } }[];
    };
  }[];
}
type Broken = Record<string, unknown>;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await buildPublishedWorld(api.db);
}, 60_000);
afterAll(() => api.close());

/** Every answer that holds things of a kind: each list in each form, and each detail. */
async function answers({ list }: (typeof kinds)[number]): Promise<Record<string, unknown>[]> {
  const anybody = api.client();
  const forms = [
    '',
    ...(withDepth.includes(list) ? ['&full=true'] : []),
    ...(list === 'services' ? ['&minimal=true'] : []),
    ...(list === 'organizations' ? ['&full_service=true', '&full=true&full_service=true'] : []),
  ];
  const found: Record<string, unknown>[] = [];
  for (const form of forms) {
    const { body } = await anybody.get(`/hsds/${list}?per_page=500${form}`);
    expect(Object.keys(body).sort()).toEqual([...pageKeys, 'contents'].sort());
    const { text } = await anybody.get(`/hsds/${list}?format=ndjson${form}`);
    const posted = await anybody.post(`/hsds/${list}`, {
      per_page: 500,
      full: form.includes('full=true') || undefined,
    });
    found.push(...body.contents, ...(posted.body.contents ?? []));
    found.push(
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    );
  }
  const ids = [...new Set(found.map(({ id }) => id as string))].slice(0, 60);
  for (const id of ids) found.push((await anybody.get(`/hsds/${list}/${id}`)).body);
  return found;
}

describe('without the official schemas', () => {
  it.each(kinds)('$list: nothing is null, ids are ids, days and addresses have their form', async (kind) => {
    const found = await answers(kind);
    expect(found.length).toBeGreaterThan(10);
    const visit = (value: unknown, key: string): void => {
      expect([key, value]).not.toEqual([key, null]);
      if (Array.isArray(value)) value.forEach((one) => visit(one, key));
      else if (typeof value === 'object' && value !== null)
        Object.entries(value).forEach(([name, inner]) => visit(inner, name));
      else if (/(^|_)id$/.test(key)) expect(value).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      else if (['url', 'uri', 'website', 'term_uri'].includes(key))
        expect(value).toMatch(/^https?:\/\/[!-~]+$/);
      else if (['last_modified', 'updated'].includes(key))
        expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
      else if (['latitude', 'longitude', 'timezone', 'available'].includes(key))
        expect(typeof value).toBe('number');
    };
    found.forEach((one) => visit(one, ''));
  });

  it('the description of the API knows every address and every parameter that is taken', async () => {
    const { paths } = hsdsOpenApi('https://portal.example/hsds') as { paths: Record<string, ApiPath> };
    for (const { list } of kinds) {
      expect(Object.keys(paths[`/${list}`]!)).toEqual(['get', 'post']);
      const samples: Record<string, string> = {
        page: '1',
        per_page: '5',
        format: 'json',
        modified_after: '2020-01-01T00:00:00Z',
        postcode: '999-0001',
        proximity: '1000',
        search: 'あ',
      };
      const query = new URLSearchParams();
      for (const { name, schema } of paths[`/${list}`]!.get.parameters) {
        const id = '7f6f9c0e-4a53-4c1d-9a55-0f7a7b0c1d2e';
        query.set(name, schema.format === 'uuid' ? id : schema.type === 'boolean' ? 'true' : samples[name]!);
      }
      expect((await api.client().get(`/hsds/${list}?${query}`)).status).toBe(200);
    }
  });
});

withOfficialSchemas('by the official schemas (PORTAL_REAL_DATA)', () => {
  const schemas = new OfficialSchemas();

  it.each(kinds)('every answer with $list is valid, by HSDS 3.1 and by the profile', async (kind) => {
    for (const one of await answers(kind)) {
      expect(schemas.faults(kind.schema, one)).toEqual([]);
      if (['service', 'organization'].includes(kind.schema))
        expect(schemas.profileFaults(kind.schema, one)).toEqual([]);
    }
  });

  it('the parts of a service keep the profile too', async () => {
    const { body } = await api.client().get('/hsds/services?full=true&per_page=500');
    const parts: [string, unknown[]][] = [
      ['schedule', body.contents.flatMap((one: HsdsService) => one.schedules ?? [])],
      ['service_area', body.contents.flatMap((one: HsdsService) => one.service_areas ?? [])],
      ['service_capacity', body.contents.flatMap((one: HsdsService) => one.capacities ?? [])],
      [
        'address',
        body.contents.flatMap((one: HsdsService) => one.service_at_locations![0]!.location.addresses ?? []),
      ],
      [
        'taxonomy_term',
        body.contents.flatMap((one: HsdsService) => one.attributes!.map((a) => a.taxonomy_term)),
      ],
    ];
    for (const [schema, rows] of parts) {
      expect([schema, rows.length > 0]).toEqual([schema, true]);
      for (const row of rows) expect(schemas.profileFaults(schema, row)).toEqual([]);
    }
  });

  it('the examples of the standard are valid, so the check does not refuse everything', () => {
    const singles = officialFiles('3.1/examples').filter((file) =>
      /^(location|taxonomy|taxonomy_term|.*_full)\.json$/.test(file),
    );
    expect(singles.length).toBeGreaterThan(5);
    for (const file of singles) {
      const schema = file.replace(/(_full)?\.json$/, '');
      expect([file, schemas.faults(schema, official(`3.1/examples/${file}`))]).toEqual([file, []]);
    }
  });

  it.each(['V3.0-UK-Default', 'V3.0-UK-Warn'])(
    'answers of another conforming feed are valid: %s',
    (folder) => {
      for (const { list, schema } of kinds) {
        const page = official(`oruk-mocks/${folder}/${schema}_list.json`) as { contents: unknown[] };
        expect([list, page.contents.length > 0]).toEqual([list, true]);
      }
      for (const schema of ['service', 'organization', 'service_at_location'])
        expect([
          schema,
          schemas.faults(schema, official(`oruk-mocks/${folder}/${schema}_full.json`)),
        ]).toEqual([schema, []]);
    },
  );

  it.each([
    ['a null', (one: Broken) => (one['alert'] = null)],
    ['an id that is none', (one: Broken) => (one['id'] = '99-a1')],
    ['no name', (one: Broken) => delete one['name']],
    ['a state of its own', (one: Broken) => (one['status'] = 'suspended')],
    ['a day where a moment belongs', (one: Broken) => (one['last_modified'] = '2026-11-20')],
    ['an address with letters of its own', (one: Broken) => (one['url'] = 'https://minna.example/採用')],
    [
      'a time zone in words',
      (one: Broken) => (one['schedules'] = [{ id: one['id'], timezone: 'Asia/Tokyo' }]),
    ],
    [
      'a capacity without its unit',
      (one: Broken) => (one['capacities'] = [{ id: one['id'], available: 1, updated: one['last_modified'] }]),
    ],
  ] as [string, (one: Broken) => unknown][])('a broken answer is refused: %s', async (_, breaks) => {
    const { body } = await api.client().get('/hsds/services?full=true&per_page=1');
    const [one] = body.contents;
    expect(schemas.faults('service', one)).toEqual([]);
    breaks(one);
    expect(schemas.faults('service', one)).not.toEqual([]);
  });

  it('the bulk file has the tables of the standard, valid row by row, pointing at one another', async () => {
    const files = await unzipped();
    const dataPackage = JSON.parse(files.get('datapackage.json')!) as DataPackage;
    const rows = tablesOf(files, dataPackage);
    for (const { name, path, schema } of dataPackage.resources) {
      const own = schemas.raw.get(name)!;
      expect([name, path]).toEqual([name, own['path']]);
      expect(Object.keys(own['properties'])).toEqual(
        expect.arrayContaining(schema.fields.map((field) => field.name)),
      );
      const { unit: _, ...properties } = own['properties'];
      for (const row of rows.get(name)!) {
        for (const required of own['tabular_required'] ?? []) expect(row).toHaveProperty(required);
        const faults = schemas.faults(
          name,
          name === 'service_capacity' ? { ...row, unit: { id: row['unit_id'], name: '人' } } : row,
        );
        expect([name, faults, properties !== undefined]).toEqual([name, [], true]);
      }
    }
  });
});

describe('the bulk file', () => {
  it('holds every organization and service once, and no row points at nothing', async () => {
    const files = await unzipped();
    const dataPackage = JSON.parse(files.get('datapackage.json')!) as DataPackage;
    const rows = tablesOf(files, dataPackage);
    const { body: services } = await api.client().get('/hsds/services?minimal=true');
    const idsOf = (name: string) => rows.get(name)!.map(({ id }) => id as string);
    expect(idsOf('service').sort()).toEqual((services.contents as HsdsService[]).map(({ id }) => id).sort());
    for (const { name, schema } of dataPackage.resources) {
      expect([name, new Set(idsOf(name)).size]).toEqual([name, idsOf(name).length]);
      for (const { fields, reference } of schema.foreignKeys) {
        const known = new Set(idsOf(reference.resource === '' ? name : reference.resource));
        const lost = rows
          .get(name)!
          .filter((row) => row[fields] !== undefined && !known.has(row[fields] as string));
        expect([name, fields, lost]).toEqual([name, fields, []]);
      }
    }
  });

  it('is the same file for as long as nothing changes, and then need not be sent again', async () => {
    const url = `${api.url}/hsds/bulk/hsds.zip`;
    const first = await fetch(url);
    const octets = Buffer.from(await first.arrayBuffer());
    expect(first.headers.get('content-length')).toBe(String(octets.length));
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(octets)).toBe(true);
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('is sent in parts, so that whoever was interrupted goes on, but never in parts of two files', async () => {
    const url = `${api.url}/hsds/bulk/hsds.zip`;
    const whole = await fetch(url);
    const etag = whole.headers.get('etag')!;
    const octets = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(etag).toMatch(/^"/);
    const part = async (range: string, further: Record<string, string> = {}) => {
      const answer = await fetch(url, { headers: { range, ...further } });
      return { answer, sent: Buffer.from(await answer.arrayBuffer()) };
    };
    const head = await part('bytes=0-99');
    expect(head.answer.status).toBe(206);
    expect(head.answer.headers.get('content-range')).toBe(`bytes 0-99/${octets.length}`);
    expect(head.answer.headers.get('content-length')).toBe('100');
    const rest = await part('bytes=100-', { 'if-range': etag });
    expect(rest.answer.status).toBe(206);
    expect(Buffer.concat([head.sent, rest.sent]).equals(octets)).toBe(true);
    const other = await part('bytes=100-', { 'if-range': '"another"' });
    expect([other.answer.status, other.sent.equals(octets)]).toEqual([200, true]);
    const beyond = await part(`bytes=${octets.length}-`);
    expect([beyond.answer.status, beyond.sent.length]).toEqual([416, 0]);
    expect(beyond.answer.headers.get('content-range')).toBe(`bytes */${octets.length}`);
    const asked = await fetch(url, { method: 'HEAD' });
    expect([asked.status, asked.headers.get('content-length')]).toEqual([200, String(octets.length)]);
  });
});

describe('the catalogue', () => {
  it('says who publishes what under which licence, how often it changes, and where to get it', async () => {
    const { headers, body } = await api.client().get('/hsds/catalog.jsonld');
    expect(headers.get('content-type')).toContain('application/ld+json');
    const [dataset] = body['dcat:dataset'];
    expect(dataset).toMatchObject({
      '@type': 'dcat:Dataset',
      'dct:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
      'dct:accrualPeriodicity': { '@id': expect.stringContaining('CONT') as string },
    });
    expect(dataset['dct:modified']['@value']).toMatch(/^\d{4}-/);
    for (const { 'dcat:downloadURL': url } of dataset['dcat:distribution']) {
      const path = (url['@id'] as string).replace('http://localhost:3000', '');
      expect((await fetch(api.url + path)).status).toBe(200);
    }
  });
});

async function unzipped(): Promise<Map<string, string>> {
  const answer = await fetch(`${api.url}/hsds/bulk/hsds.zip`);
  expect(answer.headers.get('content-type')).toBe('application/zip');
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  return new Map(Object.entries(files).map(([path, octets]) => [path, new TextDecoder().decode(octets)]));
}

/** The rows of every table with its numbers as numbers and its empty cells left out. */
function tablesOf(
  files: Map<string, string>,
  dataPackage: DataPackage,
): Map<string, Record<string, unknown>[]> {
  return new Map(
    dataPackage.resources.map(({ name, path, schema }) => {
      const lines: Record<string, string>[] = parse(files.get(path)!, { columns: true });
      const isNumber = (column: string) =>
        schema.fields.find((field) => field.name === column)!.type === 'number';
      // The standard wants these of every address, known or not.
      const mayBeEmpty = (column: string) => ['city', 'postal_code', 'state_province'].includes(column);
      const rows = lines.map((line) =>
        Object.fromEntries(
          Object.entries(line)
            .filter(([column, cell]) => cell !== '' || mayBeEmpty(column))
            .map(([column, cell]) => [column, isNumber(column) ? Number(cell) : cell]),
        ),
      );
      return [name, rows];
    }),
  );
}
