import fc from 'fast-check';
import { importList, type ListImportOptions, type ListImportResult, undoImport } from '#libs/directory';
import { newId, OperatorDatabase } from '#libs/platform';
import { buildAreas } from '../factories/directory.js';
import {
  csvOf,
  cp932Of,
  inventedLayouts,
  inventedOffice,
  type InventedOffice,
  type Line,
} from '../factories/lists.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../worker/worker.world.js';

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

// Every test works on offices and sources of its own.
let next = 0;
const office = (given: Partial<InventedOffice> = {}) => inventedOffice((next += 1), given);
const source = () => `source-${(next += 1)}`;

type Options = Partial<ListImportOptions>;
const take = (content: Uint8Array, options: Options = {}): Promise<ListImportResult> =>
  importList(operator, { name: 'list.csv', bytes: content }, { dryRun: false, ...options });
const undo = (batchId: string | null) =>
  operator.transaction((tx) => undoImport(tx, batchId!, { accountId: null, name: '試験' }));

const header = ['事業所番号', '事業所名', 'サービス種別', '所在地', '電話番号', 'FAX番号', '定員'];
const line = (one: InventedOffice, given: { kind?: string; capacity?: string } = {}): Line => [
  ...[one.number, one.name, given.kind ?? '就労移行支援', one.city + one.street, one.phone, one.fax],
  given.capacity ?? '20',
];
const list = (...lines: Line[]) => Buffer.from(csvOf([header, ...lines]));

async function agencyOf(number: string) {
  const rows = await db.admin('SELECT * FROM portal.agency WHERE office_number = $1 ORDER BY id', [number]);
  return rows[0]!;
}

/** Everything that an import may touch. Versions count on, and areas stay: they are a list of the country. */
async function everything(): Promise<string> {
  const plain = ['agency_area', 'publication', 'vacancy', 'import_row', 'contact_window'];
  const states: unknown[] = [];
  for (const table of plain)
    states.push(
      await db.admin(
        `SELECT count(*)::int, md5(string_agg(t::text, '|' ORDER BY t::text)) FROM portal.${table} t`,
      ),
    );
  for (const table of ['agency', 'service'])
    states.push(
      await db.admin(
        `SELECT count(*)::int, md5(string_agg(t::text, '|' ORDER BY t::text))
         FROM (SELECT to_jsonb(r) - 'version' AS t FROM portal.${table} r) x`,
      ),
    );
  states.push(
    await db.admin(`SELECT count(*)::int, md5(string_agg(concat_ws('|', agency_id, names, body, facets, fresh_on), '|'
      ORDER BY agency_id)) FROM portal.search_doc`),
    await db.admin(
      `SELECT count(*)::int, md5(string_agg((entry - 'version')::text, '|' ORDER BY agency_id)) FROM portal.public_doc`,
    ),
  );
  return JSON.stringify(states);
}

