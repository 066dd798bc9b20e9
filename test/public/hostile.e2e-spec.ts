import { hsdsOpenApi } from '../../apps/api/src/hsds/profile/openapi.js';
import { buildPublishedWorld, secrets } from '../hsds/published.world.js';
import { hostileValues } from '../security/hostile.values.js';
import { startApi, type TestApi } from '../support/api.js';

// What everybody may ask stands outside the document of the API, and so outside its hostile questions: here are its own.
let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await buildPublishedWorld(api.db);
}, 60_000);
afterAll(() => api.close());

const { paths } = hsdsOpenApi('https://portal.example/hsds') as {
  paths: Record<string, { get: { parameters?: { name: string; in: string }[] } }>;
};
const lists = Object.entries(paths).flatMap(([path, { get }]) =>
  path.includes('{') || path === '/'
    ? []
    : [{ path: `/hsds${path}`, names: get.parameters!.map(({ name }) => name) }],
);
const pageParameters = [
  'q',
  'need',
  'area',
  'type',
  'service',
  'disability',
  'feature',
  'vacancy',
  'open',
  'near',
  'within',
  'sort',
  'page',
  'lang',
  'size',
];

/** As it would stand in an address; what no text can say is left out. */
const inAddress = Object.entries(hostileValues).flatMap(([name, value]) =>
  typeof value === 'string' && !value.includes('\ud800') && value.length < 5000 ? [{ name, value }] : [],
);

function expectBearable(where: string, { status, text }: { status: number; text: string }): void {
  expect([where, status < 500]).toEqual([where, true]);
  for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  expect(text).not.toContain('<script>alert(1)</script>');
}

describe('hostile questions', () => {
  it.each(lists)('to $path are refused or answered, never stumbled over', async ({ path, names }) => {
    for (const name of names) {
      for (const { name: kind, value } of inAddress)
        expectBearable(
          `${name}: ${kind}`,
          await api.client().get(`${path}?${name}=${encodeURIComponent(value)}`),
        );
      for (const [kind, value] of Object.entries(hostileValues)) {
        const body = JSON.stringify({ [name]: value });
        const answer = await api.client().post(path, body);
        expect([`${name}: ${kind}`, answer.status < 500]).toEqual([`${name}: ${kind}`, true]);
      }
    }
    for (const body of ['', '[]', 'null', '"x"', '{', '{"__proto__":{"x":1}}'])
      expect((await api.client().post(path, body)).status).toBeLessThan(500);
  });

  it('to the pages are answered with a page', async () => {
    for (const name of pageParameters)
      for (const { name: kind, value } of inAddress)
        expectBearable(
          `${name}: ${kind}`,
          await api.client().get(`/find/search?${name}=${encodeURIComponent(value)}&${name}=x`),
        );
  });

  it.each([
    '/find/agencies/%00',
    '/find/agencies/..%2f..%2fetc',
    '/find/files/x',
    '/find/nothing/at/all',
    '/sitemap-0.xml',
    '/sitemap-x.xml',
    '/hsds/profile/__proto__.json',
    '/hsds/schema/constructor.json',
    '/hsds/services/%27',
  ])('%s leads nowhere', async (path) => {
    expect([400, 404]).toContain((await api.client().get(path)).status);
  });
});
