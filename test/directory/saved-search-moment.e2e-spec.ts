import { setTimeout as pause } from 'node:timers/promises';
import { openLog } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { configWith, eventually, testPace } from '../worker/worker.world.js';

// The round looks every quarter of an hour, and never at what was kept a moment ago: whoever is told here is told by the change itself.
let api: TestApi;
let portalWorker: PortalWorker;
let reader: Worker;
beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  portalWorker = createWorker({
    config: configWith({}),
    keys: api.db.keys,
    connections: api.db.connections,
    log: openLog(process.env['TEST_LOG'] ?? 'silent', 'worker'),
    pace: testPace,
  });
  portalWorker.start();
  reader = await buildWorker(api, { role: 'staff' });
});
afterAll(async () => {
  await portalWorker.close();
  await api.close();
});

async function office(name: string) {
  const agencyId = await buildListed(api.db, {
    ...{ name, type: 'b_type', area: '99-a1', isMember: true },
    services: [{ kind: 'b_type', capacity: 20 }],
  });
  return { agencyId, staff: await buildWorker(api, { agencyId, role: 'manager' }) };
}

async function keep(name: string, query: string): Promise<string> {
  const { status, body } = await reader.post(
    'saved-searches',
    { name, query, notify: 'notice' },
    { 'idempotency-key': `key-${Math.random()}` },
  );
  expect([status, body]).toEqual([201, expect.anything()]);
  return body.id;
}

const noticesOf = (searchId: string) =>
  api.db.admin(`SELECT account_id, number FROM portal.notice WHERE object_id = $1`, [searchId]);
const settled = () =>
  eventually(async () => {
    const open = await api.db.admin('SELECT FROM portal.outbox WHERE done_at IS NULL AND failed_at IS NULL');
    expect(open).toEqual([]);
  });

async function write(staff: Worker, agencyId: string, entry: object): Promise<void> {
  const { body } = await staff.get(`agencies/${agencyId}/entry`);
  const answer = await staff.patch(`agencies/${agencyId}/entry`, { entry }, ifMatch(body.version));
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
}

describe('whoever keeps a search', () => {
  it('is told at the moment at which an entry comes to fit, once', async () => {
    const { agencyId, staff } = await office('ことばの園');
    const fits = await keep('手話', `q=${encodeURIComponent('手話')}&type=b_type`);
    const otherType = await keep('手話のA型', `q=${encodeURIComponent('手話')}&type=a_type`);
    const otherWord = await keep('点字', `q=${encodeURIComponent('点字')}`);
    await write(staff, agencyId, { description: '手話のできる職員がいます。' });
    await eventually(async () =>
      expect(await noticesOf(fits)).toEqual([{ account_id: reader.accountId, number: '1' }]),
    );
    await write(staff, agencyId, { description: '手話のできる職員が二人います。' });
    await pause(500);
    await settled();
    expect(await noticesOf(fits)).toHaveLength(1);
    expect(await noticesOf(otherType)).toEqual([]);
    expect(await noticesOf(otherWord)).toEqual([]);
    const { body } = await reader.get(`saved-searches`);
    expect(body.find(({ id }: { id: string }) => id === fits).fresh).toEqual([
      { id: agencyId, name: 'ことばの園' },
    ]);
    // The round looks at it all the same when its time has come.
    const [row] = await api.db.admin<{ seldom: boolean }>(
      'SELECT checked_at = created_at AS seldom FROM portal.saved_search WHERE id = $1',
      [fits],
    );
    expect(row).toEqual({ seldom: true });
  });

  it('is told of a place that has become free', async () => {
    const { agencyId, staff } = await office('空きの園');
    const search = await keep('空き', `q=${encodeURIComponent('空きの園')}&vacancy=open`);
    const [service] = await api.db.admin<{ id: string }>(
      'SELECT id FROM portal.service WHERE agency_id = $1',
      [agencyId],
    );
    await settled();
    expect(await noticesOf(search)).toEqual([]);
    const { status, text } = await staff.put(
      `services/${service!.id}/vacancy`,
      { state: 'open', available: 2 },
      ifMatch(0),
    );
    expect([status, text]).toEqual([200, expect.any(String)]);
    await eventually(async () => expect(await noticesOf(search)).toHaveLength(1));
  });
});
