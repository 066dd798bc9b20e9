import { setTimeout as pause } from 'node:timers/promises';
import iconv from 'iconv-lite';
import { importWam } from '#libs/directory';
import { openLog, OperatorDatabase } from '#libs/platform';
import type { ImportView } from '../../apps/api/src/imports/imports.presenter.js';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { wamCells, wamFile } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import { type Answer, ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
import { configWith, eventually, testPace } from '../worker/worker.world.js';

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

async function handIn(content: Buffer, name = '一覧.csv', type = 'text/csv'): Promise<Answer<ImportView>> {
  return secretariat.send('POST', `imports?fileName=${encodeURIComponent(name)}`, content, {
    'idempotency-key': `key-${Math.random()}`,
    'content-type': type,
  });
}

/** The list once the worker has done its step. */
async function settled(id: string): Promise<ImportView> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await secretariat.get(`imports/${id}`);
    if (!body.isUnderWay) return body;
    await pause(50);
  }
  throw new Error('the worker did not take the step');
}

async function described(content: Buffer, name?: string): Promise<ImportView> {
  return settled((await handIn(content, name)).body.id);
}

const settingsOf = (job: ImportView, change: object = {}) => ({
  ...job.found!.suggested,
  layoutName: undefined,
  sourceName: `一覧 ${job.id}`,
  ...change,
});

async function checked(job: ImportView, change: object = {}): Promise<ImportView> {
  const answer = await secretariat.put(
    `imports/${job.id}/settings`,
    settingsOf(job, change),
    ifMatch(job.version),
  );
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return settled(job.id);
}

