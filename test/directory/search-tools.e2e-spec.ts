import { parse } from 'csv-parse/sync';
import { read } from 'hucre';
import iconv from 'iconv-lite';
import {
  everyAgency,
  guideOutcomes,
  type NewFits,
  rebuildSearchDocs,
  SavedSearchWatch,
} from '#libs/directory';
import type { Actor } from '#libs/identity';
import { Clock, Database, openDataSource, WorkerDatabase } from '#libs/platform';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { searchOver } from '../bench/search.subject.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let worker: Worker;
let secretariat: Worker;
beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  worker = await buildWorker(api);
  secretariat = await buildWorker(api, { role: 'secretariat' });
});
afterAll(() => api.close());

const key = (name: string) => ({ 'idempotency-key': name });
const names = async (q: string, as = worker) =>
  (await as.get<{ items: { name: string }[] }>(`agencies?q=${encodeURIComponent(q)}`)).body.items.map(
    ({ name }) => name,
  );

/** Arranging past every policy. */
const past = () =>
  ({ query: (sql: string, values?: readonly unknown[]) => api.db.admin(sql, values) }) as never;

async function bytesOf(path: string, as = worker): Promise<{ headers: Headers; body: Buffer }> {
  const response = await fetch(`${api.url}/api/v1/${path}`, { headers: { cookie: `sid=${as.token}` } });
  expect(response.status).toBe(200);
  return { headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

describe('exports', () => {
  let id: string;
  beforeAll(async () => {
    id = await buildListed(api.db, {
      name: '=書出し園',
      kana: 'かきだしえん',
      type: 'b_type',
      area: '99-a1',
      phone: '0990001234',
      officeNumber: '0123456789',
      services: [
        {
          kind: 'b_type',
          capacity: 20,
          vacancy: { state: 'open', available: 2, asOf: '2026-01-01', saidBy: '担当' },
        },
        { kind: 'transition', capacity: 6 },
      ],
    });
    await buildListed(api.db, { name: '書出し𠮷田の家', address: 'ためし県秘密町1-1', addressHidden: true });
    await api.db.admin(`UPDATE portal.agency SET visibility = '{"phone":"own"}' WHERE name = '=書出し園'`);
    await rebuildSearchDocs(past(), [id]);
  });
  const q = `q=${encodeURIComponent('書出し')}`;

  it('write what was found as CSV, with a head, harmless and in the order of the table', async () => {
    const { headers, body } = await bytesOf(
      `agency-exports?format=csv&columns=phone,name,officeNumber,capacity&${q}`,
    );
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('機関一覧_'));
    expect(body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [head, ...rows] = parse(body, { bom: true }) as string[][];
    expect(head).toEqual(['機関名', '電話番号', '事業所番号', '定員']);
    // What is for the agency alone is nobody else's.
    expect(rows.find(([name]) => name!.includes('書出し園'))).toEqual([
      "'=書出し園",
      '',
      '0123456789',
      '就労継続支援B型: 20、就労移行支援: 6',
    ]);
  });

  it('show the agency itself and the secretariat all of an entry, and nobody a hidden address', async () => {
    const path = `agency-exports?format=csv&columns=name,phone,address&${q}`;
    expect((await bytesOf(path)).body.toString()).not.toMatch(/0990001234|秘密町/);
    expect((await bytesOf(path, secretariat)).body.toString()).toContain('0990001234');
  });

  it('write one row per service where that is wanted', async () => {
    const { body } = await bytesOf(
      `agency-exports?format=json&per=service&columns=name,service,vacancy,available&ids=${id}`,
    );
    expect(JSON.parse(body.toString())).toEqual([
      { name: '=書出し園', service: '就労継続支援B型', vacancy: '空きあり', available: 2 },
      { name: '=書出し園', service: '就労移行支援', vacancy: '未確認', available: null },
    ]);
  });

  it('say what a source wrote of the hours where nobody has confirmed any', async () => {
    const source = await buildListed(api.db, {
      name: '時間だけの園',
      services: [
        {
          kind: 'b_type',
          hours: { weekday: { from: '09:00', to: '16:00' }, saturday: { from: '10:00', to: '12:00' } },
          closedDays: '日・祝',
        },
      ],
    });
    const { body } = await bytesOf(`agency-exports?format=json&columns=opening&ids=${source}`);
    expect(JSON.parse(body.toString())).toEqual([
      { opening: '平日 9:00〜16:00、土曜 10:00〜12:00。定休日 日・祝（未確認）' },
    ]);
    const { body: compared } = await worker.get(`agency-comparison?ids=${source},${id}`);
    expect(compared.lines).toContainEqual(
      expect.objectContaining({ column: 'opening', values: [expect.stringContaining('土曜 10:00'), ''] }),
    );
  });

  it('write a workbook of texts', async () => {
    const { body } = await bytesOf(`agency-exports?format=xlsx&columns=name,officeNumber&ids=${id}`);
    const book = await read(body);
    expect(book.sheets[0]!.rows.map((row) => [...row])).toEqual([
      ['機関名', '事業所番号'],
      ["'=書出し園", '0123456789'],
    ]);
  });

  it('name every character that cp932 cannot hold before it is written', async () => {
    const { body } = await worker.get(`agency-exports/losses?columns=name&sort=kana&${q}`);
    expect(body).toEqual({
      total: 1,
      items: [{ row: 3, column: '機関名', of: '書出し𠮷田の家', characters: '𠮷' }],
    });
    const file = await bytesOf(`agency-exports?format=csv_cp932&columns=name&sort=kana&${q}`);
    expect(file.headers.get('content-type')).toContain('Shift_JIS');
    expect(iconv.decode(file.body, 'cp932')).toContain('書出し〓田の家');
  });

  it('refuse what is no format and no column', async () => {
    expect((await worker.get('agency-exports?format=pdf')).status).toBe(422);
    expect((await worker.get('agency-exports?format=csv&columns=updateEmail')).status).toBe(422);
    expect((await api.client().get('agency-exports?format=csv')).status).toBe(401);
  });

  it('offer their columns by name', async () => {
    const { body } = await worker.get<{ code: string; name: string }[]>('agency-exports/columns');
    expect(body).toContainEqual({ code: 'officeNumber', name: '事業所番号' });
  });
});

describe('comparison', () => {
  it('puts agencies side by side and says what differs', async () => {
    const [one, two] = await Promise.all(
      [20, 30].map((capacity) =>
        buildListed(api.db, {
          name: `くらべ${capacity}`,
          type: 'b_type',
          area: '99-a1',
          services: [{ kind: 'b_type', capacity }],
        }),
      ),
    );
    const { body } = await worker.get(`agency-comparison?ids=${one},${two}`);
    expect(body.agencies.map(({ name }: { name: string }) => name)).toEqual(['くらべ20', 'くらべ30']);
    const line = (column: string) =>
      body.lines.find((candidate: { column: string }) => candidate.column === column);
    expect(line('capacity')).toEqual({
      column: 'capacity',
      label: '定員',
      values: ['20名', '30名'],
      differs: true,
    });
    expect(line('area')).toMatchObject({ values: ['一の市', '一の市'], differs: false });
    expect(line('fax')).toBeUndefined();
    expect((await worker.get(`agency-comparison?ids=${one}`)).body).toEqual({ agencies: [], lines: [] });
    expect((await worker.get(`agency-comparison?ids=${one},${crypto.randomUUID()}`)).status).toBe(404);
  });
});

describe('what a comparison says', () => {
  it('is written as people write it, names the service, and is marked only where one would choose by it', async () => {
    const shared = { type: 'b_type', area: '99-a1', confirmedOn: '2026-04-01' };
    const vacancy = { state: 'open' as const, available: 2, asOf: '2026-01-01', saidBy: '担当' };
    const two = await buildListed(api.db, {
      ...shared,
      name: 'ふたつの園',
      kana: 'ふたつのえん',
      postalCode: '9999201',
      services: [
        { kind: 'b_type', capacity: 20, transport: 'yes', wageMonthly: 12000, vacancy },
        { kind: 'transition', capacity: 6, transport: 'yes' },
      ],
    });
    const one = await buildListed(api.db, {
      ...shared,
      name: 'ひとつの園',
      kana: 'ひとつのえん',
      services: [{ kind: 'b_type', capacity: 20, transport: 'yes' }],
    });
    const { body } = await worker.get(`agency-comparison?ids=${two},${one}`);
    const line = (column: string) => body.lines.find((each: { column: string }) => each.column === column);
    expect(line('capacity')).toMatchObject({
      values: ['就労継続支援B型: 20名\n就労移行支援: 6名', '20名'],
      differs: true,
    });
    expect(line('vacancy').values).toEqual(['就労継続支援B型: 空きあり\n就労移行支援: 未確認', '未確認']);
    expect(line('wageMonthly').values).toEqual(['就労継続支援B型: 12,000円', '']);
    expect(line('confirmedOn')).toMatchObject({ values: ['令和8年4月1日', '令和8年4月1日'] });
    expect(line('postalCode')).toMatchObject({ values: ['〒999-9201', ''], differs: false });
    expect(line('kana')).toMatchObject({ differs: false });
    // Two services that say the same say no more than one.
    expect(line('transport')).toMatchObject({ differs: false });
    const { body: file } = await bytesOf(
      `agency-exports?format=json&columns=capacity,confirmedOn,wageMonthly&ids=${two},${one}`,
    );
    expect(JSON.parse(file.toString())).toEqual([
      {
        capacity: '就労継続支援B型: 20、就労移行支援: 6',
        confirmedOn: '2026-04-01',
        wageMonthly: '就労継続支援B型: 12000',
      },
      { capacity: 20, confirmedOn: '2026-04-01', wageMonthly: null },
    ]);
  });
});

describe('suggestions', () => {
  it('offer agencies, types, services and areas, the beginning of a name first', async () => {
    await buildListed(api.db, { name: 'すずらん工房', area: '99-a1' });
    await buildListed(api.db, { name: '第二すずらん', area: '99-b1' });
    const of = async (q: string) =>
      (
        await worker.get<{ kind: string; name: string; about: string }[]>(
          `agency-suggestions?q=${encodeURIComponent(q)}`,
        )
      ).body;
    expect(await of('スズラン')).toEqual([
      expect.objectContaining({ kind: 'agency', name: 'すずらん工房', about: '一の市・就労移行支援事業所' }),
      expect.objectContaining({ kind: 'agency', name: '第二すずらん' }),
    ]);
    expect((await of('就労継続')).filter(({ kind }) => kind === 'service')).toHaveLength(2);
    expect((await of('一の')).some(({ kind, name }) => kind === 'area' && name === '一の市')).toBe(true);
    expect(await of('す')).toEqual([]);
    expect(await of('')).toEqual([]);
  });
});

describe('synonyms', () => {
  it('are used by the very next search, in every process', async () => {
    const other = new Database(await openDataSource(api.db.connections.app, []));
    const elsewhere = searchOver(other);
    try {
      await buildListed(api.db, { name: '就労支援センターほくと' });
      const actor = { session: worker.token!, agencyId: worker.agencyId } as Actor;
      const otherWorker = async (query: string) =>
        (await elsewhere.search(actor, { ...everyAgency, query })).items.map(({ name }) => name);
      expect(await names('ほくぽつ')).toEqual([]);
      expect(await otherWorker('ほくぽつ')).toEqual([]);
      const { status, body } = await secretariat.post('synonyms', {
        words: 'ほくぽつ',
        finds: '就労支援センターほくと',
      });
      expect(status).toBe(201);
      expect(await names('ホクポツ')).toEqual(['就労支援センターほくと']);
      expect(await otherWorker('ホクポツ')).toEqual(['就労支援センターほくと']);
      await secretariat.put(
        `synonyms/${body.id}`,
        { words: 'ほくせん', finds: '就労支援センターほくと' },
        ifMatch(1),
      );
      expect(await otherWorker('ほくぽつ')).toEqual([]);
      expect(await otherWorker('ほくせん')).toEqual(['就労支援センターほくと']);
      expect((await secretariat.delete(`synonyms/${body.id}`, ifMatch(1))).status).toBe(412);
      expect((await secretariat.delete(`synonyms/${body.id}`, ifMatch(2))).status).toBe(204);
      expect(await otherWorker('ほくせん')).toEqual([]);
    } finally {
      await other.onApplicationShutdown();
    }
    const acts = await api.db.admin(
      `SELECT action FROM audit.entry WHERE object_type = 'synonym' ORDER BY seq`,
    );
    expect(acts.map(({ action }) => action)).toEqual(['synonym.add', 'synonym.rewrite', 'synonym.remove']);
  });

  it('show what a query is expanded to, both ways or one way', async () => {
    await secretariat.post('synonyms', { words: 'いちご\nストロベリー' });
    await secretariat.post('synonyms', { words: 'くだもの', finds: 'いちご、みかん' });
    const { body } = await worker.get(
      `synonyms/expansion?words=${encodeURIComponent('ストロベリー くだもの みかん')}`,
    );
    expect(body).toEqual([
      { typed: 'ストロベリー', finds: ['いちご'] },
      { typed: 'くだもの', finds: ['いちご', 'みかん'] },
      { typed: 'みかん', finds: [] },
    ]);
  });

  it('are the business of the secretariat, and refused where they say nothing', async () => {
    expect((await worker.post('synonyms', { words: 'あ\nい' })).status).toBe(403);
    expect((await worker.get('synonyms')).status).toBe(200);
    expect((await secretariat.post('synonyms', { words: 'ひとつ' })).status).toBe(422);
    expect((await secretariat.post('synonyms', { words: '・・' })).status).toBe(422);
  });
});

describe('saved searches', () => {
  const query = 'q=%E6%96%B0%E7%9D%80&type=b_type';

  it('are kept by name, opened by the same address, and nobody else’s', async () => {
    const input = { name: '新着のB型', query: `${query}&page=3`, notify: 'none' };
    const saved = await worker.post('saved-searches', input, key('one'));
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({ name: '新着のB型', query, notify: 'none', fresh: [], version: 1 });
    expect((await worker.post('saved-searches', input, key('one'))).body.id).toBe(saved.body.id);
    const other = await buildWorker(api, { agencyId: worker.agencyId });
    expect((await other.get('saved-searches')).body).toEqual([]);
    expect((await other.delete(`saved-searches/${saved.body.id}`, ifMatch(1))).status).toBe(404);
    const renamed = await worker.put(
      `saved-searches/${saved.body.id}`,
      { name: '改名', notify: 'notice' },
      ifMatch(1),
    );
    expect(renamed.body).toMatchObject({ name: '改名', notify: 'notice', version: 2 });
    expect((await worker.delete(`saved-searches/${saved.body.id}`, ifMatch(2))).status).toBe(204);
    expect((await worker.get('saved-searches')).body).toEqual([]);
  });

  it.each(['price=1', 'sort=price', 'within=3'])('are refused when they are no search: %s', async (wrong) => {
    expect(
      (await worker.post('saved-searches', { name: 'x', query: wrong, notify: 'mail' }, key(wrong))).status,
    ).toBe(422);
  });

  it('tell of a new agency once, and never again', async () => {
    await buildListed(api.db, { name: '新着ふるい', type: 'b_type' });
    const { body } = await worker.post(
      'saved-searches',
      { name: '新着', query, notify: 'mail' },
      key('watch'),
    );
    const db = new WorkerDatabase(api.db.connections.worker, 'test');
    const watch = new SavedSearchWatch(db, new Clock());
    const told: NewFits[] = [];
    const look = () =>
      watch.look(body.id, (_tx, fits) => {
        told.push(fits);
        return Promise.resolve();
      });
    try {
      expect(await watch.due(new Date())).toContain(body.id);
      await look();
      expect(told).toEqual([]);
      const fresh = await buildListed(api.db, { name: '新着あたらしい', type: 'b_type' });
      await buildListed(api.db, { name: '新着ちがう', type: 'a_type' });
      await look();
      await look();
      expect(told).toEqual([
        {
          savedSearchId: body.id,
          accountId: worker.accountId,
          agencyId: worker.agencyId,
          byMail: true,
          count: 1,
        },
      ]);
      const { body: list } = await worker.get('saved-searches');
      expect(list[0].fresh).toEqual([{ id: fresh, name: '新着あたらしい' }]);
      expect((await worker.post(`saved-searches/${body.id}/opening`, {})).status).toBe(204);
      expect((await worker.get('saved-searches')).body[0].fresh).toEqual([]);
      await api.db.admin('DELETE FROM portal.search_doc WHERE agency_id = $1', [fresh]);
      await look();
      await rebuildSearchDocs(past(), [fresh]);
      await look();
      expect(told).toHaveLength(1);
    } finally {
      await db.onApplicationShutdown();
    }
  });
});

describe('who is in charge', () => {
  beforeAll(async () => {
    const make = async (
      name: string,
      type: string,
      areas: string[],
      status: 'active' | 'suspended' = 'active',
    ) => {
      const id = await buildListed(api.db, { name, type, status });
      for (const area of areas)
        await api.db.admin('INSERT INTO portal.agency_area (agency_id, area_code) VALUES ($1, $2)', [
          id,
          area,
        ]);
    };
    await make('ハローワーク北部', 'hello_work', ['99-a1', '99-a2']);
    await make('ハローワーク南部', 'hello_work', ['99-b1', '99-b2']);
    await make('県の職業センター', 'regional_vocational_center', ['99']);
    await make('北部の就ポツ', 'employment_life_center', ['99-a']);
    await make('一の市の家', 'activity_center', ['99-a1']);
    await buildListed(api.db, { name: '近所', area: '99-b1', postalCode: '999-0001' });
  });
  const of = async (place: string) => worker.get(`in-charge?place=${encodeURIComponent(place)}`);

  it.each([
    'ためし県一の市霞ヶ関1-2',
    '一の市',
    '99-a1',
    '〒999-9999 一の市本町',
    '一の',
    'ためし県一の',
    '一の 本町の人',
    'ためし県 一の 霞ヶ関',
    '相談したい、一の',
  ])('answers for %s', async (place) => {
    const { status, body } = await of(place);
    expect(status).toBe(200);
    expect(body.area).toEqual({ code: '99-a1', name: '一の市', around: ['北部圏域', 'ためし県'] });
    const found = Object.fromEntries(
      body.groups.map(({ type, agencies }: { type: { code: string }; agencies: { name: string }[] }) => [
        type.code,
        agencies.map(({ name }) => name),
      ]),
    );
    expect(found).toMatchObject({
      hello_work: ['ハローワーク北部'],
      regional_vocational_center: ['県の職業センター'],
      employment_life_center: ['北部の就ポツ'],
      activity_center: ['一の市の家'],
      // Nobody is known, and that is said.
      municipality_office: [],
    });
  });

  it('asks a neighbour where the post office does not know', async () => {
    for (const place of ['999-0001', '９９９０００１', '〒999-0001 中央1丁目2-3'])
      expect((await of(place)).body.area?.code).toBe('99-b1');
  });

  it('takes a name without its ending only where it can mean one place', async () => {
    const twins = [
      { code: '99-a3', name: '双子市' },
      { code: '99-b3', name: '双子町' },
    ];
    for (const { code, name } of twins)
      await api.db.admin(
        `INSERT INTO portal.area (code, level, name, kana, parent_code) VALUES ($1, 'municipality', $2, '', $3)`,
        [code, name, code.slice(0, 4)],
      );
    expect((await of('双子')).status).toBe(422);
    expect((await of('双子 本町')).status).toBe(422);
    // Within a word it may be anything.
    expect((await of('一のつく町')).status).toBe(422);
    expect((await of('双子町')).body.area.code).toBe('99-b3');
  });

  it('says when it does not know the place', async () => {
    const { status, body } = await of('月の裏側');
    expect(status).toBe(422);
    // The name of the field as the form has it.
    expect(body.errors[0]).toMatchObject({
      field: 'place',
      label: '住所・郵便番号・市区町村',
      detail: expect.stringMatching(/^住所・郵便番号・市区町村: 場所がわかりません/),
    });
    expect((await of('111-1111')).status).toBe(422);
  });
});

describe('the guided path', () => {
  it('ends in types and services that the taxonomy has', async () => {
    const { body } = await worker.get('guide');
    const codes = async (table: string) =>
      (await api.db.admin(`SELECT code FROM portal.${table}`)).map(({ code }) => code);
    const known = { type: await codes('agency_type'), service: await codes('service_kind') };
    for (const { suggestions } of Object.values(guideOutcomes))
      for (const { by, code } of suggestions) expect(known[by]).toContain(code);
    expect(body.questions.map(({ id }: { id: string }) => id)).toContain(body.first);
    expect(body.outcomes).toHaveLength(Object.keys(guideOutcomes).length);
  });
});
