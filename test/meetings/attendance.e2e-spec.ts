import {
  buildCouncil,
  buildMeeting,
  buildSeat,
  type CouncilBody,
  type MeetingBody,
} from '../factories/meetings.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

interface Line {
  seatId: string | null;
  agency: { id: string } | null;
  name: string;
  capacity: string;
  substituteFor: string;
  status: string | null;
  how: string | null;
  cameAt: string | null;
  reason: string;
  source: string | null;
}
interface Attendance {
  lines: Line[];
  counts: Record<string, number>;
  quorum: { asked: number; filled: number; seats: number };
  isClosed: boolean;
  checkInCode: string | null;
  views: number | null;
  ownSeats: { id: string; name: string }[];
  version: number;
}

let api: TestApi;
let keeper: Worker;
let members: Worker[];
let stranger: Worker;
let council: CouncilBody;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { role: 'staff' });
  members = [];
  for (const _ of [1, 2, 3]) members.push(await buildWorker(api, { role: 'staff' }));
  stranger = await buildWorker(api);
  council = await buildCouncil(keeper);
  for (const member of members) await buildSeat(keeper, council, member);
});
afterAll(() => api.close());

const step = async (meeting: MeetingBody, name: string) =>
  expectStatus<MeetingBody>(
    200,
    await keeper.post(`meetings/${meeting.id}/${name}`, {}, ifMatch(meeting.version)),
  );
const begun = async () =>
  step(
    await buildMeeting(keeper, council, { day: dayFromToday(0), from: '00:00', until: '00:30' }),
    'opening',
  );
const read = async (worker: Worker, { id }: { id: string }) =>
  expectStatus<Attendance>(200, await worker.get(`meetings/${id}/attendance`));
const write = (worker: Worker, { id }: { id: string }, lines: object[], version: number) =>
  worker.put<Attendance>(`meetings/${id}/attendance`, { lines }, ifMatch(version));
const present = (line: Line, change: object = {}) => ({
  ...{ seatId: line.seatId, name: line.name, capacity: 'self', status: 'present', how: 'venue' },
  ...change,
});