async function committed(job: ImportView): Promise<ImportView> {
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
    expect(job.found!.columns.at(-1)).toEqual({ name: '管理者氏名', isPersonal: true, samples: [] });
    expect(job.found!.suggested.columns).not.toContainEqual(
      expect.objectContaining({ column: '管理者氏名' }),
    );

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

describe('a list on its way', () => {
  it('is read otherwise when somebody says so', async () => {
    const content = iconv.encode(list([row()]).toString(), 'cp932');
    const job = await described(content);
    const answer = await secretariat.put(
      `imports/${job.id}/reading`,
      { encoding: 'utf-8', headerRow: 0 },
      ifMatch(job.version),
    );
    expect(answer.status).toBe(200);
    const reread = await settled(job.id);
    expect(reread.found).toMatchObject({ encoding: 'utf-8', headerRow: 0, rows: 2 });
    expect(JSON.stringify(reread.found!.columns)).toContain('\ufffd');
  });

  it('has the layout that somebody says, whatever it looks like', async () => {
    const job = await described(
      Buffer.from('190110011,0110011,ためし病院,4000001,甲府市試験町1\n1,2,別の形,3,4'),
    );
    expect(job.found!.suggested.layout).toBeNull();
    await secretariat.put(
      `imports/${job.id}/reading`,
      { layout: 'medical_without_header', headerRow: 0 },
      ifMatch(job.version),
    );
    expect((await settled(job.id)).found!.suggested).toMatchObject({
      layout: 'medical_without_header',
      layoutName: expect.stringContaining('見出しなし'),
      agencyType: 'medical',
    });
  });

  it('of medical institutions is no list of hospitals: it says what it holds, and each row is told by its name', async () => {
    const rows = ['ためし病院', 'ためし内科クリニック', 'ためし医院', 'ためし前薬局'].map(
      (name, at) => `19011001${at},011001${at},${name},4000001,山梨県甲府市試験町医${at}番`,
    );
    const job = await described(Buffer.from(rows.join('\n')));
    expect(job.found).toMatchObject({
      suggested: { layout: 'medical_without_header', agencyType: 'medical' },
      types: [
        { code: 'clinic', name: '診療所', rows: 2 },
        { code: 'hospital', name: '病院', rows: 1 },
        { code: 'pharmacy', name: '薬局', rows: 1 },
      ],
    });
    const { body } = await secretariat.get('import-choices');
    expect(body.agencyTypes[0]).toMatchObject({ code: 'medical', name: expect.stringMatching(/^医療機関/) });
    await committed(await checked(job));
    const made = await api.db.admin(
      `SELECT name, type_code FROM portal.agency WHERE address LIKE '%試験町医%' ORDER BY address`,
    );
    expect(made).toEqual([
      { name: 'ためし病院', type_code: 'hospital' },
      { name: 'ためし内科クリニック', type_code: 'clinic' },
      { name: 'ためし医院', type_code: 'clinic' },
      { name: 'ためし前薬局', type_code: 'pharmacy' },
    ]);
    // Whoever chooses hospitals means hospitals.
    const second = await described(Buffer.from(rows.join('\n').replaceAll('医', '病')));
    await committed(await checked(second, { agencyType: 'hospital' }));
    expect(
      await api.db.admin(
        `SELECT DISTINCT type_code FROM portal.agency WHERE address LIKE '%試験町病%' AND address IS NOT NULL`,
      ),
    ).toEqual([{ type_code: 'hospital' }]);
  });

  it('says why it cannot be read, and can be given up', async () => {
    const job = await described(Buffer.from('PK\u0003\u0004 kein Buch'));
    expect(job).toMatchObject({
      state: 'unreadable',
      trouble: expect.stringContaining('Excel のブックとして読めません'),
    });
    expect((await secretariat.delete(`imports/${job.id}`, ifMatch(job.version))).status).toBe(204);
    const listed = await secretariat.get('imports?perPage=100');
    expect(listed.body.items.map(({ id }: { id: string }) => id)).not.toContain(job.id);
    for (let tries = 0; tries < 50; tries += 1) {
      if ((await api.db.admin('SELECT FROM portal.import_file WHERE job_id = $1', [job.id])).length === 0)
        break;
      await pause(50);
    }
    expect(await api.db.admin('SELECT FROM portal.import_file WHERE job_id = $1', [job.id])).toEqual([]);
  });

  it('shows every row, narrowed and in pages, and gives those to look at to a spreadsheet', async () => {
    const rows = [
      row(),
      row({ number: '1.9E+09' }),
      row({ phone: '55-000-0000' }),
      row({ name: '=1+1の園', phone: '-1' }),
    ];
    const check = await checked(await described(list(rows)));
    expect(check).toMatchObject({
      counts: { read: 4, new: 3, problem: 1, noted: 2, refused: true },
      can: { commit: false, settle: true },
    });
    const results = (query: string) => secretariat.get(`imports/${check.id}/results${query}`);
    expect((await results('')).body).toMatchObject({
      total: 4,
      items: [{ row: 2, outcome: 'new' }, { row: 3 }, {}, {}],
    });
    expect((await results('?outcome=problem')).body.items).toEqual([
      expect.objectContaining({
        row: 3,
        outcomeName: '問題',
        problems: [expect.objectContaining({ column: '事業所番号' })],
      }),
    ]);
    expect((await results('?noted=true')).body.items[0].notes[0]).toMatchObject({
      column: '電話番号',
      repaired: '055-000-0000',
    });
    expect((await results(`?q=${encodeURIComponent('=1+1')}`)).body.total).toBe(1);
    expect((await results('?q=%25')).body.total).toBe(0);
    const [first] = (await results('')).body.items;
    expect(first.changes).toContainEqual({ label: '電話番号', before: null, after: '099-000-0000' });
    expect(first.changes).toContainEqual({ label: '市区町村', before: null, after: '甲府市' });

    const file = await secretariat.get(`imports/${check.id}/remarks`);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.text).toContain('指数の形');
    expect(file.text).toContain('055-000-0000');
    // What a spreadsheet would take for a formula is told to be a text.
    expect(file.text).toMatch(/,'?"?'=1\+1の園/);
    expect(
      (await secretariat.post(`imports/${check.id}/commitment`, {}, ifMatch(check.version))).body.code,
    ).toBe('import.has_problems');
    const without = await checked(check, { leaveOut: true });
    expect(await committed(without)).toMatchObject({ state: 'committed', counts: { new: 3, leftOut: 1 } });
  });

  it('is read the next time as it was the last time', async () => {
    const odd = ['施設', 'なまえ', 'しゅるい', 'ばしょ'];
    const cells = (name: string) => [office(), name, '就労移行支援', '山梨県甲府市試験町9番'];
    const columns = odd.map((column, at) => ({
      column,
      field: ['officeNumber', 'name', 'serviceKind', 'address'][at],
    }));
    const first = await checked(await described(list([cells('はじめの園')], odd)), { columns });
    await committed(first);
    const second = await described(list([cells('つぎの園')], odd));
    expect(second.found).toMatchObject({
      source: expect.stringMatching(/^list-/),
      suggested: { columns: expect.arrayContaining(columns) },
    });
    const { body } = await secretariat.get('import-choices');
    const source = body.sources.find(({ code }: { code: string }) => code === second.found!.source);
    expect(source).toMatchObject({ columns: 4, rows: 1 });
    expect((await secretariat.delete(`import-sources/${source.code}`)).status).toBe(204);
    expect((await described(list([cells('つぎの園')], odd))).found?.source).toBeNull();
  });

  it('is known again when its columns stand in another order, and nothing has to be chosen anew', async () => {
    const odd = ['番', 'めいしょう', '種', '所'];
    const cells = [office(), '並びの園', '就労移行支援', '山梨県甲府市試験町8番'];
    const columns = odd.map((column, at) => ({
      column,
      field: ['officeNumber', 'name', 'serviceKind', 'address'][at],
    }));
    await committed(await checked(await described(list([cells], odd)), { columns }));
    const second = await described(list([cells.toReversed()], odd.toReversed()));
    expect(second.found).toMatchObject({ source: expect.stringMatching(/^list-/), reordered: true });
    const { source } = second.found!;
    const settings = { ...settingsOf(second), sourceName: null, source };
    await secretariat.put(`imports/${second.id}/settings`, settings, ifMatch(second.version));
    const check = await settled(second.id);
    expect(check).toMatchObject({ state: 'checked', counts: { read: 1, same: 1, missing: 0 } });
    // From now on this is the order; the same headers with one more are another list.
    await committed(check);
    expect((await described(list([cells.toReversed()], odd.toReversed()))).found).toMatchObject({
      source,
      reordered: false,
    });
    const more = await described(list([[...cells, '']], [...odd, '備考']));
    expect(more.found).toMatchObject({ source: null, reordered: false });
  });

  it('of the national system keeps its 29 columns, whoever took it over before', async () => {
    const operator = new OperatorDatabase(api.db.connections.operator, 'test-operator');
    const bytes = wamFile([wamCells(1)]);
    await importWam(operator, { name: 'wam.csv', bytes });
    await operator.onApplicationShutdown();
    const job = await described(bytes, 'wam.csv');
    expect(job.found).toMatchObject({
      source: 'wam',
      suggested: { layout: 'wam', repair: true, leaveOut: false, openData: true },
    });
    expect(job.found!.suggested.columns).toHaveLength(29);
    expect(await checked(job)).toMatchObject({ source: { code: 'wam' }, counts: { read: 1, same: 1 } });
  });

  it('is taken over as it was checked, or checked again', async () => {
    const one = row();
    await committed(await checked(await described(list([one]))));
    const source = (await secretariat.get('imports?perPage=1')).body.items[0].source.code;
    const changed = [...one];
    changed[4] = '099-111-1111';
    const check = await checked(await described(list([changed])), { source });
    expect(check.counts).toMatchObject({ changed: 1, conflict: 0 });
    // Between check and order the agency says for itself how it is reached.
    await api.db.admin(
      `UPDATE portal.agency SET phone = '099-222-2222', own_fields = '{phone}' WHERE office_number = $1`,
      [one[0]],
    );
    const again = await committed(check);
    expect(again).toMatchObject({
      state: 'checked',
      trouble: expect.stringContaining('ディレクトリが変わりました'),
      counts: { conflict: 1 },
    });
    expect(await committed(again)).toMatchObject({ state: 'committed', trouble: null });
  });

  it('is not taken back where that would lose what somebody did since, and says what', async () => {
    const one = row();
    const done = await committed(await checked(await described(list([one]))));
    await api.db.admin(`UPDATE portal.agency SET fax = '099-333-3333' WHERE office_number = $1`, [one[0]]);
    await api.db.admin(`UPDATE portal.agency SET phone = '099-444-4444' WHERE office_number = $1`, [one[0]]);
    await secretariat.post(`imports/${done.id}/reversal`, {}, ifMatch(done.version));
    expect(await settled(done.id)).toMatchObject({
      state: 'committed',
      trouble: expect.stringContaining(`${one[1]}（電話番号）`),
      can: { undo: true },
    });
  });

  it('takes a step once, although two people order it', async () => {
    const check = await checked(await described(list([row()])));
    const answers = await Promise.all([
      secretariat.post(`imports/${check.id}/commitment`, {}, ifMatch(check.version)),
      secretariat.post(`imports/${check.id}/commitment`, {}, ifMatch(check.version)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await settled(check.id)).toMatchObject({ state: 'committed' });
  });
});

describe('how far a list is', () => {
  it('is told while it is read, while it is compared, and while it is made to be found', async () => {
    await api.db.admin(`
      CREATE TABLE public.told_progress (job_id uuid, phase text, done integer, total integer);
      CREATE FUNCTION public.keep_progress() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN INSERT INTO public.told_progress VALUES (NEW.job_id, NEW.phase, NEW.done, NEW.total); RETURN NEW; END $$;
      CREATE TRIGGER keep_progress AFTER INSERT OR UPDATE ON portal.import_progress
        FOR EACH ROW EXECUTE FUNCTION public.keep_progress()`);
    try {
      const job = await described(list(Array.from({ length: 1200 }, () => row())));
      await committed(await checked(job));
      for (const phase of ['reading', 'rows', 'finding']) {
        const onTheWay = await api.db.admin(
          `SELECT DISTINCT done FROM public.told_progress
           WHERE job_id = $1 AND phase = $2 AND done > 0 AND done < 1200 AND total = 1200`,
          [job.id, phase],
        );
        expect(onTheWay.length).toBeGreaterThan(1);
      }
    } finally {
      await api.db.admin('DROP TABLE public.told_progress; DROP FUNCTION public.keep_progress CASCADE');
    }
  });
});

describe('whoever ordered a list', () => {
  const noticesOf = async (id: string) => {
    const told = await api.db.admin<{ account_id: string; type: string }>(
      'SELECT account_id, type FROM portal.notice WHERE object_id = $1 ORDER BY type',
      [id],
    );
    return told.map(({ account_id, type }) => [account_id, type]);
  };

  it('is told once it is taken over, taken back, or cannot be read; a step on the way is not worth it', async () => {
    await buildWorker(api, { role: 'secretariat' });
    const job = await described(list([row()]));
    const check = await checked(job);
    expect(await noticesOf(job.id)).toEqual([]);
    const done = await committed(check);
    await secretariat.post(`imports/${done.id}/reversal`, {}, ifMatch(done.version));
    await settled(done.id);
    const broken = await settled((await handIn(Buffer.from('PK\u0003\u0004, not a workbook'))).body.id);
    expect(broken.state).toBe('unreadable');
    await eventually(async () => {
      const me = secretariat.accountId;
      expect(await noticesOf(job.id)).toEqual([
        [me, 'import.done'],
        [me, 'import.undone'],
      ]);
      expect(await noticesOf(broken.id)).toEqual([[me, 'import.failed']]);
    });
    const { body } = await secretariat.get('notices');
    expect(body.items).toContainEqual(
      expect.objectContaining({
        title: '取り込む一覧の処理が途中で止まりました',
        path: `/imports/${broken.id}`,
      }),
    );
  });
});

describe('who may', () => {
  it.each([
    { what: 'a text', type: 'text/plain', status: 415 },
    { what: 'a form', type: 'application/x-www-form-urlencoded', status: 415 },
    { what: 'JSON', type: 'application/json', status: 415 },
    { what: 'a picture', type: 'image/png', status: 415 },
    {
      what: 'a workbook',
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      status: 201,
    },
    { what: 'octets', type: 'application/octet-stream', status: 201 },
  ])('send $what as a list', async ({ type, status }) => {
    const content = type === 'application/json' ? Buffer.from('{}') : list([row()]);
    expect((await handIn(content, '一覧.csv', type)).status).toBe(status);
  });

  it('nowhere else send a file', async () => {
    const answer = await secretariat.send('POST', 'invitations', list([row()]), {
      'content-type': 'text/csv',
      'idempotency-key': 'a list is no invitation',
    });
    expect(answer.status).toBe(415);
  });

  it('refuses an empty file, and one without a key', async () => {
    expect((await handIn(Buffer.from(' '))).status).toBe(201);
    const answer = await secretariat.send('POST', 'imports', list([row()]), { 'content-type': 'text/csv' });
    expect(answer.status).toBe(428);
  });

  it('is the secretariat, behind two walls', async () => {
    const job = await described(list([row()]));
    expect((await manager.get('imports')).status).toBe(403);
    expect((await manager.get(`imports/${job.id}`)).status).toBe(403);
    const [outside, inside] = [
      await openSqlSession(api.db, manager.token),
      await openSqlSession(api.db, secretariat.token),
    ];
    const count = 'SELECT count(*)::int AS count FROM portal.import_job';
    expect((await outside.run(count)).rows).toEqual([{ count: 0 }]);
    expect((await inside.run(count)).rows[0]!['count']).toBeGreaterThan(0);
    // Not even the secretariat reads a file again that was handed in, or writes results and batches.
    expect((await inside.run('SELECT body FROM portal.import_file')).refused).toBe('42501');
    expect((await inside.run('DELETE FROM portal.import_result')).refused).toBe('42501');
    expect((await inside.run('UPDATE portal.import_batch SET undone_at = NULL')).refused).toBe('42501');
    await outside.close();
    await inside.close();
  });

  it.each([
    { what: 'a column that is not there', change: { columns: [{ column: 'ない列', field: 'name' }] } },
    {
      what: 'one field twice',
      change: {
        columns: [
          { column: '事業所名', field: 'name' },
          { column: '所在地', field: 'name' },
        ],
      },
    },
    { what: 'no name', change: { columns: [{ column: '所在地', field: 'address' }] } },
  ])('refuses $what', async ({ change }) => {
    const job = await described(list([row()]));
    const answer = await secretariat.put(
      `imports/${job.id}/settings`,
      settingsOf(job, change),
      ifMatch(job.version),
    );
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [expect.objectContaining({ field: 'columns' })] },
    });
  });
});

