import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importWam, rebuildSearchDocs } from '#libs/directory';
import { OperatorDatabase } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';
import { OfficialSchemas, withOfficialSchemas } from './official.schemas.js';

const file = 'wam_62_shuro_teichaku_utf8bom.csv';
const path = join(process.env['PORTAL_REAL_DATA'] ?? '../shared/data', 'jp/wam', file);
const whenThere = existsSync(path) ? withOfficialSchemas : describe.skip;

whenThere('the real lists as open data (PORTAL_REAL_DATA)', () => {
  let api: TestApi;
  let operator: OperatorDatabase;
  beforeAll(async () => {
    api = await startApi();
    operator = new OperatorDatabase(api.db.connections.operator, 'test-operator');
    await importWam(operator, { name: file, bytes: readFileSync(path) });
    await operator.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO portal.publication (agency_id, channel, agreed, decided_name)
         SELECT id, channel, true, name FROM portal.agency, (VALUES ('open_data'), ('public_page')) c (channel)
         ON CONFLICT (agency_id, channel) DO UPDATE SET agreed = true`,
      );
      const ids = await tx.query<{ id: string }>('SELECT id FROM portal.agency');
      await rebuildSearchDocs(
        tx,
        ids.map(({ id }) => id),
      );
    });
  }, 120_000);
  afterAll(async () => {
    await operator.onApplicationShutdown();
    await api.close();
  });

  it.each([
    { list: 'services', schema: 'service' },
    { list: 'organizations', schema: 'organization' },
  ])('every one of the $list is valid by HSDS and by the profile', async ({ list, schema }) => {
    const schemas = new OfficialSchemas();
    const { text } = await api.client().get(`/hsds/${list}?full=true&format=ndjson`);
    const items = text.trimEnd().split('\n');
    expect(items.length).toBeGreaterThan(1000);
    for (const line of items) {
      const item: unknown = JSON.parse(line);
      expect([line.slice(0, 200), schemas.faults(schema, item)]).toEqual([line.slice(0, 200), []]);
      expect(schemas.profileFaults(schema, item)).toEqual([]);
    }
  });

  it('every agency has a page', async () => {
    const { text } = await api.client().get('/sitemap.xml');
    const pages = [...text.matchAll(/\/find\/agencies\/[0-9a-f-]{36}/g)].map(([page]) => page);
    expect(pages.length).toBeGreaterThan(1000);
    for (const page of pages.filter((_, at) => at % 20 === 0)) {
      const { status, text: body } = await api.client().get(page);
      expect([page, status, Buffer.byteLength(body) < 30_000]).toEqual([page, 200, true]);
    }
  });
});
