import { randomUUID } from 'node:crypto';
import { openLog } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { PollsRound } from '../../apps/worker/src/meetings/polls.round.js';
import { WorkerDatabase } from '#libs/platform';
import { buildCouncil } from '../factories/councils.js';
import { meetingOn } from '../factories/dates.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { type Answer, Client, ifMatch } from '../support/client.js';
import { MailSink } from '../worker/mail.sink.js';
import { configWith, eventually, testPace } from '../worker/worker.world.js';

let api: TestApi;
let sink: MailSink;
let worker: PortalWorker;
let workerDb: WorkerDatabase;
let keeper: Worker;
let member: Worker;
let other: Worker;
let stranger: Worker;
let councilId: string;
beforeAll(async () => {
  api = await startApi();
  sink = await new MailSink().open();
  worker = createWorker({
    config: configWith({ smtpUrl: sink.url }),
    keys: api.db.keys,
    connections: api.db.connections,
    log: openLog(process.env['TEST_LOG'] ?? 'silent', 'worker'),
    pace: testPace,
  });
  worker.start();
  workerDb = new WorkerDatabase(api.db.connections.worker, 'test-polls');
  keeper = await buildWorker(api, { name: '事務局 一郎' });
  member = await buildWorker(api);
  other = await buildWorker(api);
  stranger = await buildWorker(api);
  councilId = (await buildCouncil(keeper, [member, other])).id;
});
afterAll(async () => {
  await worker.close();
  await sink.close();
  await workerDb.onApplicationShutdown();
  await api.close();
});

interface Option {
  id: string;
  day: string;
  from: string;
  yes: number;
  ifNeeded: number;
  no: number;
  refusedBy: string[];
  isBest: boolean;
  holiday: string | null;
  clashes: { title: string }[];
  meetingId: string | null;
}
interface Invitee {
  id: string;
  name: string;
  agency: string | null;
  isOwn: boolean;
  seatId: string | null;
  email: string | null;
  sentAt: string | null;
  comment: string;
  votes: { optionId: string; answer: string }[];
}
interface Poll {
  id: string;
  state: string;
  version: number;
  answered: number;
  showsVotes: boolean;
  isMyTurn: boolean;
  options: Option[];
  invitees: Invitee[];
  can: Record<string, boolean>;
}

const days = [dayFromToday(20), dayFromToday(21), dayFromToday(22)];
const offered = (on = days) => on.map((day) => ({ day, from: '18:30', until: '20:00' }));
const guest = (said: Record<string, unknown> = {}) => ({
  name: '教育委員会 担当',
  email: `${randomUUID()}@example.jp`,
  ...said,
});

async function seats(): Promise<{ id: string; agency: { id: string } }[]> {
  return (await keeper.get(`councils/${councilId}/seats`)).body;
}

async function opened(said: Record<string, unknown> = {}): Promise<Poll> {
  const body = {
    ...{ title: '企業における雇用の取り組み', mode: 'venue', venue: '青葉会館', deadlineOn: dayFromToday(7) },
    ...{ options: offered(), invitees: (await seats()).map(({ id }) => ({ seatId: id })), ...said },
  };
  return expectStatus<Poll>(201, await keeper.post(`councils/${councilId}/polls`, body));
}

const read = async (poll: Poll, by = keeper) => expectStatus<Poll>(200, await by.get(`polls/${poll.id}`));
const at = (poll: Poll, person: Worker) =>
  read(poll, person).then(({ invitees }) => invitees.find(({ isOwn }) => isOwn)!);

async function vote(
  by: Worker,
  poll: Poll,
  answers: string[],
  inviteeId?: string,
  comment = '',
): Promise<Answer<Poll>> {
  const id = inviteeId ?? (await at(poll, by)).id;
  const votes = answers.map((answer, nth) => ({ optionId: poll.options[nth]!.id, answer }));
  return by.put<Poll>(`polls/${poll.id}/invitees/${id}/votes`, { votes, comment });
}

