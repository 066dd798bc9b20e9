import { remindOfOverdue } from '#libs/meetings';
import { Outbox, WorkerDatabase } from '#libs/platform';
import { buildCouncil, buildMeeting, type CouncilBody, stepMeeting } from '../factories/councils.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import { dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

interface Item {
  id: string;
  task: string;
  state: string;
  isOverdue: boolean;
  carried: number;
  ownerClosed: boolean;
  ownerSuccessor: string | null;
  council: { name: string };
  can: { change: boolean; report: boolean; move: boolean; states: { state: string }[] };
  events: { kind: string; council: string; meeting: { id: string } | null; note: string }[];
  destinations: { id: string }[];
  version: number;
}

let api: TestApi;
let keeper: Worker;
let owner: Worker;
let member: Worker;
let stranger: Worker;
let council: CouncilBody;
let worker: WorkerDatabase;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { agencyName: '事務局' });
  owner = await buildWorker(api, { agencyName: '担当', role: 'staff' });
  member = await buildWorker(api, { agencyName: '委員' });
  stranger = await buildWorker(api, { agencyName: '無関係' });
  council = await buildCouncil(keeper, [owner, member]);
  worker = new WorkerDatabase(api.db.connections.worker, 'test-worker', 2);
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await api.close();
});

const raise = async (said: Record<string, unknown> = {}, councilId = council.id) =>
  expectStatus<Item>(
    201,
    await keeper.post(`councils/${councilId}/action-items`, {
      ...{ task: '実習先の一覧を作る', ownerAgencyId: owner.agencyId, priority: 'normal', ...said },
    }),
  );
const say = (by: Worker, { id, version }: Item, body: object) =>
  by.post<Item>(`action-items/${id}/events`, body, ifMatch(version));
const look = async (by: Worker, id: string) => expectStatus<Item>(200, await by.get(`action-items/${id}`));
const onTable = async (by: Worker, meetingId: string) =>
  expectStatus<{ carried: Item[]; raised: Item[] }>(200, await by.get(`meetings/${meetingId}/action-items`));
const promised = (type: string, agencyId: string) =>
  api.db.admin(`SELECT FROM portal.outbox WHERE type = $1 AND payload ->> 'agencyId' = $2`, [type, agencyId]);

