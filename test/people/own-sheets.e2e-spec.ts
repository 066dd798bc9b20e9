import { buildWorker, type Worker } from '../factories/identity.js';
import { buildConsent, buildPerson, dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { readPdf } from '../support/pdf.reader.js';

let api: TestApi;
let worker: Worker;
let colleague: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = await buildWorker(api);
  colleague = await buildWorker(api, { agencyId: worker.agencyId });
  stranger = await buildWorker(api);
});
afterAll(() => api.close());

interface SheetBody {
  version: number;
  agreedOn: string | null;
  parts: { category: string; shared: boolean; values: object; lines: { label: string; text: string }[] }[];
  versions: { number: number; savedBy: string; why: string; restoredFrom: number | null }[];
  draft: { number: number; begunFrom: number; why: string; sections: object } | null;
  mayBeTold: { agencyName: string; categories: string[] }[];
}

const first = {
  sections: {
    passport_1: { jobs: [{ period: '2020年4月から2年', work: '仕分けの秘密' }, {}] },
    passport_4: { ways: ['paper', 'other:身ぶり', 'talk'] },
  },
  shared: ['passport_4'],
  why: 'はじめての作成',
};
const at = (personId: string, rest = '') => `people/${personId}/own-sheets/passport${rest}`;
const save = (who: Worker, personId: string, body: object, version: number) =>
  who.put<SheetBody>(at(personId), body, ifMatch(version));

describe('a sheet of the person', () => {
  it('gets a version with every saving: who, when, why', async () => {
    const personId = await buildPerson(worker);
    expect(expectStatus(200, await worker.get<SheetBody>(at(personId)))).toMatchObject({
      version: 0,
      versions: [],
    });
    const saved = expectStatus(200, await save(worker, personId, first, 0));
    expect(saved.parts[0]?.lines).toEqual([
      { code: 'jobs', label: 'これまでの仕事', text: '・期間：2020年4月から2年　仕事の内容：仕分けの秘密' },
    ]);
    // In the order of the form, something else at the end.
    expect(saved.parts[3]?.lines[0]?.text).toBe('会って話す、メモや書面、その他（身ぶり）');
    expect(saved.parts.filter(({ shared }) => shared).map(({ category }) => category)).toEqual([
      'passport_4',
    ]);
    const second = { ...first, sections: { passport_2: { strengths: '根気' } }, why: '面談で見直し' };
    expect(expectStatus(200, await save(colleague, personId, second, 1)).versions).toMatchObject([
      { number: 2, why: '面談で見直し' },
      { number: 1, why: 'はじめての作成' },
    ]);
    expect((await save(worker, personId, first, 1)).status).toBe(412);
  });

  it('keeps every version to read, to compare and to hold again', async () => {
    const personId = await buildPerson(worker);
    await save(worker, personId, first, 0);
    await save(worker, personId, { sections: {}, shared: [], why: '書き直し' }, 1);
    const old = expectStatus(200, await worker.get<SheetBody>(at(personId, '/versions/1')));
    expect(old.parts[0]?.values).toEqual({ jobs: [{ period: '2020年4月から2年', work: '仕分けの秘密' }] });
    const back = expectStatus(
      200,
      await worker.post<SheetBody>(
        at(personId, '/versions/1/restoration'),
        { why: '誤って消したため' },
        ifMatch(2),
      ),
    );
    expect(back).toMatchObject({ version: 3, versions: [{ number: 3, restoredFrom: 1 }, {}, {}] });
    expect(back.parts[0]?.values).toEqual(old.parts[0]?.values);
    expect((await worker.get(at(personId, '/versions/9'))).status).toBe(404);
    expect((await worker.get(at(personId, '/versions/x'))).status).toBe(404);
  });

  it('loses nothing of what was typed: the draft is the writer’s own, and goes when it is saved', async () => {
    const personId = await buildPerson(worker);
    const typed = { ...first, why: '', begunFrom: 0 };
    const draft = (who: Worker, version: number, body: object = typed) =>
      who.put<{ number: number }>(at(personId, '/draft'), body, ifMatch(version));
    expect(expectStatus(200, await draft(worker, 0)).number).toBe(1);
    expect(expectStatus(200, await draft(worker, 1, { ...typed, why: '途中' })).number).toBe(2);
    // Another window that has not seen it writes nothing over it.
    expect((await draft(worker, 0)).status).toBe(412);
    expect((await draft(worker, 1)).status).toBe(412);
    const seen = expectStatus(200, await worker.get<SheetBody>(at(personId)));
    expect(seen.draft).toMatchObject({ number: 2, why: '途中', begunFrom: 0 });
    expect(expectStatus(200, await colleague.get<SheetBody>(at(personId))).draft).toBeNull();
    await save(worker, personId, first, 0);
    expect(expectStatus(200, await worker.get<SheetBody>(at(personId))).draft).toBeNull();
  });

  it('is unreadable in the database, and bound to its place', async () => {
    const personId = await buildPerson(worker);
    await save(worker, personId, first, 0);
    const rows = await api.db.admin<{ body: Buffer; why: Buffer }>(
      'SELECT body, why FROM portal.own_sheet_version',
    );
    for (const { body, why } of rows) expect(body.includes('秘密') || why.includes('はじめて')).toBe(false);
  });

  it('says to whom each part may be told at this moment', async () => {
    const personId = await buildPerson(worker);
    await buildConsent(worker, personId, {
      recipientAgencyId: stranger.agencyId,
      categories: ['passport_4'],
    });
    const { mayBeTold } = expectStatus(200, await worker.get<SheetBody>(at(personId)));
    expect(mayBeTold).toMatchObject([{ categories: ['passport_4'] }]);
  });

  it.each([
    { says: 'parts of another sheet', body: { sections: { msfas_1: {} } }, status: 400 },
    {
      says: 'fields that it does not have',
      body: { sections: { passport_1: { salary: '1' } } },
      status: 400,
    },
    {
      says: 'options that it does not have',
      body: { sections: { passport_4: { ways: ['shout'] } } },
      status: 400,
    },
    { says: 'a text where rows stand', body: { sections: { passport_1: { jobs: 'x' } } }, status: 400 },
    {
      says: 'a text that is too long',
      body: { sections: { passport_2: { strengths: 'あ'.repeat(4001) } } },
      status: 422,
    },
    { says: 'a saving without a reason', body: { why: '' }, status: 422 },
    { says: 'a part of another sheet as shared', body: { shared: ['msfas_1'] }, status: 400 },
  ])('does not take $says', async ({ body, status }) => {
    const personId = await buildPerson(worker);
    expect((await save(worker, personId, { ...first, ...body }, 0)).status).toBe(status);
  });

  it('is nobody else’s business', async () => {
    const personId = await buildPerson(worker);
    await save(worker, personId, first, 0);
    expect((await stranger.get(at(personId))).status).toBe(404);
    expect((await stranger.get(at(personId, '/versions/1'))).status).toBe(404);
    expect((await save(stranger, personId, first, 0)).status).toBe(404);
    expect((await stranger.get(`people/${personId}/self-checks`)).status).toBe(404);
    expect((await worker.get(`people/${personId}/own-sheets/diary`)).status).toBe(404);
  });
});

