import { buildAreas, buildListed } from '../../factories/directory.js';
import { buildWorker, type Worker } from '../../factories/identity.js';
import { officeRules } from '../../factories/opening-rules.js';
import { startApi, type TestApi } from '../../support/api.js';
import { Client } from '../../support/client.js';

let api: TestApi;
let worker: Worker;
beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  worker = await buildWorker(api);
});
afterAll(() => api.close());

const weekday = { from: '09:00', to: '16:00' };
const tables = async () => api.db.admin<{ n: number }>('SELECT count(*)::int AS n FROM portal.entry_change');

describe('POST /opening-hours/preview', () => {
  const preview = (rules: unknown, query = '') => worker.post(`opening-hours/preview${query}`, rules);

  it('says day by day what rules mean, and keeps nothing', async () => {
    const before = await tables();
    const { status, body } = await preview(officeRules(), '?from=2026-12-26&days=10');
    expect(status).toBe(200);
    expect(body).toMatchObject({ text: '月〜金 9:00〜17:00、土・日・祝日・12月29日〜1月3日はお休み' });
    const days = body['days'] as {
      day: string;
      state: string;
      reason: string | null;
      holiday: string | null;
    }[];
    expect(days.map(({ day, state }) => `${day.slice(5)} ${state}`)).toEqual([
      '12-26 closed',
      '12-27 closed',
      '12-28 open',
      '12-29 closed',
      '12-30 closed',
      '12-31 closed',
      '01-01 closed',
      '01-02 closed',
      '01-03 closed',
      '01-04 open',
    ]);
    expect(days[6]).toMatchObject({ holiday: '元日', reason: '年末年始' });
    expect(await tables()).toEqual(before);
  });

  it('begins today with four weeks', async () => {
    const { body } = await preview(officeRules());
    const days = body['days'] as { day: string }[];
    expect(days).toHaveLength(28);
    expect(days[0]?.day).toBe(
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date()),
    );
  });

  it('names every wrong field, of the form and of the rules', async () => {
    const rules = officeRules();
    const wrongForm = await preview({ ...rules, weekly: [{ ...rules.weekly[0], days: ['xx'] }] });
    expect(wrongForm.status).toBe(422);
    expect(wrongForm.body['errors']).toMatchObject([{ field: 'weekly.0.days' }]);
    const wrongSense = await preview({
      ...rules,
      weekly: [{ ...rules.weekly[0], spans: [{ from: '17:00', to: '09:00' }] }],
    });
    expect(wrongSense.status).toBe(422);
    expect(wrongSense.body['errors']).toMatchObject([
      { field: 'weekly.0.spans.0.to', label: '曜日ごとの時間1の終わり' },
    ]);
  });

  it('refuses what it does not know by name', async () => {
    const { status, body } = await preview({ ...officeRules(), colour: 'red' });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('colour');
  });

  it('is closed to whoever is not signed in', async () => {
    const stranger = new Client(api.url);
    expect((await stranger.post('opening-hours/preview', officeRules())).status).toBe(401);
    expect((await stranger.post('opening-hours/proposal', {})).status).toBe(401);
  });
});

describe('POST /opening-hours/proposal', () => {
  const propose = (body: object) => worker.post('opening-hours/proposal', body);

  it('reads rules out of a text', async () => {
    const { status, body } = await propose({ closedDays: '第2・4土曜、日曜、祝日、12/29〜1/3', weekday });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'exact',
      text: '月〜金 9:00〜16:00、日曜・第2・第4土曜・祝日・12月29日〜1月3日はお休み、ほかの土曜は要確認',
      openPoints: ['土曜'],
      reason: null,
    });
    expect((await worker.post('opening-hours/preview', body['rules'])).status).toBe(200);
  });

  it('asks for the text', async () => {
    expect((await propose({ weekday })).body['errors']).toMatchObject([{ field: 'closedDays' }]);
  });

  it('says why it cannot', async () => {
    const { body } = await propose({ closedDays: '土日祝', weekday, saturday: weekday });
    expect(body).toEqual({
      kind: 'unknown',
      text: null,
      reason: '土曜の時間が書かれていますが、休みの日にも土曜とあります。',
      openPoints: [],
      rules: null,
    });
  });
});

describe('the hours of a service on its agency page', () => {
  const openingOf = async (
    service: { hours?: Record<string, typeof weekday>; closedDays?: string },
    set?: object,
  ) => {
    const id = await buildListed(api.db, {
      name: '時間の広場',
      area: '99-a1',
      services: [{ kind: 'b_type', ...service }],
    });
    if (set)
      await api.db.admin(
        'UPDATE portal.service SET opening = $2, opening_confirmed = true WHERE agency_id = $1',
        [id, JSON.stringify(set)],
      );
    const { body } = await worker.get(`agencies/${id}`);
    return (body['services'] as { opening: Record<string, unknown> | null }[])[0]!.opening;
  };

  it('are those the agency has said', async () => {
    expect(
      await openingOf({ closedDays: '水曜', hours: { weekday } }, officeRules({ note: '予約制' })),
    ).toMatchObject({
      text: '月〜金 9:00〜17:00、土・日・祝日・12月29日〜1月3日はお休み',
      confirmed: true,
      note: '予約制',
      openPoints: [],
    });
  });

  it('are marked as not confirmed where they were read out of a text', async () => {
    const opening = await openingOf({ closedDays: '土日祝、12/29〜1/3', hours: { weekday } });
    expect(opening).toMatchObject({
      text: '月〜金 9:00〜16:00、土・日・祝日・12月29日〜1月3日はお休み',
      confirmed: false,
    });
    expect(opening?.['state']).toMatch(/^(?:open|closed)$/);
  });

  it('are not made up where nobody knows', async () => {
    expect(await openingOf({})).toBeNull();
    expect(await openingOf({ hours: { weekday } })).toBeNull();
    expect(await openingOf({ closedDays: '不定休', hours: { weekday } })).toBeNull();
    expect(await openingOf({}, officeRules({ unknown: true }))).toMatchObject({
      state: 'unknown',
      next: null,
    });
  });
});
