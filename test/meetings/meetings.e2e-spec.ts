import {
  announce,
  buildCouncil,
  buildMeeting,
  buildSeat,
  type CouncilBody,
  type MeetingBody,
  meetingOn,
} from '../factories/meetings.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let keeper: Worker;
let member: Worker;
let stranger: Worker;
let council: CouncilBody;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { role: 'staff' });
  member = await buildWorker(api, { role: 'staff' });
  stranger = await buildWorker(api);
  council = await buildCouncil(keeper);
  await buildSeat(keeper, council, member);
});
afterAll(() => api.close());

const read = async (worker: Worker, { id }: { id: string }) =>
  expectStatus<MeetingBody>(200, await worker.get(`meetings/${id}`));
const step = (worker: Worker, { id, version }: MeetingBody, name: string, body: object = {}) =>
  worker.post<MeetingBody>(`meetings/${id}/${name}`, body, ifMatch(version));
const change = (worker: Worker, { id, version }: MeetingBody, body: object) =>
  worker.put<MeetingBody>(`meetings/${id}`, body, ifMatch(version));

describe('who sees a meeting', () => {
  it('the secretariat a draft, its council what is announced, nobody else anything', async () => {
    const draft = await buildMeeting(keeper, council, { draft: true });
    expect((await member.get(`meetings/${draft.id}`)).status).toBe(404);
    await announce(keeper, draft);
    expect((await read(member, draft)).can).toMatchObject({ change: false, cancel: false });
    expect((await stranger.get(`meetings/${draft.id}`)).status).toBe(404);
    expect((await stranger.get(`councils/${council.id}/meetings`)).status).toBe(404);
    expect((await step(member, await read(keeper, draft), 'cancellation', { reason: '都合' })).status).toBe(
      403,
    );
    expect((await step(stranger, await read(keeper, draft), 'cancellation', { reason: '都合' })).status).toBe(
      404,
    );
  });

  it('the web link is for whoever comes', async () => {
    const meeting = await buildMeeting(keeper, council);
    expect((await read(keeper, meeting)).link?.link).toBe('https://web.example.jp/room/1');
    expect((await read(member, meeting)).link).toBeNull();
    const invite = (answer: string) =>
      api.db.admin(
        `INSERT INTO portal.invitation (id, meeting_id, council_id, agency_id, name, role, answer, created_by)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, 'required', $4, $5)`,
        [meeting.id, council.id, member.agencyId, answer, keeper.accountId],
      );
    await invite('tentative');
    expect((await read(member, meeting)).link).toBeNull();
    await invite('accepted');
    expect((await read(member, meeting)).link?.link).toBe('https://web.example.jp/room/1');
  });
});

