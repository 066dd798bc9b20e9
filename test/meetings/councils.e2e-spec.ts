import {
  buildCouncil,
  buildMeeting,
  buildSeat,
  type CouncilBody,
  councilOf,
  type SeatBody,
} from '../factories/meetings.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import { dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let keeper: Worker;
let member: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { role: 'staff' });
  member = await buildWorker(api, { role: 'staff' });
  stranger = await buildWorker(api);
});
afterAll(() => api.close());

const read = async (worker: Worker, { id }: { id: string }) =>
  expectStatus<CouncilBody>(200, await worker.get(`councils/${id}`));
const seatsOf = async (worker: Worker, { id }: { id: string }, query = '') =>
  expectStatus<SeatBody[]>(200, await worker.get(`councils/${id}/seats${query}`));

describe('a council', () => {
  it('is founded for the own agency, and known to everybody by its name', async () => {
    const council = await buildCouncil(keeper);
    expect(council).toMatchObject({ standing: 'keeps', seats: 0, can: { keep: true } });
    expect(await read(stranger, council)).toMatchObject({
      standing: 'knows',
      can: { keep: false, seeSeats: false },
    });
  });

  it("is not founded for somebody else's agency, but by the secretariat of the network", async () => {
    expect((await stranger.post('councils', councilOf(keeper))).status).toBe(403);
    const network = await buildWorker(api, { role: 'secretariat' });
    expect((await network.post('councils', councilOf(keeper))).status).toBe(201);
  });

  it('is founded once, however often the button is pressed', async () => {
    const key = { 'idempotency-key': 'one and the same' };
    const answers = await Promise.all([
      keeper.post<CouncilBody>('councils', councilOf(keeper), key),
      keeper.post<CouncilBody>('councils', councilOf(keeper), key),
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('names every field that cannot be', async () => {
    const { status, body } = await keeper.post('councils', {
      name: '',
      quorum: 'some',
      noticeDays: 91,
    });
    expect(status).toBe(422);
    const fields = (body['errors'] as { field: string }[]).map(({ field }) => field).sort();
    expect(fields).toEqual([
      'approval',
      'kind',
      'name',
      'noticeDays',
      'quorum',
      'secretariatAgencyId',
      'shortName',
    ]);
    const counted = await keeper.post('councils', councilOf(keeper, { quorum: 'count' }));
    expect(counted.body['errors']).toEqual([expect.objectContaining({ field: 'quorumCount' })]);
  });

  it('stands under another one, never under itself', async () => {
    const parent = await buildCouncil(keeper, { name: '協議会', kind: 'council' });
    const child = await buildCouncil(keeper, { name: '就労部会', kind: 'subcommittee', parentId: parent.id });
    const grandchild = await buildCouncil(keeper, { name: '作業部会', parentId: child.id });
    expect((await read(stranger, parent)).children).toEqual([expect.objectContaining({ id: child.id })]);
    const turned = await keeper.put(
      `councils/${parent.id}`,
      councilOf(keeper, { parentId: grandchild.id }),
      ifMatch(parent.version),
    );
    expect([turned.status, turned.body['code']]).toEqual([409, 'council.in_circle']);
  });

  it('keeps the name that it had', async () => {
    const council = await buildCouncil(keeper, { name: '旧連絡会' });
    const changed = expectStatus<CouncilBody>(
      200,
      await keeper.put(`councils/${council.id}`, councilOf(keeper, { name: '新連絡会' }), ifMatch(1)),
    );
    expect(changed.formerNames.map(({ name }) => name)).toEqual(['旧連絡会']);
    const stale = await keeper.put(`councils/${council.id}`, councilOf(keeper), ifMatch(1));
    expect([stale.status, stale.body['currentVersion']]).toEqual([412, 2]);
  });

  it('goes over to another secretariat, which alone keeps it then', async () => {
    const council = await buildCouncil(keeper);
    await keeper.put(
      `councils/${council.id}`,
      councilOf(keeper, { secretariatAgencyId: member.agencyId }),
      ifMatch(1),
    );
    expect((await read(member, council)).standing).toBe('keeps');
    expect((await keeper.put(`councils/${council.id}`, councilOf(keeper), ifMatch(2))).status).toBe(403);
  });

  it('is dissolved when nothing is ahead; its seats end with it', async () => {
    const council = await buildCouncil(keeper);
    await buildSeat(keeper, council, member);
    const meeting = await buildMeeting(keeper, council);
    const open = await keeper.post(`councils/${council.id}/dissolution`, {}, ifMatch(1));
    expect([open.status, open.body['code']]).toEqual([409, 'council.not_finished']);
    await keeper.post(
      `meetings/${meeting.id}/cancellation`,
      { reason: '解散のため' },
      ifMatch(meeting.version),
    );
    const dissolved = expectStatus<CouncilBody>(
      200,
      await keeper.post(`councils/${council.id}/dissolution`, {}, ifMatch(1)),
    );
    expect(dissolved.dissolvedOn).toBe(dayFromToday(0));
    expect(await seatsOf(keeper, council)).toEqual([expect.objectContaining({ untilOn: dayFromToday(0) })]);
    expect((await keeper.post(`councils/${council.id}/meetings`, {})).status).toBe(422);
    expect((await keeper.put(`councils/${council.id}`, councilOf(keeper), ifMatch(2))).status).toBe(409);
  });
});

describe('a seat', () => {
  it("is an agency's, and shows mail addresses to the secretariat alone", async () => {
    const council = await buildCouncil(keeper);
    await buildSeat(keeper, council, member);
    const [own] = await seatsOf(keeper, council);
    expect(own).toMatchObject({ name: '委員 花子', email: `seat-${member.agencyId}@example.jp` });
    const [seen] = await seatsOf(member, council);
    expect(seen).toMatchObject({ name: '委員 花子', email: null });
    expect((await stranger.get(`councils/${council.id}/seats`)).status).toBe(404);
    expect((await read(stranger, council)).seats).toBe(1);
  });

  it('is given by the secretariat alone', async () => {
    const council = await buildCouncil(keeper);
    await buildSeat(keeper, council, member);
    const mine = {
      agencyId: stranger.agencyId,
      role: 'chair',
      fromOn: dayFromToday(0),
      holder: { name: '私' },
    };
    for (const other of [member, stranger])
      expect((await other.post(`councils/${council.id}/seats`, mine)).status).toBe(403);
  });

  it('is not given twice to the same person', async () => {
    const council = await buildCouncil(keeper);
    await buildSeat(keeper, council, member);
    const again = await keeper.post(`councils/${council.id}/seats`, {
      agencyId: member.agencyId,
      role: 'member',
      fromOn: dayFromToday(0),
      holder: { name: '委員 花子' },
    });
    expect([again.status, again.body['code']]).toEqual([409, 'council.seat_taken']);
  });

  it('is filled by somebody else from a day on, and who was there before stays on record', async () => {
    const council = await buildCouncil(keeper);
    const [seat] = await buildSeat(keeper, council, member);
    const fill = (body: object, version: number) =>
      keeper.put<SeatBody[]>(`councils/${council.id}/seats/${seat!.id}/holder`, body, ifMatch(version));
    const early = await fill({ name: '後任 次郎', fromOn: dayFromToday(-20) }, 1);
    expect(early.status).toBe(422);
    const [filled] = expectStatus(200, await fill({ name: '後任 次郎', fromOn: dayFromToday(0) }, 1));
    expect(filled).toMatchObject({
      name: '後任 次郎',
      email: null,
      before: [{ name: '委員 花子', untilOn: dayFromToday(-1) }],
    });
    const [corrected] = expectStatus(200, await fill({ name: '後任 二郎', fromOn: dayFromToday(0) }, 2));
    expect(corrected).toMatchObject({ name: '後任 二郎', before: [{ name: '委員 花子' }] });
  });

  it('ends after its last day: who sat there sees the council no more from inside', async () => {
    const council = await buildCouncil(keeper);
    const agencyId = await buildAgency(api);
    const leaver = await buildWorker(api, { agencyId, role: 'staff' });
    const [seat] = await buildSeat(keeper, council, leaver);
    const meeting = await buildMeeting(keeper, council);
    expect((await leaver.get(`meetings/${meeting.id}`)).status).toBe(200);
    const until = (untilOn: string, version: number) =>
      keeper.put(`councils/${council.id}/seats/${seat!.id}`, { role: 'member', untilOn }, ifMatch(version));
    expect((await until(dayFromToday(-30), 1)).status).toBe(422);
    expectStatus(200, await until(dayFromToday(-1), 1));
    expect((await leaver.get(`meetings/${meeting.id}`)).status).toBe(404);
    expect((await leaver.get(`councils/${council.id}/seats`)).status).toBe(404);
    expect(await seatsOf(keeper, council)).toEqual([]);
    expect(await seatsOf(keeper, council, '?ended=true')).toHaveLength(1);
  });
});