describe('a list in a known layout', () => {
  it.each(inventedLayouts)(
    '$layout: comes in, twice the same, and goes without a trace',
    async ({ layout, header: heads, line: write }) => {
      const offices = [office(), office(), office()];
      const content = cp932Of([heads, ...offices.map((one, at) => write(one, next * 10 + at))]);
      const before = await everything();
      const options = {
        source: source(),
        settings: { serviceKind: layout === 'list_short_address' ? 'group_home' : null },
      };
      const first = await take(content, options);
      expect(first).toMatchObject({ read: 3, new: 3, problem: 0, settings: { layout } });
      const [found] = await db.admin(
        `SELECT count(*)::int AS placed FROM portal.agency WHERE name = ANY($1::text[]) AND area_code = '19201'`,
        [offices.map(({ name }) => name)],
      );
      expect(found?.placed).toBe(3);
      expect(await take(content, options)).toMatchObject({
        read: 3,
        new: 0,
        changed: 0,
        same: 3,
        missing: 0,
      });
      await undo(first.batchId);
      expect(await everything()).toBe(before);
    },
  );

  it('Hello Work: which towns an office is in charge of, a whole county at once', async () => {
    const content = Buffer.from(
      JSON.stringify([
        {
          name: 'ハローワーク試験',
          areas: ['甲府市', '中巨摩郡', 'みどり市'],
          address: '甲府市試験町1',
          phone: '055-000-0000',
          departmentCode: '31#',
        },
      ]),
    );
    const result = await take(content, { source: source() });
    expect(result).toMatchObject({
      new: 1,
      settings: { layout: 'hello_work_areas', prefecture: '19', agencyType: 'hello_work' },
    });
    expect(result.notes[0]?.found).toContain('「みどり市」がどの市区町村か分かりません');
    const [agency] = await db.admin(
      `SELECT id, type_code, address FROM portal.agency WHERE name = 'ハローワーク試験'`,
    );
    expect(agency).toMatchObject({ type_code: 'hello_work', address: '山梨県甲府市試験町1' });
    const areas = await db.admin('SELECT area_code FROM portal.agency_area WHERE agency_id = $1 ORDER BY 1', [
      agency!.id,
    ]);
    expect(areas.map(({ area_code: code }) => code)).toEqual(['19201', '19384']);
  });
});

describe('a town that only the network knows', () => {
  it('is found by its name, in an address and in charge of an office', async () => {
    await buildAreas(db);
    const heads = ['名称', '機関の種類', '住所', '管轄'];
    const name = `ためし窓口${next}`;
    const rows = [[name, '区市町村の担当窓口', 'ためし県三の市試験町1番', '一の市、四の村']];
    await take(Buffer.from(csvOf([heads, ...rows])), { source: source() });
    const [agency] = await db.admin('SELECT id, area_code FROM portal.agency WHERE name = $1', [name]);
    expect(agency).toMatchObject({ area_code: '99-b1' });
    const areas = await db.admin('SELECT area_code FROM portal.agency_area WHERE agency_id = $1 ORDER BY 1', [
      agency!.id,
    ]);
    expect(areas.map(({ area_code: code }) => code)).toEqual(['99-a1', '99-b2']);
  });
});