async function linkTo(email: string, mails = 1): Promise<string> {
  return eventually(async () => {
    const arrived = await sink.mailsTo(email);
    if (arrived.length < mails) throw new Error(`${arrived.length} mails to ${email}`);
    return /https:\/\/portal\.example\.jp(\/date-polls\/\S+)/.exec(arrived.at(-1)!.text ?? '')![1]!;
  });
}

const open = (link: string) => new Client(api.url).get(link);
const submit = (link: string, fields: Record<string, string>) =>
  new Client(api.url).send('POST', link, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'http://localhost:3000',
    'sec-fetch-site': 'same-origin',
  });

describe('a poll by link', () => {
  it('is mailed without anything about anybody, answered without an account, and changed until it closes', async () => {
    const asked = guest();
    const poll = await opened({ invitees: [asked] });
    const link = await linkTo(asked.email);
    const [mail] = await sink.mailsTo(asked.email);
    expect(`${mail!.subject}\n${mail!.text}`).toContain('就労部会');
    expect(mail!.text).not.toContain(asked.name);
    const page = await open(link);
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<script/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const [first, second] = poll.options;
    const said = await submit(link, {
      [first!.id]: 'yes',
      [second!.id]: 'no',
      comment: '遅れるかもしれません',
    });
    expect([said.status, said.headers.get('location')]).toEqual([303, link]);
    let now = await read(poll);
    expect(now.options.map(({ yes, no }) => [yes, no])).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    expect(now.invitees[0]!.comment).toBe('遅れるかもしれません');
    expect((await open(link)).text).toContain('まだ答えていない候補日が1件');
    await submit(link, Object.fromEntries(poll.options.map(({ id }) => [id, 'if_needed'])));
    now = await read(poll);
    expect(now.options.map(({ ifNeeded }) => ifNeeded)).toEqual([1, 1, 1]);
    expect((await submit(link, { comment: 'x' })).status).toBe(422);

    expectStatus(200, await keeper.post(`polls/${poll.id}/closing`, {}, ifMatch(now.version)));
    await submit(link, { [first!.id]: 'yes' });
    expect((await read(poll)).options[0]!.ifNeeded).toBe(1);
    expect((await open(link)).text).toContain('受け付けは終わりました');
  });

  it('edge 18: a new mail makes the old link useless; whoever is asked no longer stands before a closed door', async () => {
    const asked = guest();
    const poll = await opened({ invitees: [asked] });
    const old = await linkTo(asked.email);
    const { id } = poll.invitees[0]!;
    expectStatus(200, await keeper.post(`polls/${poll.id}/invitees/${id}/sending`));
    const fresh = await linkTo(asked.email, 2);
    expect(fresh).not.toBe(old);
    expect((await open(old)).status).toBe(404);
    expect((await open(fresh)).status).toBe(200);
    const { version } = await read(poll);
    expectStatus(200, await keeper.delete(`polls/${poll.id}/invitees/${id}`, ifMatch(version)));
    expect((await open(fresh)).status).toBe(404);
    // Asked again it is the same person with another link, and what was said before.
    expectStatus(201, await keeper.post(`polls/${poll.id}/invitees`, { invitees: [asked] }));
    expect((await read(poll)).invitees.map((invitee) => invitee.id)).toEqual([id]);
    expect((await open(fresh)).status).toBe(404);
    expect((await open(await linkTo(asked.email, 3))).status).toBe(200);
  });

  it('keeps nothing of the link but its hash, and shows that to nobody', async () => {
    const asked = guest();
    await opened({ invitees: [asked] });
    const token = (await linkTo(asked.email)).split('/').at(-1)!;
    const rows = await api.db.admin<{ row: string }>(
      `SELECT i::text AS row FROM portal.poll_invitee i UNION ALL SELECT o.payload::text FROM portal.outbox o`,
    );
    expect(rows.map(({ row }) => row).join('\n')).not.toContain(token);
  });
});

