import { giveUpDuplicateSearch, searchDuplicates } from '#libs/directory';
import { newId, WorkerDatabase } from '#libs/platform';
import { buildListed } from '../factories/directory.js';
import { buildWorker } from '../factories/identity.js';
import { buildKept, buildUpkeepWorld, lookForDuplicates, type UpkeepWorld } from './upkeep.world.js';

let world: UpkeepWorld;
beforeAll(async () => {
  world = await buildUpkeepWorld();
});
afterAll(() => world.api.close());

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());
let last = 0;
/** Two entries of one office, as an import beside an entry made by hand leaves them. */
async function buildTwins(one: object = {}, other: object = {}) {
  last += 1;
  const office = {
    type: 'b_type',
    area: '99-a1',
    phone: `099-111-${String(last).padStart(4, '0')}`,
    address: `ためし県一の市本町${last}丁目2番3号`,
  };
  const name = `重複工房${'あいうえおかきくけこさしすせそたちつてと'[last]}`;
  const ids = [
    await buildListed(world.api.db, { ...office, name, ...one }),
    await buildListed(world.api.db, {
      ...office,
      name: `社会福祉法人ためし会 ${name}`,
      aliases: [name],
      ...other,
    }),
  ];
  return { ids, name };
}

async function pairOf(ids: readonly string[]) {
  await lookForDuplicates(world);
  const { body } = await world.secretariat.get('duplicates?perPage=100');
  return body.items.find(({ one, other }: { one: { id: string }; other: { id: string } }) =>
    [one.id, other.id].every((id) => ids.includes(id)),
  );
}

describe('the search for duplicates', () => {
  it('finds one office in two entries and says why', async () => {
    const { ids } = await buildTwins();
    const pair = await pairOf(ids);
    expect(pair.score).toBeGreaterThanOrEqual(80);
    expect(pair.reasons.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['phone', 'address', 'other_name']),
    );
    expect(pair.reasons[0]).toMatchObject({
      speaksFor: true,
      text: expect.stringContaining('同じ') as string,
    });
  });

  it('does not take offices of one name in two towns, or numbered ones, for one', async () => {
    const plain = { type: 'b_type', kana: '' };
    const ids = [
      await buildListed(world.api.db, { ...plain, name: 'ふたごの家', area: '99-a1' }),
      await buildListed(world.api.db, { ...plain, name: 'ふたごの家', area: '99-b1' }),
      await buildListed(world.api.db, { ...plain, name: 'ふたごの家第２', area: '99-a1' }),
    ];
    expect(await pairOf(ids)).toBeUndefined();
  });

  it('remembers what was called distinct, and forgets a pair that is none any more', async () => {
    const { ids } = await buildTwins();
    const pair = await pairOf(ids);
    const decide = (decision: string) =>
      world.secretariat.put(`duplicates/${pair.id}/decision`, { decision });
    expect((await decide('distinct')).status).toBe(204);
    expect(await pairOf(ids)).toBeUndefined();
    const { body } = await world.secretariat.get('duplicates?state=distinct&perPage=100');
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(pair.id);
    expect((await decide('open')).status).toBe(204);
    expect(await pairOf(ids)).toMatchObject({ id: pair.id });
    await world.api.db.admin(
      `UPDATE portal.agency SET phone = NULL, address = NULL, area_code = '99-b1', name = '別の場所', aliases = '{}' WHERE id = $1`,
      [ids[0]],
    );
    await world.api.db.admin('DELETE FROM portal.search_doc WHERE agency_id = $1', [ids[0]]);
    expect(await pairOf(ids)).toBeUndefined();
  });

  it('is ordered once however often somebody asks, and says when it is done, or that nothing comes of it', async () => {
    const order = () => world.secretariat.post('duplicates/search');
    const worker = new WorkerDatabase(world.api.db.connections.worker, 'test', 1);
    await world.api.db.admin(`DELETE FROM portal.outbox WHERE type = 'duplicates.search_ordered'`);
    expect((await order()).body).toMatchObject({ isRunning: true, failed: false });
    expect((await order()).status).toBe(202);
    const promised = await world.api.db.admin(
      `SELECT FROM portal.outbox WHERE type = 'duplicates.search_ordered'`,
    );
    expect(promised).toHaveLength(1);
    await giveUpDuplicateSearch(worker);
    expect((await world.secretariat.get('duplicates/search')).body).toMatchObject({
      ...{ isRunning: false, failed: true },
    });
    expect((await order()).body).toMatchObject({ isRunning: true, failed: false });
    await searchDuplicates(worker);
    const { body } = await world.secretariat.get('duplicates/search');
    expect(body).toMatchObject({ isRunning: false, failed: false, open: expect.any(Number) as number });
    expect(Date.now() - Date.parse(body.endedAt)).toBeLessThan(60_000);
    await worker.onApplicationShutdown();
  });

  it('is the business of the secretariat alone', async () => {
    const { ids } = await buildTwins();
    const pair = await pairOf(ids);
    const { manager } = await buildKept(world);
    const merge = { keptId: ids[0], keptVersion: 1, goneVersion: 1 };
    const answers = [
      await manager.get('duplicates'),
      await manager.get('duplicates/search'),
      await manager.post('duplicates/search'),
      await manager.get(`duplicates/${pair.id}`),
      await manager.put(`duplicates/${pair.id}/decision`, { decision: 'distinct' }),
      await manager.post(`duplicates/${pair.id}/merge`, merge),
      await manager.get('entry-merges'),
      await manager.post(`entry-merges/${newId()}/undoing`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403, 403]);
    expect((await world.secretariat.get(`duplicates/${newId()}`)).status).toBe(404);
    expect((await world.secretariat.post(`entry-merges/${newId()}/undoing`)).status).toBe(404);
  });
});

