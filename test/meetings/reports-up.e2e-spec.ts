import { buildCouncil, buildMeeting, stepMeeting } from '../factories/councils.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

interface Report {
  id: string;
  state: string;
  text: string;
  decisions: { id: string; text: string }[];
  meetingId: string | null;
  tabledMeetingId: string | null;
  tabledIn: string;
  answer: string;
  can: Record<string, boolean>;
  version: number;
}
interface Reporting {
  mayPrepare: boolean;
  decisions: { id: string; text: string }[];
  report: Report | null;
}

let api: TestApi;
let keeper: Worker;
let above: Worker;
let member: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { agencyName: '部会の事務局' });
  above = await buildWorker(api, { agencyName: '親会の事務局' });
  member = await buildWorker(api, { agencyName: '委員の機関' });
  stranger = await buildWorker(api, { agencyName: '無関係' });
});
afterAll(() => api.close());

/** Approved minutes, with one decision for everybody and one for the secretariat alone. */
async function approved(hasParent = true) {
  const parent = await buildCouncil(above, [], { kind: 'council', name: '青葉自立支援協議会' });
  const council = await buildCouncil(keeper, [member], hasParent ? { parentId: parent.id } : {});
  const meeting = await buildMeeting(keeper, council.id, -3);
  for (const [title, visibility] of [
    ['実習先', 'members'],
    ['事例A', 'secretariat'],
  ])
    expectStatus(
      201,
      await keeper.post(`meetings/${meeting.id}/agenda`, { title, type: 'decision', visibility }),
    );
  await stepMeeting(keeper, meeting, 'record');
  const at = `meetings/${meeting.id}/attendance`;
  const { lines, version } = (await keeper.get(at)).body;
  const [seat] = lines;
  const absent = { seatId: seat.seatId, name: seat.name, capacity: 'self', status: 'absent' };
  const list = expectStatus(200, await keeper.put(at, { lines: [absent] }, ifMatch(version)));
  expectStatus(200, await keeper.post(`${at}-closing`, {}, ifMatch(list.version)));
  const minutes = expectStatus(201, await keeper.post(`meetings/${meeting.id}/minutes`));
  for (const item of minutes.items)
    await keeper.put(`minutes-items/${item.id}`, { decision: `${item.title}の決定` }, ifMatch(item.version));
  const step = async (verb: string, body: object = {}) => {
    const seen = (await keeper.get(`minutes-versions/${minutes.id}`)).body;
    return keeper.post(`minutes-versions/${minutes.id}/${verb}`, body, ifMatch(seen.version));
  };
  expectStatus(200, await step('circulation'));
  const approve = async () => expectStatus(200, await step('approval', { how: 'chair', approvedBy: '会長' }));
  return { parent, council, meeting, at: `minutes-versions/${minutes.id}/report-up`, approve };
}
const reportingOf = async (by: Worker, at: string) => expectStatus<Reporting>(200, await by.get(at));
const listOf = async (by: Worker, councilId: string) =>
  expectStatus<Report[]>(200, await by.get(`councils/${councilId}/reports-up`));
const step = (by: Worker, { id, version }: Report, verb: string, body: object = {}) =>
  by.post<Report>(`reports-up/${id}/${verb}`, body, ifMatch(version));