describe('the paper of a sheet', () => {
  it('is a tagged PDF of the chosen parts, with the list of those to whom they may be shown', async () => {
    const personId = await buildPerson(worker, { name: '印刷 花子' });
    await buildConsent(worker, personId, {
      recipientAgencyId: stranger.agencyId,
      categories: ['passport_4'],
    });
    await save(worker, personId, first, 0);
    const read = async (query: string) => {
      const response = await fetch(`${api.url}/api/v1/${at(personId, `/paper${query}`)}`, {
        headers: { cookie: `sid=${worker.token}` },
      });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const pdf = await readPdf(Buffer.from(await response.arrayBuffer()));
      expect(pdf.tagged).toBe(true);
      return { text: pdf.pages.join('') };
    };
    const whole = await read('');
    for (const words of ['印刷 花子', '仕分けの秘密', 'だれに見せるか', 'いま伝えてよい', '第 1 版'])
      expect(whole.text).toContain(words);
    const part = await read('?parts=passport_4');
    expect(part.text).toContain('身ぶり');
    expect(part.text).not.toContain('仕分けの秘密');
    expect((await worker.get(at(personId, '/paper?parts=msfas_1'))).status).toBe(422);
    expect((await stranger.get(at(personId, '/paper'))).status).toBe(404);
  }, 60_000);
});

describe('MSFAS', () => {
  const sections = { msfas_3: { behaviour: ['ask'] } };
  const write = (personId: string, body: object) =>
    worker.put<SheetBody>(
      `people/${personId}/own-sheets/msfas`,
      { sections, shared: [], why: '作成', ...body },
      ifMatch(0),
    );

  it('is not written before the person has agreed to its use', async () => {
    const personId = await buildPerson(worker);
    expect((await write(personId, {})).status).toBe(422);
    expect((await write(personId, { agreedOn: dayFromToday(1) })).status).toBe(422);
    const saved = expectStatus(200, await write(personId, { agreedOn: dayFromToday(-1) }));
    expect(saved.agreedOn).toBe(dayFromToday(-1));
    expect(saved.parts[2]?.lines.map(({ text }) => text)).toEqual([
      dayFromToday(-1),
      '休憩してよいか上司に聞く',
    ]);
  });

  it('takes one answer where one is asked for', async () => {
    const answers = { sections: { msfas_3: { behaviour: ['ask', 'own'] } }, agreedOn: dayFromToday(0) };
    expect((await write(await buildPerson(worker), answers)).status).toBe(400);
  });
});

describe('the self-check', () => {
  it('is a series; what was wrong is struck out, and stays on record', async () => {
    const personId = await buildPerson(worker);
    const path = `people/${personId}/self-checks`;
    const check = (days: number, level: number) =>
      worker.post<{ id: string; checkedOn: string; text: string }[]>(path, {
        checkedOn: dayFromToday(days),
        with: 'supporter',
        levels: [{ item: 'sleep', level }],
        note: 'よく眠れた',
      });
    await check(-30, 2);
    const series = expectStatus(201, await check(-60, 4));
    expect(series.map(({ checkedOn }) => checkedOn)).toEqual([dayFromToday(-60), dayFromToday(-30)]);
    expect(series[0]?.text).toBe('睡眠・生活リズム：よくできた\nよく眠れた');
    expect((await check(1, 3)).status).toBe(422);
    expect((await worker.delete(`${path}/${series[0]?.id}`)).status).toBe(204);
    expect((await worker.delete(`${path}/${series[0]?.id}`)).status).toBe(404);
    expect(expectStatus(200, await worker.get<unknown[]>(path))).toHaveLength(1);
    const rows = await api.db.admin('SELECT FROM portal.self_check WHERE person_id = $1', [personId]);
    expect(rows).toHaveLength(2);
  });
});