describe('a merger', () => {
  it('keeps the chosen values and loses nothing', async () => {
    const { ids, name } = await buildTwins(
      {
        isMember: true,
        services: [
          { kind: 'b_type', capacity: 20, vacancy: { state: 'none', asOf: '2026-01-01', saidBy: '古い' } },
        ],
        windows: [{ name: '相談窓口', phone: '099-111-9999' }],
        publishedIn: ['open_data', 'leaflet'],
      },
      {
        url: 'https://minna.example/',
        phone: undefined,
        services: [
          {
            kind: 'b_type',
            closedDays: '日・祝',
            vacancy: { state: 'open', available: 3, asOf: '2026-05-01', saidBy: '新しい' },
          },
          { kind: 'retention' },
        ],
        windows: [
          { name: '相談窓口', phone: '099-111-9999' },
          { name: '見学受付', phone: '099-111-8888' },
        ],
        publishedIn: ['open_data'],
      },
    );
    const [kept, gone] = ids as [string, string];
    await world.api.db.admin(
      `INSERT INTO portal.publication (agency_id, channel, agreed, decided_name) VALUES ($1, 'leaflet', false, '本人')`,
      [gone],
    );
    await world.api.db.admin(`INSERT INTO portal.agency_area VALUES ($1, '99-a1'), ($2, '99-a2')`, [
      kept,
      gone,
    ]);
    await world.api.db.admin(
      `INSERT INTO portal.trainee_offer (id, agency_id, job) VALUES ($1, $2, '清掃')`,
      [newId(), gone],
    );
    const pair = await pairOf(ids);
    const { body: full } = await world.secretariat.get(`duplicates/${pair.id}`);
    const [own, other] = full.one.id === kept ? [full.one, full.other] : [full.other, full.one];
    expect(other.hands).toMatchObject({
      services: ['就労定着支援'],
      combined: ['就労継続支援B型'],
      windows: ['見学受付'],
      traineeOffers: ['清掃'],
    });
    expect(own.unpublishes).toEqual([{ channel: 'leaflet', fields: null }]);
    expect(other.unpublishes).toEqual([]);
    expect(own).toMatchObject({
      registeredOn: today,
      freshness: { level: 'never', text: 'まだ確認されていません' },
      sources: [],
    });
    expect(full.fields.find(({ field }: { field: string }) => field === 'url')).toMatchObject({
      label: 'ホームページ',
      choosable: true,
      same: false,
    });
    const { status, body } = await world.secretariat.post(`duplicates/${pair.id}/merge`, {
      keptId: kept,
      keptVersion: own.version,
      goneVersion: other.version,
      take: ['url'],
    });
    expect([status, body]).toEqual([201, { id: expect.any(String) as string }]);

    const [row] = await world.api.db.admin(
      'SELECT name, aliases, url, status, successor_id FROM portal.agency WHERE id = $1',
      [kept],
    );
    expect(row).toEqual({
      name,
      aliases: [`社会福祉法人ためし会 ${name}`],
      url: 'https://minna.example/',
      status: 'active',
      successor_id: null,
    });
    const services = await world.api.db.admin(
      `SELECT kind_code, capacity, closed_days, v.state, v.available FROM portal.service s
       LEFT JOIN portal.vacancy v ON v.service_id = s.id WHERE s.agency_id = $1 ORDER BY kind_code`,
      [kept],
    );
    expect(services).toEqual([
      { kind_code: 'b_type', capacity: 20, closed_days: '日・祝', state: 'open', available: 3 },
      { kind_code: 'retention', capacity: null, closed_days: null, state: null, available: null },
    ]);
    const windows = await world.api.db.admin('SELECT name FROM portal.contact_window WHERE agency_id = $1', [
      kept,
    ]);
    expect(windows.map((window) => window['name']).sort()).toEqual(['相談窓口', '見学受付']);
    const jobs = await world.api.db.admin('SELECT job FROM portal.trainee_offer WHERE agency_id = $1', [
      kept,
    ]);
    expect(jobs).toEqual([{ job: '清掃' }]);
    const areas = await world.api.db.admin(
      'SELECT area_code FROM portal.agency_area WHERE agency_id = $1 ORDER BY 1',
      [kept],
    );
    expect(areas).toEqual([{ area_code: '99-a1' }, { area_code: '99-a2' }]);
    const consents = await world.api.db.admin(
      'SELECT channel, agreed FROM portal.publication WHERE agency_id = $1 ORDER BY 1',
      [kept],
    );
    expect(consents).toEqual([
      { channel: 'leaflet', agreed: false },
      { channel: 'open_data', agreed: true },
    ]);
    const [closed] = await world.api.db.admin(
      'SELECT status, successor_id FROM portal.agency WHERE id = $1',
      [gone],
    );
    expect(closed).toEqual({ status: 'closed', successor_id: kept });
    const changes = await world.api.db.admin(
      `SELECT agency_id, kind, state FROM portal.entry_change WHERE batch_id = $1 ORDER BY agency_id = $2 DESC`,
      [body.id, kept],
    );
    expect(changes).toEqual([
      { agency_id: kept, kind: 'merge', state: 'applied' },
      { agency_id: gone, kind: 'merge', state: 'applied' },
    ]);
    const found = await world.secretariat.get(
      `agencies?q=${encodeURIComponent('社会福祉法人ためし会 ' + name)}`,
    );
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([kept]);
    expect((await world.secretariat.get('entry-merges')).body.items[0]).toMatchObject({
      id: body.id,
      keptName: name,
      typeName: '就労継続支援B型事業所',
      areaName: '一の市',
      goneSources: [],
      mergedBy: '事務局 花子',
      undoneAt: null,
    });
  });

  it('ends every publication that the one that goes never agreed to, until it is taken back', async () => {
    const { ids } = await buildTwins(
      { publishedIn: ['public_page', 'open_data', 'leaflet'] },
      { windows: [{ name: '夜間窓口', phone: '099-111-7777' }], publishedIn: ['open_data'] },
    );
    const [kept, gone] = ids as [string, string];
    const consents = async () =>
      world.api.db.admin('SELECT channel, agreed FROM portal.publication WHERE agency_id = $1 ORDER BY 1', [
        kept,
      ]);
    const page = async () =>
      (await world.api.db.admin('SELECT FROM portal.public_doc WHERE agency_id = $1 AND on_page', [kept]))
        .length;
    const before = await consents();
    expect(await page()).toBe(1);
    const pair = await pairOf([kept, gone]);
    const { body: told } = await world.secretariat.get(`duplicates/${pair.id}`);
    const side = told.one.id === kept ? told.one : told.other;
    expect(side.unpublishes.map(({ channel }: { channel: string }) => channel).toSorted()).toEqual([
      'leaflet',
      'public_page',
    ]);
    const { body } = await mergeInto(pair, kept);
    expect(await consents()).toEqual([
      { channel: 'leaflet', agreed: false },
      { channel: 'open_data', agreed: true },
      { channel: 'public_page', agreed: false },
    ]);
    expect(await page()).toBe(0);
    expect((await world.secretariat.post(`entry-merges/${body.id}/undoing`)).status).toBe(204);
    expect(await consents()).toEqual(before);
    expect(await page()).toBe(1);
  });

  it('gives up what the one that goes has announced or handed in, until it is taken back', async () => {
    const { ids } = await buildTwins();
    const [kept, gone] = ids as [string, string];
    const { manager } = await buildKept(world);
    const plan = (state: string, changes: object[]) =>
      world.api.db.admin(
        `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, effective_on, made_by, made_by_name)
         VALUES ($1, $2, 'status', $3, $4, CASE WHEN $3 = 'planned' THEN current_date + 2 END, $5, '本人')`,
        [newId(), gone, state, JSON.stringify(changes), manager.accountId],
      );
    await world.api.db.admin(`UPDATE portal.agency SET status = 'suspended' WHERE id = $1`, [gone]);
    await plan('planned', [{ path: 'status', before: 'suspended', after: 'active' }]);
    await plan('waiting', [{ path: 'url', before: null, after: 'https://a.example/' }]);
    const states = async () =>
      (
        await world.api.db.admin<{ state: string }>(
          `SELECT state FROM portal.entry_change WHERE agency_id = $1 AND kind = 'status' ORDER BY id`,
          [gone],
        )
      ).map(({ state }) => state);
    const { body } = await mergeInto(await pairOf([kept, gone]), kept);
    expect(await states()).toEqual(['withdrawn', 'withdrawn']);
    expect((await world.secretariat.post(`entry-merges/${body.id}/undoing`)).status).toBe(204);
    expect(await states()).toEqual(['planned', 'waiting']);
  });

  it('takes the rows of imported files along', async () => {
    const { ids } = await buildTwins({ services: [{ kind: 'b_type' }] }, { services: [{ kind: 'b_type' }] });
    const [kept, gone] = ids as [string, string];
    const serviceOf = async (id: string) =>
      (
        await world.api.db.admin<{ id: string }>('SELECT id FROM portal.service WHERE agency_id = $1', [id])
      )[0]!.id;
    const [keptService, goneService] = [await serviceOf(kept), await serviceOf(gone)];
    const batch = newId();
    await world.api.db.admin(
      `INSERT INTO portal.import_batch (id, source, file_name, file_hash, rows_read, rows_new, rows_changed, rows_same)
       VALUES ($1, 'wam', 'x.csv', '', 1, 1, 0, 0)`,
      [batch],
    );
    await world.api.db.admin(
      `INSERT INTO portal.import_row (source, source_no, agency_id, service_id, hash, given, first_batch_id, last_batch_id)
       VALUES ('wam', $1, $2, $3, '', '{}', $4, $4)`,
      [newId(), gone, goneService, batch],
    );
    const rows = () =>
      world.api.db.admin('SELECT agency_id, service_id FROM portal.import_row WHERE last_batch_id = $1', [
        batch,
      ]);
    const pair = await pairOf(ids);
    const { body } = await mergeInto(pair, kept);
    expect(await rows()).toEqual([{ agency_id: kept, service_id: keptService }]);
    expect((await world.secretariat.post(`entry-merges/${body.id}/undoing`)).status).toBe(204);
    expect(await rows()).toEqual([{ agency_id: gone, service_id: goneService }]);
  });

  it('never lets an agency go that has people or referrals', async () => {
    const { ids } = await buildTwins();
    const [plain, tied] = ids as [string, string];
    await buildWorker(world.api, { agencyId: tied, role: 'staff' });
    const pair = await pairOf(ids);
    const wrong = await mergeInto(pair, plain);
    expect([wrong.status, wrong.body.code, wrong.body.ties]).toEqual([409, 'merge.tied', ['members']]);
    expect(wrong.body.detail).toContain('利用者');
    const { body: full } = await world.secretariat.get(`duplicates/${pair.id}`);
    const sides = [full.one, full.other] as { id: string; ties: string[] }[];
    expect(sides.find(({ id }) => id === tied)!.ties).toEqual(['members']);
    expect(sides.find(({ id }) => id === plain)!.ties).toEqual([]);

    await buildWorker(world.api, { agencyId: plain, role: 'staff' });
    const both = await mergeInto(pair, tied);
    expect([both.status, both.body.code]).toEqual([409, 'merge.tied_twice']);
    const [row] = await world.api.db.admin('SELECT status FROM portal.agency WHERE id = $1', [plain]);
    expect(row).toEqual({ status: 'active' });
  });

  it('is refused when either was changed since it was looked at, or is merged already', async () => {
    const { ids } = await buildTwins();
    const pair = await pairOf(ids);
    const stale = await world.secretariat.post(`duplicates/${pair.id}/merge`, {
      keptId: ids[0],
      keptVersion: 99,
      goneVersion: 1,
    });
    expect([stale.status, stale.body.code]).toEqual([412, 'version.stale']);
    const foreign = await world.secretariat.post(`duplicates/${pair.id}/merge`, {
      keptId: newId(),
      keptVersion: 1,
      goneVersion: 1,
    });
    expect(foreign.status).toBe(404);
    expect((await mergeInto(pair, ids[0]!)).status).toBe(201);
    const again = await mergeInto(pair, ids[0]!);
    expect([again.status, again.body.code]).toEqual([409, 'duplicate.settled']);
    const decided = await world.secretariat.put(`duplicates/${pair.id}/decision`, { decision: 'distinct' });
    expect([decided.status, decided.body.code]).toEqual([409, 'duplicate.settled']);
  });
});