describe('the life of a meeting', () => {
  it('goes from the draft over the day to its end', async () => {
    let meeting = await buildMeeting(keeper, council, { draft: true, day: dayFromToday(-1) });
    for (const [name, state] of [
      ['announcement', 'announced'],
      ['opening', 'in_session'],
      ['ending', 'held'],
      ['closing', 'closed'],
    ] as const) {
      meeting = expectStatus(200, await step(keeper, meeting, name));
      expect(meeting.state).toBe(state);
    }
    expect(Object.values(meeting.can).some(Boolean)).toBe(false);
  });

  it('refuses what does not happen in its state, and a version that is old', async () => {
    const meeting = await buildMeeting(keeper, council);
    const again = await step(keeper, meeting, 'announcement');
    expect([again.status, again.body]).toEqual([
      409,
      expect.objectContaining({ code: 'meeting.wrong_state' }),
    ]);
    const stale = await step(keeper, { ...meeting, version: 1 }, 'opening');
    expect(stale.status).toBe(412);
    for (const early of ['opening', 'record']) {
      const { status, body } = await step(keeper, meeting, early);
      expect([status, body]).toEqual([409, expect.objectContaining({ code: 'meeting.not_begun' })]);
    }
  });

  it('lets one of two cancel it', async () => {
    const meeting = await buildMeeting(keeper, council);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => step(keeper, meeting, 'cancellation', { reason: '台風のため' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
  });

  it('asks for a reason where the council is let down', async () => {
    const meeting = await buildMeeting(keeper, council);
    const { status, body } = await keeper.post(
      `meetings/${meeting.id}/cancellation`,
      { reason: ' ' },
      ifMatch(meeting.version),
    );
    expect([status, body['errors']]).toEqual([422, [expect.objectContaining({ field: 'reason' })]]);
  });

  it('is postponed without a date and announced anew under its old number', async () => {
    const meeting = await buildMeeting(keeper, council);
    const postponed = expectStatus(
      200,
      await step(keeper, meeting, 'postponement', { reason: '会場の都合' }),
    );
    expect(postponed).toMatchObject({ state: 'postponed', number: meeting.number });
    const moved = expectStatus(200, await change(keeper, postponed, meetingOn(dayFromToday(60))));
    const again = expectStatus(200, await step(keeper, moved, 'announcement'));
    expect(again).toMatchObject({ state: 'announced', number: meeting.number, day: dayFromToday(60) });
  });
});

describe('the number of a meeting', () => {
  it('goes on from what was held before, in the order in which they are announced', async () => {
    const known = await buildCouncil(keeper, { name: '続く会', heldBefore: 12 });
    const [late, early] = [
      await buildMeeting(keeper, known, { draft: true, day: '2027-03-01' }),
      await buildMeeting(keeper, known, { draft: true, day: '2027-02-01' }),
    ];
    expect(late.number).toBeNull();
    expect(await announce(keeper, early)).toMatchObject({ number: 13, yearNumber: 1 });
    expect(await announce(keeper, late)).toMatchObject({ number: 14, yearNumber: 2 });
  });

  it('is never given again: that of a cancelled meeting stays empty', async () => {
    const known = await buildCouncil(keeper, { name: '欠番の会' });
    const first = await buildMeeting(keeper, known, { day: '2027-02-01' });
    expectStatus(200, await step(keeper, first, 'cancellation', { reason: '中止' }));
    expect(await buildMeeting(keeper, known, { day: '2027-02-08' })).toMatchObject({
      number: 2,
      yearNumber: 2,
    });
    const { body } = await keeper.get(`councils/${known.id}/meetings`);
    expect(body.items.map(({ number, state }: MeetingBody) => [number, state])).toEqual([
      [1, 'cancelled'],
      [2, 'announced'],
    ]);
  });

  it('is one each when several are announced at once', async () => {
    const known = await buildCouncil(keeper, { name: '同時の会' });
    const drafts: MeetingBody[] = [];
    for (const day of [1, 2, 3, 4, 5, 6])
      drafts.push(await buildMeeting(keeper, known, { draft: true, day: `2027-02-0${day}` }));
    const announced = await Promise.all(drafts.map((draft) => announce(keeper, draft)));
    expect(announced.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('edge 3: the fiscal year is that of the day on which it begins', async () => {
    const known = await buildCouncil(keeper, { name: '年度の会' });
    const night = { from: '23:30', until: '00:30' };
    const meeting = await buildMeeting(keeper, known, { day: '2027-03-31', ...night });
    expect(meeting).toMatchObject({ fiscalYear: 2026, yearNumber: 1, from: '23:30', until: '00:30' });
    const april = await buildMeeting(keeper, known, { day: '2027-04-01' });
    expect(april).toMatchObject({ fiscalYear: 2027, number: 2, yearNumber: 1 });
    // Moved over the border it takes the next number there, and keeps the number that it has of all.
    const moved = expectStatus(200, await change(keeper, meeting, meetingOn('2027-04-02')));
    expect(moved).toMatchObject({ fiscalYear: 2027, number: 1, yearNumber: 2 });
  });
});

describe('the time of a meeting', () => {
  it('edge 1: 18:30 in Tokyo is 09:30 in Greenwich, whatever the server thinks', async () => {
    const meeting = await buildMeeting(keeper, council, { day: '2027-01-15' });
    expect(meeting).toMatchObject({ day: '2027-01-15', from: '18:30', startsAt: '2027-01-15T09:30:00.000Z' });
    const abroad = await buildMeeting(keeper, council, { day: '2027-01-15', tz: 'America/New_York' });
    expect(abroad).toMatchObject({ from: '18:30', startsAt: '2027-01-15T23:30:00.000Z' });
  });

  it.each([
    { field: 'from', value: '24:00' },
    { field: 'until', value: '25:30' },
    { field: 'tz', value: '東京' },
    { field: 'webLink', value: 'http://web.example.jp' },
    { field: 'day', value: '2027-02-29' },
  ])('edge 2: $field $value is refused by name, with a hint', async ({ field, value }) => {
    const { status, body } = await keeper.post(
      `councils/${council.id}/meetings`,
      meetingOn('2027-01-15', { [field]: value }),
    );
    expect([status, body['errors']]).toEqual([422, [expect.objectContaining({ field })]]);
  });

  it('edge 17: a public holiday is named, and beyond the calendar it is said that nothing is known', async () => {
    const marine = await buildMeeting(keeper, council, { draft: true, day: '2020-07-23' });
    expect(marine).toMatchObject({ holiday: '海の日', holidayKnown: true });
    const far = await buildMeeting(keeper, council, { draft: true, day: '2051-01-01' });
    expect(far).toMatchObject({ holiday: null, holidayKnown: false });
  });

  it('says which others are on at the same time', async () => {
    const first = await buildMeeting(keeper, council, { day: '2027-05-20' });
    const second = await buildMeeting(keeper, council, { day: '2027-05-20', from: '19:59', until: '21:00' });
    const third = await buildMeeting(keeper, council, { day: '2027-05-20', from: '20:00', until: '21:00' });
    expect(second.clashes.map(({ id }) => id).sort()).toEqual([first.id]);
    expect((await read(keeper, third)).clashes.map(({ id }) => id)).toEqual([second.id]);
  });

  it('is asked anew of whoever has answered for another one', async () => {
    const meeting = await buildMeeting(keeper, council);
    await api.db.admin(
      `INSERT INTO portal.invitation (id, meeting_id, council_id, agency_id, name, role, answer, answered_at, created_by)
       VALUES (gen_random_uuid(), $1, $2, $3, '委員', 'required', 'accepted', now(), $4)`,
      [meeting.id, council.id, member.agencyId, keeper.accountId],
    );
    const now = async () => {
      const [row] = await api.db.admin<{ answer: string; sequence: number }>(
        `SELECT i.answer, m.ical_sequence AS sequence FROM portal.invitation i JOIN portal.meeting m ON m.id = i.meeting_id
         WHERE m.id = $1`,
        [meeting.id],
      );
      return row;
    };
    const titled = expectStatus(
      200,
      await change(keeper, meeting, meetingOn(meeting.day, { title: '臨時会' })),
    );
    expect(await now()).toEqual({ answer: 'accepted', sequence: 0 });
    expectStatus(200, await change(keeper, titled, meetingOn(meeting.day, { from: '19:00' })));
    expect(await now()).toEqual({ answer: 'needs_action', sequence: 1 });
  });
});