describe('the list of who was there', () => {
  it('begins with every seat, of whom nothing is known yet', async () => {
    const { lines, counts, quorum } = await read(keeper, await begun());
    expect(lines.map(({ status, name }) => [status, name])).toEqual([
      [null, '委員 花子'],
      [null, '委員 花子'],
      [null, '委員 花子'],
    ]);
    expect([counts['unknown'], quorum]).toEqual([3, { asked: 2, filled: 0, seats: 3 }]);
  });

  it('says who came, how, for whom and why not; guests are no seats', async () => {
    const meeting = await begun();
    const [first, second, third] = (await read(keeper, meeting)).lines;
    const guest = {
      name: '講師 一郎',
      capacity: 'guest',
      status: 'present',
      how: 'web',
      agencyId: stranger.agencyId,
    };
    const written = expectStatus(
      200,
      await write(
        keeper,
        meeting,
        [
          present(first!, { status: 'late', cameAt: '00:10' }),
          present(second!, {
            name: '代理 次郎',
            capacity: 'substitute',
            substituteFor: second!.name,
            how: 'web',
          }),
          present(third!, { status: 'excused', how: null, reason: '出張のため' }),
          guest,
        ],
        0,
      ),
    );
    expect(written.counts).toEqual({
      present: 3,
      venue: 1,
      web: 2,
      onDemand: 0,
      excused: 1,
      absent: 0,
      unknown: 0,
      agencies: 3,
    });
    expect(written.quorum).toEqual({ asked: 2, filled: 2, seats: 3 });
    const seen = await read(members[0]!, meeting);
    expect(seen.lines.map(({ reason }) => reason)).toEqual(['', '', '', '']);
    expect(seen.lines.find(({ capacity }) => capacity === 'substitute')).toMatchObject({
      name: '代理 次郎',
      substituteFor: '委員 花子',
    });
  });

  it.each([
    { what: 'somebody absent in the room', change: { status: 'absent', how: 'venue' }, field: 'lines.0.how' },
    { what: 'somebody present nowhere', change: { how: null }, field: 'lines.0.how' },
    { what: 'a substitute for nobody', change: { capacity: 'substitute' }, field: 'lines.0.substituteFor' },
    { what: 'a time of day that is none', change: { cameAt: '24:10' }, field: 'lines.0.cameAt' },
  ])('refuses $what by name', async ({ change, field }) => {
    const meeting = await begun();
    const [first] = (await read(keeper, meeting)).lines;
    const { status, body } = await write(keeper, meeting, [present(first!, change)], 0);
    expect([
      status,
      (body as unknown as { errors: { field: string }[] }).errors.map((one) => one.field),
    ]).toEqual([422, [field]]);
    expect((await read(keeper, meeting)).counts['unknown']).toBe(3);
  });

  it('edge 9: counts nobody twice', async () => {
    const meeting = await begun();
    const twice = { name: '来賓 花子', capacity: 'guest', status: 'present', agencyId: stranger.agencyId };
    const lines = [
      { ...twice, how: 'venue' },
      { ...twice, how: 'web' },
    ];
    const { status, body } = await write(keeper, meeting, lines, 0);
    expect([status, body]).toEqual([422, expect.objectContaining({ code: 'input.invalid' })]);
  });

  it('is written by one at a time: the second is told', async () => {
    const meeting = await begun();
    const [first] = (await read(keeper, meeting)).lines;
    const answers = await Promise.all([1, 2, 3].map(() => write(keeper, meeting, [present(first!)], 0)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('is finished when everybody is known, and then stays as it is until it is opened again', async () => {
    const meeting = await begun();
    const post = (name: string, version: number) =>
      keeper.post<Attendance>(`meetings/${meeting.id}/${name}`, {}, ifMatch(version));
    const { lines } = await read(keeper, meeting);
    expectStatus(200, await write(keeper, meeting, [present(lines[0]!)], 0));
    expect((await post('attendance-closing', 1)).body).toMatchObject({ code: 'attendance.too_early' });
    await step(meeting, 'ending');
    expect((await post('attendance-closing', 1)).body).toMatchObject({
      code: 'attendance.incomplete',
      unknown: 2,
    });
    const all = lines.map((line) => present(line));
    expectStatus(200, await write(keeper, meeting, all, 1));
    expect(expectStatus(200, await post('attendance-closing', 2)).isClosed).toBe(true);
    expect((await write(keeper, meeting, all, 3)).body).toMatchObject({ code: 'attendance.closed' });
    await expect(
      api.db.admin(`UPDATE portal.attendance SET status = 'late' WHERE meeting_id = $1`, [meeting.id]),
    ).rejects.toMatchObject({ code: '23514' });
    expect(expectStatus(200, await post('attendance-reopening', 3)).isClosed).toBe(false);
    expectStatus(200, await write(keeper, meeting, all.slice(1), 4));
  });

  it('is the business of the secretariat, seen by who sits there', async () => {
    const meeting = await begun();
    expect((await write(members[0]!, meeting, [], 0)).status).toBe(403);
    expect((await write(stranger, meeting, [], 0)).status).toBe(404);
    expect((await stranger.get(`meetings/${meeting.id}/attendance`)).status).toBe(404);
    expect((await stranger.get(`councils/${council.id}/attendance`)).status).toBe(404);
  });
});

describe('checking in', () => {
  const checkIn = (worker: Worker, { id }: { id: string }, body: object) =>
    worker.post<Attendance>(`meetings/${id}/check-in`, { name: '委員 花子', how: 'venue', ...body });
  const codeOf = async ({ id }: { id: string }) =>
    expectStatus<Attendance>(200, await keeper.post(`meetings/${id}/check-in-code`)).checkInCode!;

  it('works with the word of the day, for a seat of the own agency', async () => {
    const meeting = await begun();
    const code = await codeOf(meeting);
    const [member, other] = [members[0]!, members[1]!];
    const { ownSeats, checkInCode } = await read(member, meeting);
    expect([checkInCode, ownSeats.length]).toEqual([null, 1]);
    const seatId = ownSeats[0]!.id;
    const wrong = code === '000000' ? '000001' : '000000';
    const refused = await checkIn(member, meeting, { seatId, code: wrong });
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({ code: 'attendance.check_in_refused' }),
    ]);
    expect((await checkIn(other, meeting, { seatId, code })).status).toBe(403);
    const { lines } = expectStatus(200, await checkIn(member, meeting, { seatId, code }));
    expect(lines.find((line) => line.seatId === seatId)).toMatchObject({
      source: 'check_in',
      capacity: 'self',
      how: 'venue',
    });
    expect((await checkIn(stranger, meeting, { seatId, code })).status).toBe(404);
  });

  it('makes whoever has another name a substitute, and is not lost when the desk writes its list', async () => {
    const meeting = await begun();
    const code = await codeOf(meeting);
    const before = await read(keeper, meeting);
    const { ownSeats } = await read(members[2]!, meeting);
    expectStatus(
      200,
      await checkIn(members[2]!, meeting, { seatId: ownSeats[0]!.id, code, name: '代理 三郎', how: 'web' }),
    );
    const first = before.lines.find(({ agency }) => agency?.id === members[0]!.agencyId)!;
    const { lines } = expectStatus(200, await write(keeper, meeting, [present(first)], before.version));
    expect(lines.find(({ seatId }) => seatId === ownSeats[0]!.id)).toMatchObject({
      name: '代理 三郎',
      capacity: 'substitute',
      substituteFor: '委員 花子',
      how: 'web',
    });
    expect(lines.find(({ seatId }) => seatId === first.seatId)?.status).toBe('present');
  });

  it('ends with the session', async () => {
    const meeting = await begun();
    const code = await codeOf(meeting);
    const { ownSeats } = await read(members[0]!, meeting);
    await step(meeting, 'ending');
    const { status } = await checkIn(members[0]!, meeting, { seatId: ownSeats[0]!.id, code });
    expect(status).toBe(409);
  });

  it('holds when fifty press at once', async () => {
    const meeting = await begun();
    const code = await codeOf(meeting);
    const { ownSeats } = await read(members[0]!, meeting);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => checkIn(members[0]!, meeting, { seatId: ownSeats[0]!.id, code })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await read(keeper, meeting)).counts['present']).toBe(1);
  });
});

