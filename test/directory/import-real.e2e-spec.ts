import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importList, undoImport } from '#libs/directory';
import { OperatorDatabase } from '#libs/platform';
import { cp932Of, csvOf, inventedLayouts, inventedOffice } from '../factories/lists.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const real = join(process.env['PORTAL_REAL_DATA'] ?? '../shared/data', 'jp');
const whenThere = existsSync(real) ? describe : describe.skip;

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

/** Of the agencies behind a source: how many there are, and how many of them lie in a town that is known. */
async function placed(source: string): Promise<{ agencies: number; placed: number; hidden: number }> {
  const [row] = await db.admin<{ agencies: number; placed: number; hidden: number }>(
    `SELECT count(*)::int AS agencies, count(area_code)::int AS placed, count(*) FILTER (WHERE address_hidden)::int AS hidden
     FROM portal.agency WHERE id IN (SELECT agency_id FROM portal.import_row WHERE source = $1)`,
    [source],
  );
  return row!;
}

describe('a large list', () => {
  it.each([
    { rows: 10_386, layout: 'list_serial_municipality', write: cp932Of, encoding: 'cp932' },
    {
      rows: 3682,
      layout: 'recommended_care',
      write: (lines: Parameters<typeof csvOf>[0]) => Buffer.from(csvOf(lines)),
      encoding: 'utf-8',
    },
  ])(
    'of $rows rows in $encoding comes in whole, and the second time as it was',
    async ({ rows, layout, write, encoding }) => {
      const { header, line } = inventedLayouts.find((one) => one.layout === layout)!;
      const lines = Array.from({ length: rows }, (_, at) => line(inventedOffice(at + 1), at));
      const file = { name: 'large.csv', bytes: write([header, ...lines]) };
      const options = { dryRun: false, source: layout.replaceAll('_', '-') };
      const first = await importList(operator, file, options);
      expect(first.new + first.added + first.changed + first.same).toBe(rows);
      expect(first).toMatchObject({ read: rows, problem: 0, file: { encoding } });
      const second = await importList(operator, file, options);
      expect(second).toMatchObject({ read: rows, same: rows, new: 0, changed: 0, missing: 0 });
      const [kept] = await db.admin('SELECT count(*)::int AS rows FROM portal.import_row WHERE source = $1', [
        options.source,
      ]);
      expect(kept?.rows).toBe(rows);
    },
    300_000,
  );
});

whenThere('the real lists (PORTAL_REAL_DATA)', () => {
  it.each([
    { path: 'pref_lists/tokyo_grouphome.csv', layout: 'list_applicant_office', rows: 901, hidden: 248 },
    { path: 'pref_lists/osaka_grouphome.csv', layout: 'list_short_address', rows: 395, hidden: 395 },
    { path: 'pref_lists/aichi_grouphome.csv', layout: 'list_facility_tags', rows: 254, hidden: 0 },
    { path: 'pref_lists/saga_grouphome.csv', layout: 'list_serial_municipality', rows: 149, hidden: 0 },
    { path: 'hellowork/tokyo_hellowork_raw.json', layout: 'hello_work_areas', rows: 16, hidden: 0 },
    {
      path: 'medical/tokyo_med_inst_cd_202508.csv',
      layout: 'medical_without_header',
      rows: 13_760,
      hidden: 0,
    },
  ])(
    '$path: $rows rows, none lost, all of them in a town, and the second time as they were',
    async ({ path, layout, rows, hidden }) => {
      const file = { name: basename(path), bytes: readFileSync(join(real, path)) };
      const first = await importList(operator, file, { dryRun: false });
      expect(first.new + first.added + first.changed + first.same).toBe(rows);
      expect(first).toMatchObject({ read: rows, problem: 0, settings: { layout } });
      const found = await placed(first.source);
      expect(found.placed).toBe(found.agencies);
      expect(found.hidden).toBe(hidden);
      const second = await importList(operator, file, { dryRun: false });
      expect(second).toMatchObject({ read: rows, new: 0, changed: 0, same: rows, conflict: 0, missing: 0 });
    },
    300_000,
  );

  it('Hello Work: every town and county in charge is known', async () => {
    const areas = await db.admin(
      `SELECT a.name, count(*)::int AS towns FROM portal.agency_area c JOIN portal.agency a ON a.id = c.agency_id
       WHERE a.type_code = 'hello_work' GROUP BY a.name`,
    );
    expect(areas).toHaveLength(16);
    // 55 of them by their own names, and one county of four.
    expect(areas.reduce((sum, { towns }) => sum + Number(towns), 0)).toBe(59);
  });

  it('masked lists beside WAM NET find the same offices, and can be taken back', async () => {
    const file = (path: string) => ({ name: basename(path), bytes: readFileSync(join(real, path)) });
    const before = await placed('osaka-grouphome');
    const second = await importList(operator, file('pref_lists/osaka_grouphome.csv'), {
      dryRun: false,
      source: 'osaka-again',
    });
    expect(second).toMatchObject({ read: 395, conflict: 0, problem: 0, missing: 0 });
    expect(await placed('osaka-again')).toEqual(before);
    await operator.transaction((tx) => undoImport(tx, second.batchId!, { accountId: null, name: '試験' }));
    expect(await placed('osaka-again')).toMatchObject({ agencies: 0 });
  }, 180_000);
});