describe('taking a merger back', () => {
  it('is refused once something was built upon it, and once it was done', async () => {
    const { ids } = await buildTwins({}, { windows: [{ name: '見学受付' }] });
    const pair = await pairOf(ids);
    const { body } = await mergeInto(pair, ids[0]!);
    await world.api.db.admin(
      `UPDATE portal.contact_window SET agency_id = agency_id, name = '改名' WHERE agency_id = $1`,
      [ids[0]],
    );
    await world.api.db.admin(`UPDATE portal.agency SET aliases = '{別名}' WHERE id = $1`, [ids[0]]);
    const refused = await world.secretariat.post(`entry-merges/${body.id}/undoing`);
    expect([refused.status, refused.body.code, refused.body.labels]).toEqual([
      409,
      'merge.built_upon',
      ['通称・略称'],
    ]);
    await world.api.db.admin(
      `UPDATE portal.agency SET aliases = (SELECT ARRAY[name] FROM portal.agency WHERE id = $2) WHERE id = $1`,
      ids,
    );
    expect((await world.secretariat.post(`entry-merges/${body.id}/undoing`)).status).toBe(204);
    const twice = await world.secretariat.post(`entry-merges/${body.id}/undoing`);
    expect([twice.status, twice.body.code]).toEqual([409, 'merge.undone']);
    // What was added in the meantime is kept.
    const [window] = await world.api.db.admin('SELECT name FROM portal.contact_window WHERE agency_id = $1', [
      ids[1],
    ]);
    expect(window).toEqual({ name: '改名' });
    expect(await pairOf(ids)).toMatchObject({ id: pair.id, state: 'open' });
  });

  it('is not itself taken back field by field, in neither entry', async () => {
    const { ids } = await buildTwins({}, { windows: [{ name: '見学受付' }] });
    const { body } = await mergeInto(await pairOf(ids), ids[0]!);
    expect((await world.secretariat.post(`entry-merges/${body.id}/undoing`)).status).toBe(204);
    for (const id of ids) {
      const [change] = (await world.secretariat.get(`agencies/${id}/changes`)).body.items;
      expect(change).toMatchObject({ kind: 'undo', can: { undo: false } });
      const again = await world.secretariat.post(`entry-changes/${change.id}/undoing`);
      expect([again.status, again.body.code]).toEqual([409, 'entry_change.not_undoable']);
    }
  });
});

async function mergeInto(pair: { id: string }, keptId: string, take: string[] = []) {
  const { body } = await world.secretariat.get(`duplicates/${pair.id}`);
  const [own, other] = body.one.id === keptId ? [body.one, body.other] : [body.other, body.one];
  return world.secretariat.post(`duplicates/${pair.id}/merge`, {
    keptId,
    keptVersion: own.version,
    goneVersion: other.version,
    take,
  });
}