describe('an action item', () => {
  it('is told to the agency that has it, which says how it is coming on', async () => {
    const item = await raise({ dueOn: dayFromToday(10) });
    expect(await promised('action_item.given', owner.agencyId)).not.toHaveLength(0);
    const { items } = (await owner.get<{ items: Item[] }>('action-items')).body;
    expect(items.find(({ id }) => id === item.id)).toMatchObject({
      council: { name: council.name },
      isOverdue: false,
      can: { change: false, report: true, move: false },
    });
    const begun = expectStatus(
      200,
      await say(owner, item, { state: 'in_progress', note: '3社に聞きました' }),
    );
    expect(begun).toMatchObject({ state: 'in_progress', lastNote: '3社に聞きました' });
    expect((await say(owner, item, { note: '古い画面から' })).status).toBe(412);
    expect((await say(owner, begun, { state: 'cancelled' })).status).toBe(409);
    const done = expectStatus(200, await say(owner, begun, { state: 'done' }));
    expect(done.can).toMatchObject({ report: false, states: [] });
    expect((await say(owner, done, { state: 'in_progress' })).status).toBe(409);
    const again = expectStatus(200, await say(keeper, done, { state: 'in_progress', note: 'もう1社' }));
    expect(again.events.map(({ kind }) => kind)).toEqual(['state', 'state', 'state', 'raise']);
  });

  it('raised under an item for the secretariat alone is hidden from members as it is in the minutes', async () => {
    const meeting = await buildMeeting(keeper, council.id, 5);
    const item = async (visibility: string) =>
      expectStatus<{ items: { id: string }[] }>(
        201,
        await keeper.post(`meetings/${meeting.id}/agenda`, { title: '議題', type: 'discussion', visibility }),
      ).items.at(-1)!.id;
    const given = { meetingId: meeting.id, ownerAgencyId: owner.agencyId };
    const closed = await raise({ ...given, agendaItemId: await item('secretariat') });
    const open = await raise({ ...given, agendaItemId: await item('members') });
    const seenBy = async (by: Worker) => {
      const list = (await by.get<{ items: Item[] }>(`councils/${council.id}/action-items?perPage=100`)).body;
      const { raised } = await onTable(by, meeting.id);
      return [list.items, raised].map((found) =>
        [closed, open].map(({ id }) => found.some((one) => one.id === id)),
      );
    };
    expect(await seenBy(member)).toEqual([
      [false, true],
      [false, true],
    ]);
    expect((await member.get(`action-items/${closed.id}`)).status).toBe(404);
    // Whoever has it to do knows of it.
    for (const by of [keeper, owner])
      expect(await seenBy(by)).toEqual([
        [true, true],
        [true, true],
      ]);
  });

  it('is seen by the council, changed by its secretariat, and unknown to others', async () => {
    const item = await raise();
    expect((await look(member, item.id)).can).toMatchObject({ change: false, report: false, move: false });
    expect((await say(member, item, { note: 'ほかの委員から' })).status).toBe(403);
    expect((await stranger.get(`action-items/${item.id}`)).status).toBe(404);
    expect((await say(stranger, item, { note: '部外者' })).status).toBe(404);
    expect((await stranger.get(`councils/${council.id}/action-items`)).status).toBe(404);
    expect((await member.get(`councils/${council.id}/action-items`)).status).toBe(200);
    const change = { task: '変えた', ownerName: '委員 太郎', priority: 'high' };
    expect((await owner.put(`action-items/${item.id}`, change, ifMatch(1))).status).toBe(403);
    expectStatus(200, await keeper.put(`action-items/${item.id}`, change, ifMatch(1)));
    expect((await owner.get<Item>(`action-items/${item.id}`)).body).toMatchObject({ task: '変えた' });
    expect((await member.post(`councils/${council.id}/action-items`, change)).status).toBe(403);
  });

  it('needs somebody who does it, and something to say', async () => {
    const nobody = await keeper.post(`councils/${council.id}/action-items`, { task: 'x', priority: 'low' });
    expect([nobody.status, nobody.body.errors[0].field]).toEqual([422, 'ownerAgencyId']);
    expect((await say(owner, await raise(), {})).status).toBe(422);
  });

  it('takes one of two reports that come at the same time', async () => {
    const item = await raise();
    const answers = await Promise.all([
      say(owner, item, { state: 'done' }),
      say(keeper, item, { state: 'cancelled' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

describe('edge 12: carry-over', () => {
  it('puts what is open on the table of the next meeting that is held, as the same row', async () => {
    const { id } = await buildCouncil(keeper, [owner]);
    const first = await buildMeeting(keeper, id, -40);
    await stepMeeting(keeper, first, 'record');
    const item = await raise({ meetingId: first.id }, id);
    const second = await buildMeeting(keeper, id, -2);
    const third = await buildMeeting(keeper, id, -1);
    expect((await onTable(owner, second.id)).carried.map((row) => row.id)).toEqual([item.id]);
    expect((await onTable(owner, third.id)).carried).toEqual([]);
    await stepMeeting(keeper, second, 'cancellation', { reason: '大雪' });
    expect((await onTable(owner, second.id)).carried).toEqual([]);
    expect((await onTable(owner, third.id)).carried.map((row) => row.id)).toEqual([item.id]);
    await stepMeeting(keeper, third, 'opening');
    const here = { state: 'done', note: '会議で確かめた', meetingId: third.id };
    expectStatus(200, await say(keeper, await look(keeper, item.id), here));
    await stepMeeting(keeper, third, 'ending');
    const [carried] = (await onTable(owner, third.id)).carried;
    expect(carried).toMatchObject({ id: item.id, state: 'done', carried: 1 });
    const { events } = await look(owner, item.id);
    expect(events.map(({ kind, meeting }) => [kind, meeting?.id])).toEqual([
      ['state', third.id],
      ['carry', third.id],
      ['raise', first.id],
    ]);
    expect((await onTable(owner, first.id)).raised.map((row) => row.id)).toEqual([item.id]);
  });

  it('goes to another council with its history, and keeps a council from being dissolved before', async () => {
    const parent = await buildCouncil(keeper);
    const child = await buildCouncil(keeper, [member], { parentId: parent.id });
    const item = await raise({}, child.id);
    const dissolve = async () => keeper.post(`councils/${child.id}/dissolution`, {}, ifMatch(child.version));
    const refused = await dissolve();
    expect([refused.status, refused.body.code, refused.body.actionItems]).toEqual([
      409,
      'council.not_finished',
      1,
    ]);
    const foreign = await buildCouncil(stranger);
    const move = (councilId: string) =>
      keeper.post<Item>(`action-items/${item.id}/move`, { councilId, note: '解散のため' }, ifMatch(1));
    expect((await move(foreign.id)).status).toBe(422);
    expect((await look(keeper, item.id)).destinations.map(({ id }) => id)).toContain(parent.id);
    expect(expectStatus(200, await move(parent.id)).events[0]).toMatchObject({
      kind: 'move',
      council: child.name,
    });
    expect((await look(member, item.id)).council.name).toBe(parent.name);
    expectStatus(200, await dissolve());
  });

  it('says that the agency which has it has closed, and who follows it', async () => {
    const successorId = await buildAgency(api, { name: '後継' });
    const closedId = await buildAgency(api, { name: '閉じる' });
    const item = await raise({ ownerAgencyId: closedId, dueOn: dayFromToday(-1) });
    await api.db.admin(`UPDATE portal.agency SET status = 'closed', successor_id = $2 WHERE id = $1`, [
      closedId,
      successorId,
    ]);
    const seen = await look(keeper, item.id);
    expect([seen.ownerClosed, seen.ownerSuccessor?.startsWith('後継')]).toEqual([true, true]);
    await worker.transaction((tx) => remindOfOverdue(tx, new Outbox(), dayFromToday(0)));
    expect(await promised('action_item.overdue', closedId)).toHaveLength(0);
    expect(await promised('action_item.overdue', keeper.agencyId)).toHaveLength(1);
  });
});

describe('what is late', () => {
  it('is called to mind once a week', async () => {
    const late = await buildWorker(api);
    const item = await raise({ ownerAgencyId: late.agencyId, dueOn: dayFromToday(-1) });
    expect((await look(late, item.id)).isOverdue).toBe(true);
    for (const days of [0, 1])
      await worker.transaction((tx) => remindOfOverdue(tx, new Outbox(), dayFromToday(days)));
    expect(await promised('action_item.overdue', late.agencyId)).toHaveLength(1);
  });
});
