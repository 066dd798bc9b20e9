import { setTimeout as pause } from 'node:timers/promises';
import iconv from 'iconv-lite';
import { openLog } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import { type Answer, ifMatch } from '../support/client.js';
import { configWith, testPace } from '../worker/worker.world.js';

let api: TestApi;
let worker: PortalWorker;
let secretariat: Worker;
let manager: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = createWorker({
    config: configWith({}),
    keys: api.db.keys,
    connections: api.db.connections,
    log: openLog(process.env['TEST_LOG'] ?? 'silent', 'worker'),
    pace: testPace,
  });
  worker.start();
  secretariat = await buildWorker(api, { role: 'secretariat' });
  manager = await buildWorker(api, { role: 'manager' });
});
afterAll(async () => {
  await worker.close();
  await api.close();
});

// Every list has offices of its own.
let next = 0;
const office = () => `19${String((next += 1)).padStart(8, '0')}`;

const headers = ['事業所番号', '事業所名', 'サービス種別', '所在地', '電話番号', '定員', '管理者氏名'];
function list(rows: readonly (readonly string[])[], header: readonly string[] = headers): Buffer {
  return Buffer.from([header, ...rows].map((row) => row.join(',')).join('\r\n'));
}
const row = (
  given: Partial<Record<'number' | 'name' | 'kind' | 'address' | 'phone' | 'capacity', string>> = {},
) => [
  given.number ?? office(),
  given.name ?? `試験事業所${next}`,
  given.kind ?? '就労移行支援',
  given.address ?? `山梨県甲府市試験町${next}番`,
  given.phone ?? '099-000-0000',
  given.capacity ?? '20',
  '試験 太郎',
];

async function handIn(content: Buffer, name = '一覧.csv', type = 'text/csv'): Promise<Answer<any>> {
  return secretariat.send('POST', `imports?fileName=${encodeURIComponent(name)}`, content, {
    'idempotency-key': `key-${Math.random()}`,
    'content-type': type,
  });
}

/** The list once the worker has done its step. */
async function settled(id: string): Promise<any> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await secretariat.get(`imports/${id}`);
    if (!body.isUnderWay) return body;
    await pause(50);
  }
  throw new Error('the worker did not take the step');
}

async function described(content: Buffer, name?: string): Promise<any> {
  return settled((await handIn(content, name)).body.id);
}

const settingsOf = (job: any, change: object = {}) => ({
  ...job.found.suggested,
  layoutName: undefined,
  sourceName: `一覧 ${job.id}`,
  ...change,
});

async function checked(job: any, change: object = {}): Promise<any> {
  const answer = await secretariat.put(
    `imports/${job.id}/settings`,
    settingsOf(job, change),
    ifMatch(job.version),
  );
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return settled(job.id);
}

async function committed(job: any): Promise<any> {
  await secretariat.post(`imports/${job.id}/commitment`, {}, ifMatch(job.version));
  return settled(job.id);
}

async function everything(): Promise<string> {
  const states = [];
  for (const [table, columns] of [
    ['agency', `to_jsonb(t) - 'version'`],
    ['service', `to_jsonb(t) - 'version'`],
    ['agency_area', 'to_jsonb(t)'],
    ['publication', 'to_jsonb(t)'],
    ['vacancy', 'to_jsonb(t)'],
    ['import_row', 'to_jsonb(t)'],
    ['search_doc', 'to_jsonb(t)'],
    [
      'public_doc',
      `to_jsonb(t) - 'changed_at' - 'entry' || jsonb_build_object('entry', t.entry - 'version')`,
    ],
  ] as const) {
    states.push(
      await api.db.admin(
        `SELECT count(*)::int, md5(string_agg((${columns})::text, '|' ORDER BY (${columns})::text)) FROM portal.${table} t`,
      ),
    );
  }
  return JSON.stringify(states);
}

describe('a list', () => {
  it('is read, checked, taken over, and taken back to what was there', async () => {
    const before = await everything();
    const rows = [row(), row({ capacity: '30' }), row()];
    const job = await described(iconv.encode(list(rows).toString(), 'cp932'), 'かんざし県.csv');
    expect(job).toMatchObject({
      state: 'described',
      fileName: 'かんざし県.csv',
      found: { encoding: 'cp932', headerRow: 1, rows: 3, delimiter: ',' },
    });
    // Nobody is named: the column is not taken over, and its cells are not even shown.
    expect(job.found.columns.at(-1)).toEqual({ name: '管理者氏名', isPersonal: true, samples: [] });
    expect(job.found.suggested.columns).not.toContainEqual(expect.objectContaining({ column: '管理者氏名' }));

    const check = await checked(job);
    expect(check).toMatchObject({
      state: 'checked',
      counts: { read: 3, new: 3, problem: 0, refused: false },
    });
    expect(await everything()).toBe(before);

    const done = await committed(check);
    expect(done).toMatchObject({
      state: 'committed',
      counts: { read: 3, new: 3 },
      can: { undo: true, commit: false },
    });
    const [added] = await api.db.admin('SELECT * FROM portal.agency WHERE office_number = $1', [rows[1]![0]]);
    expect(added).toMatchObject({
      name: rows[1]![1],
      area_code: '19201',
      type_code: 'transition',
      phone: '099-000-0000',
    });
    expect(await api.db.admin('SELECT FROM portal.import_file WHERE job_id = $1', [job.id])).toEqual([]);
    expect(JSON.stringify(await api.db.admin('SELECT given FROM portal.import_row'))).not.toContain(
      '試験 太郎',
    );

    await secretariat.post(`imports/${job.id}/reversal`, {}, ifMatch(done.version));
    expect(await settled(job.id)).toMatchObject({ state: 'undone', trouble: null });
    expect(await everything()).toBe(before);
  });
});
