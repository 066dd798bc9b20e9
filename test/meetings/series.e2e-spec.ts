import { buildCouncil } from '../factories/councils.js';
import { meetingOn } from '../factories/dates.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let keeper: Worker;
let member: Worker;
let councilId: string;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api);
  member = await buildWorker(api);
});
beforeEach(async () => {
  councilId = (await buildCouncil(keeper, [member])).id;
});
afterAll(() => api.close());

interface Occurrence {
  id: string;
  day: string;
  from: string;
  title: string;
  state: string;
  number: number | null;
  version: number;
}

async function all(): Promise<Occurrence[]> {
  const { items } = expectStatus<{ items: { id: string }[] }>(
    200,
    await keeper.get(`councils/${councilId}/meetings?perPage=100`),
  );
  return Promise.all(items.map(async ({ id }) => (await keeper.get<Occurrence>(`meetings/${id}`)).body));
}

async function planned(count = 5): Promise<Occurrence[]> {
  const said = meetingOn('2027-05-19', { rhythm: 'months', every: 2, weekNo: 3, count });
  expectStatus(201, await keeper.post(`councils/${councilId}/series`, said));
  return all();
}

const change = (meeting: Occurrence, scope: string, said: Record<string, unknown>) =>
  keeper.put(
    `meetings/${meeting.id}/series`,
    { ...meetingOn(meeting.day), ...said, scope },
    ifMatch(meeting.version),
  );

describe('a series', () => {
  it('plans every third Wednesday of every second month as meetings of their own', async () => {
    const meetings = await planned();
    expect(meetings.map(({ day }) => day)).toEqual([
      ...['2027-05-19', '2027-07-21', '2027-09-15', '2027-11-17', '2028-01-19'],
    ]);
    expect(meetings.every(({ state, number }) => state === 'draft' && number === null)).toBe(true);
    expectStatus(
      403,
      await member.post(
        `councils/${councilId}/series`,
        meetingOn('2027-05-19', { rhythm: 'weeks', count: 2 }),
      ),
    );
  });

  it('edge 4: series edit: what was moved alone keeps its date, what was held never changes, numbers stay', async () => {
    const [first, second, third] = await planned();
    // The first is held, with its number; the third is moved alone.
    expectStatus(200, await keeper.post(`meetings/${first!.id}/announcement`, {}, ifMatch(first!.version)));
    await api.db.admin(`UPDATE portal.meeting SET state = 'held' WHERE id = $1`, [first!.id]);
    expectStatus(
      200,
      await keeper.put(
        `meetings/${third!.id}`,
        meetingOn('2027-09-22', { from: '10:00', until: '11:00' }),
        ifMatch(third!.version),
      ),
    );
    const later = { day: '2027-07-22', from: '19:30', until: '21:00', title: '新しい題' };
    expectStatus(200, await change(second!, 'following', later));
    const now = await all();
    expect(now.map(({ day, from, title }) => [day, from, title])).toEqual([
      ['2027-05-19', '18:30', '就労連絡会'],
      ['2027-07-22', '19:30', '新しい題'],
      ['2027-09-22', '10:00', '新しい題'],
      ['2027-11-18', '19:30', '新しい題'],
      ['2028-01-20', '19:30', '新しい題'],
    ]);
    expect(now.map(({ number }) => number)).toEqual([1, null, null, null, null]);

    // All from the last one: those ahead before it as well.
    expectStatus(200, await change(now[4]!, 'all', { day: '2028-01-20', from: '20:00', until: '21:00' }));
    expect((await all()).map(({ from }) => from)).toEqual(['18:30', '20:00', '10:00', '20:00', '20:00']);
    expectStatus(409, await change(now[0]!, 'all', {}));
  });

  it('is none where a meeting was planned alone', async () => {
    expectStatus(201, await keeper.post(`councils/${councilId}/meetings`, meetingOn('2027-05-19')));
    const [alone] = await all();
    expectStatus(422, await change(alone!, 'all', {}));
  });
});
