import { buildCouncil } from '../factories/councils.js';
import { meetingOn } from '../factories/dates.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let keeper: Worker;
let member: Worker;
let stranger: Worker;
let councilId: string;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { name: '事務局 一郎' });
  member = await buildWorker(api);
  stranger = await buildWorker(api);
});
beforeEach(async () => {
  councilId = (await buildCouncil(keeper, [member])).id;
});
afterAll(() => api.close());

interface Year {
  plan: { id: string; plannedCount: number; version: number } | null;
  slots: {
    id: string;
    position: number;
    month: number | null;
    theme: string;
    state: string;
    version: number;
    reason: string;
    meeting: { id: string; day: string; title: string; state: string } | null;
  }[];
  others: { title: string }[];
  standing: Record<string, unknown>;
  can: { keep: boolean; copyYearBefore: boolean };
}

const themes = ['前年度の実施事業の報告', '障害者職業センターの取り組み', '企業における雇用の取り組み'];
const months = [5, 7, 9];

async function begun(fiscalYear = 2027, plannedCount = 3): Promise<Year> {
  return expectStatus<Year>(
    201,
    await keeper.post(`councils/${councilId}/year-plans`, { fiscalYear, plannedCount }),
  );
}

async function planned(fiscalYear = 2027): Promise<Year> {
  const { plan, slots } = await begun(fiscalYear);
  const filled = slots.map(({ id }, at) => ({ id, month: months[at], theme: themes[at] }));
  const body = { plannedCount: 3, note: '毎回 第3水曜日', slots: filled };
  return expectStatus<Year>(200, await keeper.put(`year-plans/${plan!.id}`, body, ifMatch(plan!.version)));
}

const yearOf = async (worker: Worker, fiscalYear = 2027) =>
  (await worker.get<Year>(`councils/${councilId}/year-plans?fiscalYear=${fiscalYear}`)).body;

describe('the plan of a year', () => {
  it('begins with so many slots without a day', async () => {
    const { slots, standing, can } = await begun(2027, 4);
    expect(slots.map(({ position, state, month }) => [position, state, month])).toEqual(
      [1, 2, 3, 4].map((position) => [position, 'unscheduled', null]),
    );
    expect(standing).toMatchObject({ planned: 4, held: 0, open: 4, isBehind: false });
    expect(can).toEqual({ keep: true, copyYearBefore: false });
    expectStatus(
      409,
      await keeper.post(`councils/${councilId}/year-plans`, { fiscalYear: 2027, plannedCount: 1 }),
    );
  });

  it('is put in another order, gets a slot more, and loses one for which nothing was done', async () => {
    const { plan, slots } = await planned();
    const [first, second, third] = slots;
    const body = {
      plannedCount: 3,
      slots: [
        { id: third!.id, month: 9, theme: themes[2] },
        { id: first!.id, month: 5, theme: themes[0] },
        { month: 1, theme: '就業している方の体験談' },
      ],
    };
    const changed = await keeper.put(`year-plans/${plan!.id}`, body, ifMatch(plan!.version));
    const now = expectStatus<Year>(200, changed);
    expect(now.slots.map(({ id, month }) => [id, month])).toEqual([
      [third!.id, 9],
      [first!.id, 5],
      [expect.any(String), 1],
    ]);
    expect(now.slots.map(({ id }) => id)).not.toContain(second!.id);
    expectStatus(412, await keeper.put(`year-plans/${plan!.id}`, body, ifMatch(plan!.version)));
  });

  it('turns a slot into a meeting whose title is the theme; cancelled, it has no day again', async () => {
    const { slots, plan } = await planned();
    const slot = slots[1]!;
    const meeting = expectStatus<{ id: string; version: number }>(
      201,
      await keeper.post(`plan-slots/${slot.id}/meeting`, meetingOn('2027-07-21', { title: slot.theme })),
    );
    expectStatus(409, await keeper.post(`plan-slots/${slot.id}/meeting`, meetingOn('2027-07-22')));
    const now = await yearOf(keeper);
    expect(now.slots[1]).toMatchObject({
      state: 'scheduled',
      meeting: { day: '2027-07-21', title: themes[1] },
    });
    expect(now.others).toEqual([]);
    // A draft is the secretariat's alone, with its day.
    expect((await yearOf(member)).slots[1]).toMatchObject({ state: 'scheduled', meeting: null });
    const without = { plannedCount: 3, slots: now.slots.filter(({ id }) => id !== slot.id) };
    const body = { ...without, slots: without.slots.map(({ id, month, theme }) => ({ id, month, theme })) };
    const refused = await keeper.put(`year-plans/${plan!.id}`, body, ifMatch(plan!.version));
    expect(refused.body.code).toBe('year_plan.slot_in_use');

    expectStatus(
      200,
      await keeper.post(
        `meetings/${meeting.id}/cancellation`,
        { reason: '会場の都合' },
        ifMatch(meeting.version),
      ),
    );
    expect((await yearOf(keeper)).slots[1]).toMatchObject({ state: 'unscheduled', meeting: null });
  });

  it('edge 16: a dropped slot stays with its reason, and can come back', async () => {
    const { slots } = await planned();
    const slot = slots[0]!;
    const dropped = await keeper.post(
      `plan-slots/${slot.id}/dropping`,
      { reason: '感染症のため' },
      ifMatch(slot.version),
    );
    const year = expectStatus<Year>(200, dropped);
    expect(year.slots[0]).toMatchObject({ state: 'dropped', reason: '感染症のため' });
    expect(year.standing).toMatchObject({ planned: 3, dropped: 1, open: 2 });
    const back = await keeper.post(`plan-slots/${slot.id}/restoration`, {}, ifMatch(slot.version + 1));
    expect(expectStatus<Year>(200, back).slots[0]).toMatchObject({ state: 'unscheduled', reason: '' });
  });

  it('is copied from the year before', async () => {
    await planned(2027);
    const body = { fiscalYear: 2028, copiesYearBefore: true };
    expect((await yearOf(keeper, 2028)).can.copyYearBefore).toBe(true);
    const next = expectStatus<Year>(201, await keeper.post(`councils/${councilId}/year-plans`, body));
    expect(next.plan!.plannedCount).toBe(3);
    expect(next.slots.map(({ month, theme, state }) => [month, theme, state])).toEqual(
      themes.map((theme, at) => [months[at], theme, 'unscheduled']),
    );
    const none = await keeper.post(`councils/${councilId}/year-plans`, { ...body, fiscalYear: 2040 });
    expectStatus(422, none);
  });

  it('is read by whoever sits there, changed by its secretariat, and unknown to others', async () => {
    const { plan, slots } = await planned();
    expect((await yearOf(member)).can.keep).toBe(false);
    expectStatus(
      403,
      await member.put(`year-plans/${plan!.id}`, { plannedCount: 1, slots: [] }, ifMatch(plan!.version)),
    );
    expectStatus(403, await member.post(`plan-slots/${slots[0]!.id}/meeting`, meetingOn('2027-05-19')));
    expect((await yearOf(stranger)).plan).toBeUndefined();
    expect((await stranger.get<Year[]>('year-plans?fiscalYear=2027')).body).toEqual([]);
    expectStatus(
      404,
      await stranger.put(`year-plans/${plan!.id}`, { plannedCount: 1, slots: [] }, ifMatch(plan!.version)),
    );
    expectStatus(404, await stranger.get(`councils/${councilId}/year-plans/paper?fiscalYear=2027`));
  });

  it('one slot becomes one meeting, however many press at once', async () => {
    const { slots } = await planned();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        keeper.post(`plan-slots/${slots[0]!.id}/meeting`, meetingOn('2027-05-19')),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });
});