describe('a poll for agencies', () => {
  it('is answered for the own agency, by the secretariat for whoever phoned, and by nobody else', async () => {
    const poll = await opened();
    const [mine, theirs] = [await at(poll, member), await at(poll, other)];
    expectStatus(200, await vote(member, poll, ['yes', 'no', 'if_needed']));
    expectStatus(404, await vote(member, poll, ['no', 'no', 'no'], theirs.id));
    expectStatus(404, await vote(stranger, poll, ['yes', 'yes', 'yes'], mine.id));
    expectStatus(404, await stranger.get(`polls/${poll.id}`));
    expectStatus(200, await vote(keeper, poll, ['no', 'yes', 'yes'], theirs.id));
    const now = await read(poll);
    expect(now.answered).toBe(2);
    expect(now.options.map(({ yes, ifNeeded, no }) => [yes, ifNeeded, no])).toEqual([
      [1, 0, 1],
      [1, 0, 1],
      [1, 1, 0],
    ]);
    expect(now.options.map(({ isBest }) => isBest)).toEqual([false, false, true]);
    expect((await read(poll, member)).invitees.every(({ email }) => email === null)).toBe(true);
    expectStatus(403, await member.post(`polls/${poll.id}/closing`, {}, ifMatch(now.version)));
  });

  it('shows what others said only after the own answer, where it is set so', async () => {
    const poll = await opened({ hidesVotes: true });
    expectStatus(200, await vote(other, poll, ['yes', 'yes', 'no'], undefined, '午後なら'));
    const before = await read(poll, member);
    expect(before.showsVotes).toBe(false);
    expect(JSON.stringify(before)).not.toContain('午後なら');
    expect(before.options.every(({ yes, no }) => yes + no === 0)).toBe(true);
    // The wall stands in the database too.
    expect(before.invitees.find(({ isOwn }) => !isOwn)!.votes).toEqual([]);
    expectStatus(200, await vote(member, poll, ['yes', 'no', 'no']));
    const after = await read(poll, member);
    expect(after.options.map(({ yes }) => yes)).toEqual([2, 1, 0]);
  });

  it('keeps every answer when options change, and brings back those of an option that returns', async () => {
    const poll = await opened();
    expectStatus(200, await vote(member, poll, ['yes', 'if_needed', 'no']));
    const change = async (options: object[]) => {
      const { version } = await read(poll);
      const body = { title: '別の題', mode: 'web', deadlineOn: dayFromToday(7), options };
      return expectStatus<Poll>(200, await keeper.put(`polls/${poll.id}`, body, ifMatch(version)));
    };
    const fewer = await change([
      ...offered([days[0]!, days[1]!]),
      { day: dayFromToday(30), from: '10:00', until: '11:00' },
    ]);
    expect(fewer.options.map(({ id }) => id).slice(0, 2)).toEqual(
      poll.options.map(({ id }) => id).slice(0, 2),
    );
    expect(fewer.options.map(({ yes, ifNeeded, no }) => yes + ifNeeded + no)).toEqual([1, 1, 0]);
    // What was added is still to be answered.
    expect((await read(poll, member)).isMyTurn).toBe(true);
    const back = await change(offered());
    expect(back.options.map(({ yes, ifNeeded, no }) => [yes, ifNeeded, no])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it('reminds those alone who have left a day unanswered, and nobody twice a day', async () => {
    const [silent, done] = [guest(), guest()];
    const poll = await opened({ invitees: [silent, done] });
    await submit(await linkTo(done.email), Object.fromEntries(poll.options.map(({ id }) => [id, 'yes'])));
    await linkTo(silent.email);
    const nobody = await keeper.post(`polls/${poll.id}/reminder`);
    expect(nobody.body.code).toBe('poll.nobody_to_remind');
    await api.db.admin(
      `UPDATE portal.poll_invitee SET created_at = now() - interval '2 days' WHERE poll_id = $1`,
      [poll.id],
    );
    expectStatus(200, await keeper.post(`polls/${poll.id}/reminder`));
    // The link in the reminder is the one that they have.
    expect(await linkTo(silent.email, 2)).toBe(await linkTo(silent.email));
    expect(expectStatus<{ code: string }>(409, await keeper.post(`polls/${poll.id}/reminder`)).code).toBe(
      'poll.nobody_to_remind',
    );
    expect(await sink.mailsTo(done.email)).toHaveLength(1);
  });

  it('closes by itself once its deadline is over, and reminds before', async () => {
    const asked = guest();
    const poll = await opened({ invitees: [asked], deadlineOn: dayFromToday(1) });
    await linkTo(asked.email);
    await api.db.admin(
      `UPDATE portal.poll_invitee SET created_at = now() - interval '2 days' WHERE poll_id = $1`,
      [poll.id],
    );
    const round = new PollsRound(workerDb, openLog('silent', 'test'));
    await round.look();
    await round.look();
    await linkTo(asked.email, 2);
    const link = await linkTo(asked.email);
    await api.db.admin(`UPDATE portal.date_poll SET deadline_on = $2 WHERE id = $1`, [
      poll.id,
      dayFromToday(-1),
    ]);
    // Closed at once for everybody, whenever the round comes by.
    await submit(link, { [poll.options[0]!.id]: 'yes' });
    expect(await read(poll)).toMatchObject({ state: 'closed', answered: 0 });
    await round.look();
    const now = await read(poll);
    expect(now).toMatchObject({ state: 'closed', version: poll.version + 1 });
    const reopened = await keeper.post(
      `polls/${poll.id}/reopening`,
      { deadlineOn: dayFromToday(3) },
      ifMatch(now.version),
    );
    expect(expectStatus<Poll>(200, reopened).state).toBe('open');
    expect(await sink.mailsTo(asked.email)).toHaveLength(2);
  });
});

describe('picking', () => {
  it('makes a meeting of each day that is picked, the first in the slot of the plan, and cannot be undone', async () => {
    const year = expectStatus<{ slots: { id: string }[] }>(
      201,
      await keeper.post(`councils/${councilId}/year-plans`, { fiscalYear: 2030, plannedCount: 1 }),
    );
    const slotId = year.slots[0]!.id;
    const poll = await opened({ slotId });
    const slot = async () =>
      (
        await keeper.get<{ slots: { state: string; pollId: string; meeting: { id: string } }[] }>(
          `councils/${councilId}/year-plans?fiscalYear=2030`,
        )
      ).body.slots[0]!;
    expect(await slot()).toMatchObject({ state: 'polling', pollId: poll.id });
    const body = { optionIds: [poll.options[2]!.id, poll.options[0]!.id] };
    const picked = expectStatus<Poll>(
      200,
      await keeper.post(`polls/${poll.id}/picking`, body, ifMatch(poll.version)),
    );
    expect(picked).toMatchObject({ state: 'picked', can: { reopen: false, pick: false, cancel: false } });
    const [first, second, third] = picked.options;
    expect(second!.meetingId).toBeNull();
    expect(await slot()).toMatchObject({ state: 'scheduled', meeting: { id: first!.meetingId } });
    const meeting = (await keeper.get(`meetings/${third!.meetingId}`)).body;
    expect(meeting).toMatchObject({
      title: '企業における雇用の取り組み',
      state: 'draft',
      day: days[2],
      from: '18:30',
    });
    expectStatus(
      409,
      await keeper.post(`polls/${poll.id}/reopening`, { deadlineOn: days[0] }, ifMatch(picked.version)),
    );
  });

  it('warns where somebody who is required cannot come, and goes on when that is known', async () => {
    const required = (await seats()).map(({ id, agency }) => ({
      seatId: id,
      isRequired: agency.id === member.agencyId,
    }));
    const poll = await opened({ invitees: required });
    expectStatus(200, await vote(member, poll, ['no', 'if_needed', 'no']));
    expectStatus(200, await vote(other, poll, ['yes', 'yes', 'yes']));
    const now = await read(poll);
    expect(now.options.map(({ refusedBy }) => refusedBy.length)).toEqual([1, 0, 1]);
    expect(now.options.map(({ isBest }) => isBest)).toEqual([false, true, false]);
    const pick = (despiteRefusal: boolean) =>
      keeper.post(
        `polls/${poll.id}/picking`,
        { optionIds: [now.options[0]!.id], despiteRefusal },
        ifMatch(now.version),
      );
    expect((await pick(false)).body.code).toBe('poll.required_refused');
    expectStatus(200, await pick(true));
  });

  it('a poll that is given up leaves its slot without a day', async () => {
    const year = expectStatus<{ slots: { id: string }[] }>(
      201,
      await keeper.post(`councils/${councilId}/year-plans`, { fiscalYear: 2031, plannedCount: 1 }),
    );
    const poll = await opened({ slotId: year.slots[0]!.id });
    expectStatus(200, await keeper.post(`polls/${poll.id}/cancellation`, {}, ifMatch(poll.version)));
    const now = (await keeper.get(`councils/${councilId}/year-plans?fiscalYear=2031`)).body;
    expect(now.slots[0].state).toBe('unscheduled');
  });

  it('happens once, however many press, and no answer gets in between', async () => {
    const poll = await opened();
    const [mine, theirs] = [await at(poll, member), await at(poll, other)];
    const body = { optionIds: [poll.options[0]!.id] };
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () =>
        keeper.post(`polls/${poll.id}/picking`, body, ifMatch(poll.version)),
      ),
      ...Array.from({ length: 4 }, () => vote(member, poll, ['yes', 'yes', 'yes'], mine.id)),
      ...Array.from({ length: 4 }, () => vote(other, poll, ['yes', 'no', 'yes'], theirs.id)),
    ]);
    const picks = answers.slice(0, 4).map(({ status }) => status);
    expect(picks.filter((status) => status === 200)).toHaveLength(1);
    expect(picks.every((status) => [200, 409, 412].includes(status))).toBe(true);
    expect(answers.slice(4).every(({ status }) => [200, 409].includes(status))).toBe(true);
    const made = await api.db.admin(
      `SELECT FROM portal.meeting m JOIN portal.poll_option o ON o.meeting_id = m.id WHERE o.poll_id = $1`,
      [poll.id],
    );
    expect(made).toHaveLength(1);
  });

  it('takes fifty answers at once and loses none', async () => {
    const asked = Array.from({ length: 50 }, () => guest());
    const poll = await opened({ invitees: asked });
    const answers = await Promise.all(
      poll.invitees.map(({ id }) => vote(keeper, poll, ['yes', 'if_needed', 'no'], id)),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await read(poll)).options.map(({ yes, ifNeeded, no }) => [yes, ifNeeded, no])).toEqual([
      [50, 0, 0],
      [0, 50, 0],
      [0, 0, 50],
    ]);
  });
});

describe('edge 17: holidays and clashes', () => {
  it('names the holiday of a day on offer, and what else is on then', async () => {
    // 2020-07-23 was 海の日, moved there for that year alone.
    const meeting = meetingOn('2020-07-23', { title: '親会' });
    expectStatus(201, await keeper.post(`councils/${councilId}/meetings`, meeting));
    const poll = await opened({ options: offered(['2020-07-23', '2051-01-02']) });
    expect(poll.options[0]).toMatchObject({ holiday: '海の日', clashes: [{ title: '親会' }] });
    expect(poll.options[1]).toMatchObject({ holiday: null, holidayKnown: false, clashes: [] });
  });
});
