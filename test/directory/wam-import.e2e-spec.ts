import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importList, importWam, type WamColumn } from '#libs/directory';
import { OperatorDatabase } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { wamCells, wamFile } from '../factories/directory.js';

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

type Row = Record<WamColumn, string>;
const take = (rows: Row[], options?: { dryRun: boolean }) =>
  importWam(operator, { name: 'test.csv', bytes: wamFile(rows) }, options);
const counts = ({
  read,
  new: agencies,
  added,
  changed,
  same,
  problems,
}: Awaited<ReturnType<typeof take>>) => [read, agencies + added, changed, same, problems.length];

// Every test works on rows of its own.
let next = 0;
const cells = (given: Partial<Row> = {}) => wamCells((next += 1), given);

async function agencyOf(row: Row) {
  const [agency] = await db.admin(
    `SELECT a.*, r.service_id FROM portal.agency a JOIN portal.import_row r ON r.agency_id = a.id WHERE r.source_no = $1`,
    [row.no],
  );
  return agency!;
}

async function everything(): Promise<string> {
  const tables = ['agency', 'service', 'area', 'search_doc', 'import_row', 'import_batch'];
  const states = [];
  for (const table of tables) {
    states.push(
      await db.admin(`SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM portal.${table} t`),
    );
  }
  return JSON.stringify([states, await db.admin('SELECT count(*) FROM audit.entry')]);
}

describe('importing a WAM NET file', () => {
  it('adds what is new, and changes nothing the second time', async () => {
    const rows = [cells(), cells({ city: '福岡県須惠町', serviceKind: '就労継続支援Ａ型' })];
    expect(counts(await take(rows))).toEqual([2, 2, 0, 0, 0]);
    const agency = await agencyOf(rows[1]!);
    expect(agency).toMatchObject({
      name: rows[1]!.name,
      area_code: '40344',
      type_code: 'a_type',
      is_member: false,
      status: 'active',
    });
    const before = await agencyOf(rows[0]!);
    expect(counts(await take(rows))).toEqual([2, 0, 0, 2, 0]);
    expect(await agencyOf(rows[0]!)).toEqual(before);
  });

  it('keeps what is not given unknown', async () => {
    const row = cells({ latitude: '', longitude: '', weekdayHours: '', capacity: '', closedDays: '' });
    await take([row]);
    expect(await agencyOf(row)).toMatchObject({ latitude: null, longitude: null });
    const [service] = await db.admin(
      'SELECT s.* FROM portal.service s JOIN portal.import_row r ON r.service_id = s.id WHERE r.source_no = $1',
      [row.no],
    );
    expect(service).toMatchObject({ capacity: null, hours: {}, closed_days: null, kind_code: 'transition' });
  });

  it('takes over a changed row, and remembers the former name', async () => {
    const row = cells();
    await take([row]);
    const before = await agencyOf(row);
    expect(counts(await take([{ ...row, name: '新しい名前', capacity: '30' }]))).toEqual([1, 0, 1, 0, 0]);
    expect(await agencyOf(row)).toMatchObject({
      id: before.id,
      name: '新しい名前',
      former_names: [row.name],
      version: 2,
    });
    const [doc] = await db.admin('SELECT names FROM portal.search_doc WHERE agency_id = $1', [before.id]);
    expect(doc?.names).toContain('新しい名前');
    expect(doc?.names).toContain('ためし事業所');
  });

  it('leaves alone what the agency has set itself', async () => {
    const row = cells();
    await take([row]);
    const { id } = await agencyOf(row);
    await db.admin(`UPDATE portal.agency SET phone = '099-111-1111', own_fields = '{phone}' WHERE id = $1`, [
      id,
    ]);
    const later = { ...row, phone: '099-222-2222', fax: '099-333-3333' };
    expect(await take([later])).toMatchObject({ read: 1, changed: 0, conflict: 1, same: 0 });
    expect(await agencyOf(row)).toMatchObject({ phone: '099-111-1111', fax: '099-333-3333' });
    const [kept] = await db.admin<{ given: Row }>(
      'SELECT given FROM portal.import_row WHERE source_no = $1',
      [row.no],
    );
    expect(kept?.given.phone).toBe('099-222-2222');
  });

  it('makes one agency of an office with two services, also from two files and in another spelling', async () => {
    const first = cells();
    const same = {
      officeNumber: first.officeNumber,
      name: first.name.replace('ためし', 'タメシ'),
      street: first.street,
    };
    const second = cells({
      ...same,
      serviceKind: '就労定着支援',
      street: first.street.replace('１丁目', '一丁目'),
    });
    await take([first]);
    expect(counts(await take([second]))).toEqual([1, 1, 0, 0, 0]);
    const [one, other] = [await agencyOf(first), await agencyOf(second)];
    expect(one.id).toBe(other.id);
    expect(one.service_id).not.toBe(other.service_id);
    const [doc] = await db.admin('SELECT body FROM portal.search_doc WHERE agency_id = $1', [one.id]);
    expect(doc?.body).toContain('就労定着支援');
  });

  it.each<[string, Partial<Row>]>([
    ['name', { name: '別の事業所' }],
    ['address', { street: '別の町２番' }],
    ['office number', { officeNumber: '0199999999' }],
  ])('keeps offices apart that differ in their %s', async (_what, different) => {
    const first = cells();
    const second = cells({
      officeNumber: first.officeNumber,
      name: first.name,
      street: first.street,
      ...different,
    });
    await take([first, second]);
    expect((await agencyOf(first)).id).not.toBe((await agencyOf(second)).id);
  });

  it('moves a service that went to another office, and only that', async () => {
    const first = cells();
    const second = cells({ officeNumber: first.officeNumber, name: first.name, street: first.street });
    await take([first, second]);
    const old = await agencyOf(first);
    const { service_id: serviceId } = await agencyOf(second);
    await db.admin(
      `INSERT INTO portal.vacancy (service_id, agency_id, state, as_of, said_by) VALUES ($1, $2, 'open', current_date, '担当')`,
      [serviceId, old.id],
    );
    await take([{ ...second, officeNumber: '0188888888', name: '移った事業所' }]);
    expect(await agencyOf(first)).toMatchObject({ id: old.id, name: old.name });
    const moved = await agencyOf(second);
    expect(moved.id).not.toBe(old.id);
    expect(moved).toMatchObject({ name: '移った事業所', service_id: serviceId });
    expect(await db.admin('SELECT FROM portal.vacancy WHERE service_id = $1', [serviceId])).toEqual([]);
  });

  it('hides a masked address, with the coordinates that would give it away', async () => {
    const row = cells({ street: '＊＊＊' });
    expect((await take([row])).notes).toHaveLength(1);
    expect(await agencyOf(row)).toMatchObject({
      address: null,
      address_hidden: true,
      latitude: null,
      area_code: '01101',
    });
  });

  it('counts rows that are no longer published, and keeps them', async () => {
    const [stays, goes] = [cells({ designatedBy: '47000' }), cells({ designatedBy: '47000' })];
    await take([stays, goes]);
    expect(await take([stays])).toMatchObject({ same: 1, missing: 1 });
    expect(await agencyOf(goes)).toMatchObject({ status: 'active' });
  });

  it('writes nothing in a dry run, and counts the same', async () => {
    const rows = [cells(), cells()];
    const before = await everything();
    expect(counts(await take(rows, { dryRun: true }))).toEqual([2, 2, 0, 0, 0]);
    expect(await everything()).toBe(before);
    expect(counts(await take(rows))).toEqual([2, 2, 0, 0, 0]);
  });

  it('writes nothing when one row of many is damaged', async () => {
    const before = await everything();
    const result = await take([cells(), cells({ officeNumber: '100000009' }), cells()]);
    expect(counts(result)).toEqual([3, 0, 0, 0, 1]);
    expect(await everything()).toBe(before);
  });

  it('is the same list, whether it is known by its name or by its header', async () => {
    const body = { designatedBy: '45000' };
    const rows = [cells(body), cells({ ...body, serviceKind: '就労継続支援Ａ型', street: '＊' })];
    await take(rows);
    const file = { name: 'sfkopendata_202609_60.csv', bytes: wamFile(rows) };
    expect(await importList(operator, file, { dryRun: false })).toMatchObject({
      ...{ source: 'wam', settings: { layout: 'wam' } },
      ...{ read: 2, new: 0, changed: 0, same: 2, missing: 0 },
    });
  });

  it('is recorded', async () => {
    await take([cells()]);
    const [entry] = await db.admin(
      `SELECT details FROM audit.entry WHERE action = 'directory.import' ORDER BY seq DESC LIMIT 1`,
    );
    expect(entry?.details).toMatchObject({ source: 'wam', read: 1, new: 1 });
  });

  it('survives two imports of one file at the same moment', async () => {
    const rows = [cells(), cells()];
    const results = await Promise.all([take(rows), take(rows)]);
    expect(results.map((result) => result.new + result.added).sort()).toEqual([0, 2]);
  });
});