describe('a list that comes again', () => {
  it('changes what its source says differently now, and nothing else', async () => {
    const one = office();
    const options = { source: source() };
    await take(list(line(one)), options);
    // Somebody else has a better number in the meantime; this source has not changed its own.
    await db.admin(`UPDATE portal.agency SET fax = '055-777-7777' WHERE office_number = $1`, [one.number]);
    const result = await take(list(line({ ...one, phone: '055-111-1111' }, { capacity: '30' })), options);
    expect(result).toMatchObject({ changed: 1, new: 0, same: 0 });
    expect(await agencyOf(one.number)).toMatchObject({ phone: '055-111-1111', fax: '055-777-7777' });
    const history = await db.admin(`SELECT kind, changes FROM portal.entry_change WHERE batch_id = $1`, [
      result.batchId,
    ]);
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({ kind: 'import' });
    expect(history[0]!.changes).toContainEqual({ path: 'phone', before: one.phone, after: '055-111-1111' });
  });

  it('leaves to the agency what the agency has said itself, and says where they differ', async () => {
    const one = office();
    const options = { source: source() };
    await take(list(line(one)), options);
    await db.admin(
      `UPDATE portal.agency SET phone = '055-222-2222', own_fields = '{phone}' WHERE office_number = $1`,
      [one.number],
    );
    const result = await take(list(line({ ...one, phone: '055-333-3333', fax: '055-444-4444' })), options);
    expect(result).toMatchObject({ conflict: 1, changed: 0 });
    expect(await agencyOf(one.number)).toMatchObject({ phone: '055-222-2222', fax: '055-444-4444' });
    expect(
      await take(list(line({ ...one, phone: '055-333-3333', fax: '055-444-4444' })), options),
    ).toMatchObject({ same: 1 });
  });

  it('waits for an agency that is just saying something itself, and leaves that to it', async () => {
    const one = office();
    const options = { source: source() };
    await take(list(line(one)), options);
    const agency = new OperatorDatabase(db.connections.operator, 'test-agency');
    let coming: Promise<ListImportResult> | undefined;
    await agency.transaction(async (tx) => {
      await tx.query(
        `UPDATE portal.agency SET phone = '055-222-2222', own_fields = '{phone}' WHERE office_number = $1`,
        [one.number],
      );
      coming = take(list(line({ ...one, phone: '055-333-3333' })), options);
      await eventually(async () => {
        const waiting = await db.admin(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        if (waiting.length === 0) throw new Error('nobody waits');
      });
    });
    expect(await coming).toMatchObject({ conflict: 1, changed: 0 });
    expect(await agencyOf(one.number)).toMatchObject({ phone: '055-222-2222' });
    await agency.onApplicationShutdown();
  });

  it('asks people to look at what is missing, closes nothing, and forgets the question when it is back', async () => {
    const [stays, goes] = [office(), office()];
    const options = { source: source() };
    await take(list(line(stays), line(goes)), options);
    expect(await take(list(line(stays)), options)).toMatchObject({ same: 1, missing: 1 });
    expect(await agencyOf(goes.number)).toMatchObject({
      status: 'active',
      to_check_why: expect.stringContaining('新しい一覧にありません'),
    });
    expect(await take(list(line(stays), line(goes)), options)).toMatchObject({ same: 2, missing: 0 });
    expect(await agencyOf(goes.number)).toMatchObject({ to_check_since: null, to_check_why: null });
  });

  it('does not take a damaged row for a missing one', async () => {
    const one = office();
    const options = { source: source(), settings: { leaveOut: true } };
    await take(list(line(one)), options);
    const result = await take(list(line({ ...one, number: '1.9E+09' }), line(office())), options);
    expect(result).toMatchObject({ read: 2, new: 1, problem: 1, missing: 0 });
  });

  it('knows an office again that moved, or got a second service', async () => {
    const one = office();
    const options = { source: source() };
    await take(list(line(one)), options);
    const { id } = await agencyOf(one.number);
    const moved = { ...one, street: '新しい町1番' };
    const result = await take(list(line(moved), line(moved, { kind: '就労定着支援' })), options);
    expect(result).toMatchObject({ changed: 1, new: 0, added: 1, missing: 0 });
    const agencies = await db.admin('SELECT id FROM portal.agency WHERE office_number = $1', [one.number]);
    expect(agencies).toEqual([{ id }]);
    expect(
      await db.admin('SELECT kind_code FROM portal.service WHERE agency_id = $1 ORDER BY 1', [id]),
    ).toEqual([{ kind_code: 'retention' }, { kind_code: 'transition' }]);
  });
});

describe('two sources about one office', () => {
  it('fill in what the other leaves open, and make neither a second office nor a second service', async () => {
    const one = office({ fax: '055-555-5555' });
    const bare = Buffer.from(
      csvOf([
        ['事業所番号', '名称', 'サービス種別', '住所'],
        [one.number, one.name, '就労移行支援', one.city + one.street],
      ]),
    );
    const first = await take(bare, { source: source() });
    const { id } = await agencyOf(one.number);
    const before = await everything();
    const second = await take(list(line(one)), { source: source() });
    expect([first.new, second.new, second.added, second.changed]).toEqual([1, 0, 0, 1]);
    expect(
      await db.admin('SELECT id, fax FROM portal.agency WHERE office_number = $1', [one.number]),
    ).toEqual([{ id, fax: '055-555-5555' }]);
    expect(await db.admin('SELECT capacity FROM portal.service WHERE agency_id = $1', [id])).toEqual([
      { capacity: 20 },
    ]);
    await undo(second.batchId);
    expect(await everything()).toBe(before);
  });

  it('keep an address that one of them masks, and say so', async () => {
    const one = office();
    await take(list(line(one)), { source: source() });
    const masked = Buffer.from(
      csvOf([
        ['事業所番号', '名称', 'サービス種別', '住所'],
        [one.number, one.name, '就労移行支援', `${one.city}（以下略）`],
      ]),
    );
    const before = await agencyOf(one.number);
    const result = await take(masked, { source: source() });
    expect([result.new, result.added, result.changed + result.same]).toEqual([0, 0, 1]);
    expect(await agencyOf(one.number)).toMatchObject({ id: before.id, address: before.address });
  });
});

describe('all or nothing', () => {
  it('writes nothing when one row of many is damaged, and everything else when that row may be left out', async () => {
    const before = await everything();
    const lines = [line(office()), line(office({ number: '1.9E+09' })), line(office())];
    const options = { source: source() };
    expect(await take(list(...lines), options)).toMatchObject({ read: 3, new: 0, problem: 1, batchId: null });
    expect(await everything()).toBe(before);
    expect(await take(list(...lines), { ...options, settings: { leaveOut: true } })).toMatchObject({
      read: 3,
      new: 2,
      problem: 1,
    });
  });

  it('writes nothing in a dry run, and counts the same', async () => {
    const before = await everything();
    const options = { source: source() };
    const content = list(line(office()), line(office()));
    const dry = await take(content, { ...options, dryRun: true });
    expect(await everything()).toBe(before);
    expect(await take(content, options)).toMatchObject({ read: dry.read, new: dry.new, same: dry.same });
  });

  it('makes public only what open data say', async () => {
    const [open, closed] = [office(), office()];
    await take(list(line(open)), { source: source(), settings: { openData: true } });
    await take(list(line(closed)), { source: source(), settings: { openData: false } });
    const published = await db.admin(
      `SELECT a.office_number FROM portal.public_doc d JOIN portal.agency a ON a.id = d.agency_id
       WHERE a.office_number = ANY($1::text[])`,
      [[open.number, closed.number]],
    );
    expect(published).toEqual([{ office_number: open.number }]);
  });
});

describe('an import of the command line', () => {
  it('stands among those of the secretariat, row by row, and is taken back there as well', async () => {
    const { batchId } = await take(list(line(office()), line(office())), { source: source() });
    const job = () =>
      db.admin('SELECT id, state, counts FROM portal.import_job WHERE batch_id = $1', [batchId]);
    const [done] = await job();
    expect(done).toMatchObject({ state: 'committed', counts: { read: 2, new: 2, refused: false } });
    expect(await db.admin('SELECT outcome FROM portal.import_result WHERE job_id = $1', [done!.id])).toEqual([
      { outcome: 'new' },
      { outcome: 'new' },
    ]);
    await undo(batchId);
    expect((await job())[0]).toMatchObject({ state: 'undone' });
  });
});

describe('taking an import back', () => {
  it('gives back a service that went to another office, with what was told of its free places', async () => {
    const [one, other] = [office(), office()];
    const options = { source: source() };
    const kinds = [line(one), line(one, { kind: '就労定着支援' })];
    await take(list(...kinds, line(other)), options);
    const { id } = await agencyOf(one.number);
    await db.admin(
      `INSERT INTO portal.vacancy (service_id, agency_id, state, as_of, said_by)
       SELECT id, agency_id, 'open', current_date, '担当' FROM portal.service WHERE agency_id = $1`,
      [id],
    );
    const before = await everything();
    const numbered = Buffer.from(
      csvOf([
        ['NO', ...header],
        ['1', ...line(one)],
        [
          '2',
          ...line(
            { ...one, number: other.number, name: other.name, street: other.street },
            { kind: '就労定着支援' },
          ),
        ],
      ]),
    );
    const second = await take(numbered, { source: source() });
    await undo(second.batchId);
    expect(await everything()).toBe(before);
  });

  it.each<{ what: string; after: (id: string) => Promise<unknown>; says: string }>([
    {
      what: 'an edit',
      after: (id) => db.admin(`UPDATE portal.agency SET phone = '055-999-0000' WHERE id = $1`, [id]),
      says: '電話番号',
    },
    {
      what: 'an edit that is kept in the history',
      after: (id) =>
        db.admin(
          `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, made_by_name, applied_at)
           VALUES ($2, $1, 'edit', 'applied', '[]', '試験', now())`,
          [id, newId()],
        ),
      says: '掲載内容の変更',
    },
    {
      what: 'free places',
      after: (id) =>
        db.admin(
          `INSERT INTO portal.vacancy (service_id, agency_id, state, as_of, said_by)
           SELECT id, agency_id, 'open', current_date, '担当' FROM portal.service WHERE agency_id = $1`,
          [id],
        ),
      says: '空き情報',
    },
    {
      what: 'somebody who works there',
      after: async (id) => {
        const accountId = newId();
        await db.admin(`INSERT INTO portal.account (id, name) VALUES ($1, '試験')`, [accountId]);
        await db.admin(
          `INSERT INTO portal.membership (id, account_id, agency_id, role) VALUES ($1, $2, $3, 'staff')`,
          [...[newId(), accountId, id]],
        );
      },
      says: '所属する利用者',
    },
  ])('is refused where it would lose $what, by name', async ({ after, says }) => {
    const one = office();
    const { batchId } = await take(list(line(one)), { source: source() });
    const { id, name } = await agencyOf(one.number);
    await after(id as string);
    const before = await everything();
    const refused = await undo(batchId).catch((error: { detail?: string }) => error.detail);
    expect(refused).toContain(says);
    if (says !== '所属する利用者') expect(refused).toContain(name);
    expect(await everything()).toBe(before);
  });

  it('is refused where a later list of the same source would be lost, and possible from the last one backwards', async () => {
    const one = office();
    const options = { source: source() };
    const empty = await everything();
    const first = await take(list(line(one)), options);
    const middle = await everything();
    const second = await take(list(line({ ...one, phone: '055-111-1111' })), options);
    await expect(undo(first.batchId)).rejects.toMatchObject({ code: 'import.later_work' });
    await undo(second.batchId);
    expect(await everything()).toBe(middle);
    await undo(first.batchId);
    expect(await everything()).toBe(empty);
    await expect(undo(first.batchId)).rejects.toMatchObject({ code: 'import.undone' });
  });
});

describe('whatever lists come', () => {
  const cells = fc.record({
    at: fc.integer({ min: 1, max: 6 }),
    kind: fc.constantFrom('就労移行支援', '就労定着支援', '共同生活援助(日中サービス支援型)'),
    phone: fc.constantFrom('055-000-0001', '055-000-0002', '-', ''),
    capacity: fc.constantFrom('', '20', '３０人', '二十'),
    street: fc.constantFrom('町1番', '町2番', '＊'),
  });

  it('the second time is the same, and taking back leaves nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cells, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
        async (lists) => {
          const run = (next += 10);
          const options = { source: source(), settings: { leaveOut: true } };
          const batches: { id: string; before: string }[] = [];
          for (const rows of lists) {
            const content = list(
              ...rows.map(({ at, kind, phone, capacity, street }) =>
                line({ ...inventedOffice(run * 100 + at), phone, street }, { kind, capacity }),
              ),
            );
            const before = await everything();
            const first = await take(content, options);
            expect(
              first.new + first.added + first.changed + first.same + first.conflict + first.problem,
            ).toBe(first.read);
            if (first.batchId) batches.push({ id: first.batchId, before });
            const state = await everything();
            const again = await take(content, options);
            expect(again).toMatchObject({ new: 0, changed: 0, conflict: 0, problem: first.problem });
            expect(await everything()).toBe(state);
            if (again.batchId) batches.push({ id: again.batchId, before: state });
          }
          for (const { id, before } of batches.toReversed()) {
            await undo(id);
            expect(await everything()).toBe(before);
          }
        },
      ),
      { numRuns: 12 },
    );
  }, 180_000);
});