describe('a report to the council above', () => {
  it('is prepared of approved minutes, sent, put on the agenda there, and answered', async () => {
    const { parent, council, meeting, at, approve } = await approved();
    const early = await keeper.post(at, { text: '報告' });
    expect([early.status, early.body.code]).toEqual([409, 'report_up.not_approved']);
    await approve();
    const { decisions, mayPrepare } = await reportingOf(keeper, at);
    expect([mayPrepare, decisions.map(({ text }) => text)]).toEqual([true, ['実習先の決定']]);
    expect((await keeper.post(at, { text: '報告', decisionIds: [meeting.id] })).status).toBe(422);
    expect((await member.post(at, { text: '報告' })).status).toBe(403);
    const prepared = expectStatus<Report>(201, await keeper.post(at, { text: '下書き' }));
    expect((await keeper.post(at, { text: '報告' })).body.code).toBe('report_up.begun');
    expect((await above.post(`reports-up/${prepared.id}/sending`, {}, ifMatch(1))).status).toBe(404);
    expect([(await reportingOf(member, at)).report, await listOf(above, parent.id)]).toEqual([null, []]);
    const written = expectStatus<Report>(
      200,
      await keeper.put(
        `reports-up/${prepared.id}`,
        { text: '実習先を広げます', decisionIds: [decisions[0]!.id] },
        ifMatch(prepared.version),
      ),
    );
    const sent = expectStatus(200, await step(keeper, written, 'sending'));
    expect(sent).toMatchObject({ state: 'sent', can: { write: false, table: false } });
    expect(
      (await keeper.put(`reports-up/${sent.id}`, { text: '後から' }, ifMatch(sent.version))).status,
    ).toBe(409);

    const [heard] = await listOf(above, parent.id);
    expect(heard).toMatchObject({ text: '実習先を広げます', meetingId: null, can: { table: true } });
    expect((await step(above, heard!, 'answer', { answer: '早すぎる' })).status).toBe(409);
    const ahead = await buildMeeting(above, parent.id, 20);
    const table = (by: Worker, meetingId: string) => step(by, heard!, 'tabling', { meetingId });
    expect((await table(keeper, ahead.id)).status).toBe(403);
    const elsewhere = await buildMeeting(above, (await buildCouncil(above)).id, 20);
    expect((await table(above, elsewhere.id)).status).toBe(422);
    const both = await Promise.all([table(above, ahead.id), table(above, ahead.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { items } = (await above.get(`meetings/${ahead.id}/agenda`)).body;
    expect(items).toMatchObject([
      {
        type: 'report',
        text: expect.stringContaining('実習先の決定'),
        title: expect.stringContaining('報告'),
      },
    ]);
    const [kept] = await api.db.admin<{ from: string }>(
      'SELECT reported_from_meeting_id AS "from" FROM portal.agenda_item WHERE id = $1',
      [items[0].id],
    );
    expect(kept?.from).toBe(meeting.id);
    const [tabled] = await listOf(above, parent.id);
    expectStatus(200, await step(above, tabled!, 'answer', { answer: '了承します' }));
    for (const by of [keeper, member])
      expect((await listOf(by, council.id))[0]).toMatchObject({
        ...{ state: 'answered', answer: '了承します', tabledMeetingId: null },
        tabledIn: expect.stringContaining(dayFromToday(20)),
      });
    const told = await api.db.admin<{ type: string }>(
      `SELECT type FROM portal.outbox WHERE type LIKE 'report_up.%' AND payload ->> 'agencyId' IN ($1, $2) ORDER BY id`,
      [keeper.agencyId, above.agencyId],
    );
    expect(told.map(({ type }) => type).sort()).toEqual([
      'report_up.answered',
      'report_up.sent',
      'report_up.tabled',
    ]);
    expect((await stranger.get(`councils/${parent.id}/reports-up`)).status).toBe(404);
    expect((await stranger.post(`reports-up/${sent.id}/sending`, {}, ifMatch(1))).status).toBe(404);
    await expect(
      api.db.admin(`UPDATE portal.report_up SET text = 'x' WHERE id = $1`, [sent.id]),
    ).rejects.toThrow('does not change');
  });

  it('is tabled anew when its item was taken off the agenda', async () => {
    const { parent, at, approve } = await approved();
    await approve();
    const prepared = expectStatus<Report>(201, await keeper.post(at, { text: '報告' }));
    const sent = expectStatus(200, await step(keeper, prepared, 'sending'));
    const ahead = await buildMeeting(above, parent.id, 20);
    const tabled = expectStatus(200, await step(above, sent, 'tabling', { meetingId: ahead.id }));
    expect(tabled.can).toMatchObject({ table: false, answer: true });
    const { items } = (await above.get(`meetings/${ahead.id}/agenda`)).body;
    expect(
      (await above.delete(`agenda-items/${items[0].id}`, ifMatch(items[0].version))).status,
    ).toBeLessThan(300);
    const [free] = await listOf(above, parent.id);
    expect(free!.can['table']).toBe(true);
    expectStatus(200, await step(above, free!, 'tabling', { meetingId: ahead.id }));
  });

  it('needs a council above', async () => {
    const { at, approve } = await approved(false);
    await approve();
    expect((await reportingOf(keeper, at)).mayPrepare).toBe(false);
    const refused = await keeper.post(at, { text: '報告' });
    expect([refused.status, refused.body.code]).toEqual([409, 'report_up.no_parent']);
  });
});