const real = join(process.env['PORTAL_REAL_DATA'] ?? '../shared/data', 'jp/wam');
const whenThere = existsSync(real) ? describe : describe.skip;

whenThere('the real files (PORTAL_REAL_DATA)', () => {
  it('come in without losing a row, and the second time as they were', async () => {
    const [before] = await db.admin<{ count: number }>('SELECT count(*)::int FROM portal.agency');
    const files = [
      ['wam_60_shuro_iko_utf8bom.csv', 3188],
      ['wam_62_shuro_teichaku_utf8bom.csv', 1234],
    ] as const;
    const load = ([name]: (typeof files)[number]) =>
      importWam(operator, { name, bytes: readFileSync(join(real, name)) });
    for (const file of files) expect(counts(await load(file))).toEqual([file[1], file[1], 0, 0, 0]);
    for (const file of files) expect(counts(await load(file))).toEqual([file[1], 0, 0, file[1], 0]);

    const [after] = await db.admin<{ count: number; placed: number; found: number }>(
      `SELECT count(*)::int, count(area_code)::int AS placed, (SELECT count(*)::int FROM portal.search_doc) AS found FROM portal.agency`,
    );
    expect(after!.placed).toBe(after!.count);
    expect(after!.found).toBe(after!.count);
    // Retention support is often a second service of an office that supports transition.
    expect(after!.count - before!.count).toBeLessThan(3188 + 1234 - 400);
    const [services] = await db.admin<{ count: number }>(
      `SELECT count(DISTINCT service_id)::int FROM portal.import_row WHERE source_no NOT LIKE 'T%'`,
    );
    expect(services?.count).toBe(3188 + 1234);
  }, 180_000);
});