describe('the yearly schedule', () => {
  it('is printed with the fiscal year in the era, and what has no day yet says so', async () => {
    const { slots } = await planned();
    expectStatus(
      201,
      await keeper.post(`plan-slots/${slots[0]!.id}/meeting`, meetingOn('2027-05-19', { title: themes[0] })),
    );
    expectStatus(
      201,
      await keeper.post(`councils/${councilId}/meetings`, meetingOn('2028-02-01', { title: '臨時会' })),
    );
    const paper = await keeper.get(`councils/${councilId}/year-plans/paper?fiscalYear=2027`);
    expect(paper.headers.get('content-type')).toBe('application/pdf');
    const plain = paper.text.replaceAll(/\s/g, '');
    for (const words of [
      '令和9年度',
      '年間予定表',
      '年3回',
      '令和9年5月19日(水)18:30～20:00',
      '日程調整中',
      '計画外',
      '臨時会',
    ])
      expect(plain).toContain(words);
  });

  it('edge 3: prints the year of two eras as it is asked to', async () => {
    await begun(2019, 1);
    const paper = (naming: string) =>
      keeper.get(`councils/${councilId}/year-plans/paper?fiscalYear=2019&naming=${naming}`);
    expect((await paper('begin')).text.replaceAll(/\s/g, '')).toContain('平成31年度');
    expect((await paper('end')).text.replaceAll(/\s/g, '')).toContain('令和元年度');
  });

  it('edge 15: is taken along as a list in which nothing is a formula', async () => {
    const { plan, slots } = await planned();
    const filled = slots.map(({ id }) => ({ id, month: 5, theme: '=1+1' }));
    expectStatus(
      200,
      await keeper.put(`year-plans/${plan!.id}`, { plannedCount: 3, slots: filled }, ifMatch(plan!.version)),
    );
    const list = await member.get(`councils/${councilId}/year-plans/file?fiscalYear=2027&format=csv`);
    expect(list.text).toContain('令和9年度');
    expect(list.text).not.toMatch(/(^|,)"?=1/m);
  });
});

it('edge 3: a meeting over the end of March belongs to the year in which it begins', async () => {
  const over = meetingOn('2028-03-31', { from: '23:30', until: '00:30', title: '年度末' });
  expectStatus(201, await keeper.post(`councils/${councilId}/meetings`, over));
  expect((await yearOf(keeper, 2027)).others.map(({ title }) => title)).toEqual(['年度末']);
  expect((await yearOf(keeper, 2028)).others).toEqual([]);
});
