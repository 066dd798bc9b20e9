import { importList, importWam, type ListImportOptions } from '#libs/directory';
import { OperatorDatabase } from '#libs/platform';
import { areasOf, wrongAreas } from '../../apps/portal/src/import/import.areas.js';
import { wamCells, wamFile } from '../factories/directory.js';
import { csvOf } from '../factories/lists.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
let operator: OperatorDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  operator = new OperatorDatabase(db.connections.operator, 'test-operator');
});
afterAll(async () => {
  await operator.onApplicationShutdown();
  await db.drop();
});

const header = ['事業所番号', '事業所名', 'サービス種別', '所在地'];
const kofu = ['1900000001', '甲府の園', '就労移行支援', '山梨県甲府市試験町1番'];
const fuefuki = ['1900000002', '笛吹の園', '就労移行支援', '山梨県笛吹市試験町1番'];
const sapporo = ['0100000003', '札幌の園', '就労移行支援', '北海道札幌市中央区試験町1番'];
const nowhere = ['0100000004', 'どこかの園', '就労移行支援', '試験町1番'];
const damaged = ['0100000005', '', '就労移行支援', '北海道札幌市中央区試験町2番'];

const take = (rows: readonly string[][], areas: string[], options: Partial<ListImportOptions> = {}) =>
  importList(
    operator,
    { name: 'list.csv', bytes: Buffer.from(csvOf([header, ...rows])) },
    { dryRun: false, source: 'region', settings: { areas, serviceKind: 'transition' }, ...options },
  );
const named = async (name: string) => db.admin('SELECT id FROM portal.agency WHERE name = $1', [name]);

describe('a list of the whole country', () => {
  it('is taken over for the chosen prefecture only; other rows are counted, and their faults are nobody’s', async () => {
    const result = await take([kofu, fuefuki, sapporo, nowhere, damaged], ['19']);
    expect(result).toMatchObject({ read: 5, new: 2, outside: 3, problem: 0, problems: [], missing: 0 });
    expect(await named('甲府の園')).toHaveLength(1);
    expect(await named('札幌の園')).toEqual([]);
    const results = await db.admin(
      `SELECT r.row_no, r.name, r.details->>'place' AS place FROM portal.import_result r
       JOIN portal.import_job j ON j.id = r.job_id WHERE j.batch_id = $1 AND r.outcome = 'outside' ORDER BY ord`,
      [result.batchId],
    );
    expect(results).toEqual([
      { row_no: 4, name: '札幌の園', place: '北海道札幌市中央区' },
      { row_no: 5, name: 'どこかの園', place: '試験町1番' },
      { row_no: 6, name: '', place: '北海道札幌市中央区' },
    ]);
    const [source] = await db.admin(
      `SELECT settings->'areas' AS areas FROM portal.import_source WHERE code = 'region'`,
    );
    expect(source?.areas).toEqual(['19']);
  });

  it('is taken over for single municipalities', async () => {
    const result = await take([kofu, fuefuki], ['19201'], { source: 'towns', dryRun: true });
    expect(result).toMatchObject({ read: 2, outside: 1 });
  });

  it('never misses what lies outside, whether it is in the list or not', async () => {
    await take([kofu, fuefuki, sapporo], [], { source: 'narrowed' });
    expect(await take([kofu, sapporo], ['19201'], { source: 'narrowed' })).toMatchObject({
      outside: 1,
      missing: 0,
    });
    // The same town, gone from the list: that is a question for people.
    expect(await take([sapporo], ['19'], { source: 'narrowed' })).toMatchObject({ outside: 1, missing: 2 });
  });

  it('of the national system, too', async () => {
    const bytes = Buffer.from(wamFile([wamCells(1), wamCells(2)]));
    const result = await importWam(operator, { name: 'wam.csv', bytes }, { dryRun: true, areas: ['47'] });
    expect(result).toMatchObject({ read: 2, outside: 2, new: 0, added: 0 });
  });
});

describe('what becomes of new rows', () => {
  it('tells a new agency from a service that is added, and from what is there already', async () => {
    const office = (kind: string) => ['1900000011', '数えの園', kind, '山梨県甲府市試験町11番'];
    const first = await take([office('就労移行支援'), office('共同生活援助')], [], { source: 'count-1' });
    expect(first).toMatchObject({ read: 2, new: 1, added: 1, changed: 0 });
    const second = await take([office('就労定着支援'), office('就労移行支援')], [], { source: 'count-2' });
    expect(second).toMatchObject({ read: 2, new: 0, added: 1, changed: 0, same: 1 });
  });
});

describe('--areas', () => {
  it('takes prefectures and municipalities', () => {
    expect(areasOf({ areas: '99,13101' })).toEqual(['99', '13101']);
    expect(areasOf({})).toEqual([]);
    expect(wrongAreas({ areas: '99,13101,99-a1' })).toBeUndefined();
    expect(wrongAreas({})).toBeUndefined();
  });

  it.each(['東京都', '131', '', '13;14'])('refuses 「%s」', (areas) => {
    expect(wrongAreas({ areas })).toContain('使えません');
  });
});