describe('the region that is taken over', () => {
  it('is where the members are, when a list holds more, and is remembered with the source', async () => {
    await committed(await checked(await described(list([row()]))));
    await api.db.admin(
      `UPDATE portal.agency SET area_code = '19201' WHERE id = (SELECT id FROM portal.agency WHERE is_member ORDER BY id LIMIT 1)`,
    );
    const heads = [...headers.slice(0, 6), '備考'];
    const rows = () => [
      row(),
      row({ number: `01${office().slice(2)}`, address: '北海道札幌市中央区試験町1番' }),
    ];
    const first = await described(list(rows(), heads));
    expect(first.found).toMatchObject({
      areas: [
        { code: '19', name: '山梨県', rows: 1, municipalities: [{ code: '19201', name: '甲府市', rows: 1 }] },
        { code: '01', rows: 1 },
      ],
      suggested: { areas: ['19'] },
    });
    const check = await checked(first);
    expect(check.counts).toMatchObject({ read: 2, new: 1, outside: 1, missing: 0 });
    const outside = await secretariat.get(`imports/${check.id}/results?outcome=outside`);
    expect(outside.body.items).toEqual([
      expect.objectContaining({ row: 3, outcomeName: '対象外', place: '北海道札幌市中央区', agencyId: null }),
    ]);
    expect(await committed(check)).toMatchObject({ state: 'committed', counts: { outside: 1 } });
    const source = first.id;
    const again = await described(list(rows(), heads));
    await committed(await checked(again, { sourceName: `一覧 ${source}`, areas: [] }));
    expect((await described(list(rows(), heads))).found!.suggested.areas).toEqual([]);
  });
});