describe('over the year', () => {
  it('edge 9: says how often each agency was there; plays of a recording are no persons', async () => {
    const own = await buildCouncil(keeper, { name: '年間の会' });
    for (const member of members) await buildSeat(keeper, own, member);
    for (const how of ['venue', 'web', 'on_demand']) {
      const meeting = await step(
        await buildMeeting(keeper, own, { day: dayFromToday(0), from: '00:00', until: '00:30' }),
        'opening',
      );
      const { lines } = await read(keeper, meeting);
      const mine = lines.filter(({ agency }) => agency?.id === members[0]!.agencyId);
      expectStatus(
        200,
        await write(
          keeper,
          meeting,
          mine.map((line) => present(line, { how })),
          0,
        ),
      );
      const counted = await keeper.put<Attendance>(
        `meetings/${meeting.id}/views`,
        { views: 1201 },
        ifMatch(1),
      );
      expect(expectStatus(200, counted)).toMatchObject({
        views: 1201,
        counts: { present: how === 'on_demand' ? 0 : 1 },
      });
    }
    const { body } = await members[1]!.get(`councils/${own.id}/attendance`);
    expect(body).toMatchObject({
      held: 3,
      agencies: [{ agency: { id: members[0]!.agencyId }, meetings: 2, people: 2, venue: 1, web: 1 }],
    });
    const file = await keeper.get(`councils/${own.id}/attendance-list?format=csv`);
    expect(file.text).toContain('出席した回数');
  });

  it('is printed with a place to sign', async () => {
    const meeting = await begun();
    const { status, text } = await keeper.get(`meetings/${meeting.id}/attendance-sheet`);
    expect(status).toBe(200);
    for (const word of ['出席者名簿', '署名', '委員 花子', '定例会']) expect(text).toContain(word);
  });
});
