import { unzipSync } from 'fflate';
import { approveBySilence } from '#libs/meetings';
import { newId, Outbox, WorkerDatabase } from '#libs/platform';
import {
  buildCouncil,
  buildMeeting,
  type CouncilBody,
  type MeetingBody,
  stepMeeting,
} from '../factories/councils.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { readPdf } from '../support/pdf.reader.js';

interface Item {
  id: string;
  title: string;
  discussion: string;
  decision: string;
  version: number;
}
interface Minutes {
  id: string;
  no: number;
  state: string;
  sha256: string | null;
  proof: string;
  attendees: string;
  approvedBy: string;
  approvedHowName: string | null;
  overrideReason: string;
  items: Item[];
  actions: { task: string; owner: string }[];
  recipients: { agency: string; names: string }[];
  reviews: { id: string; verdict: string; name: string }[];
  can: Record<string, boolean>;
  /** Of a refusal. */
  code?: string;
  version: number;
}

let api: TestApi;
let keeper: Worker;
let second: Worker;
let chair: Worker;
let member: Worker;
let stranger: Worker;
let worker: WorkerDatabase;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { agencyName: '事務局', name: '書記 一郎' });
  second = await buildWorker(api, { agencyId: keeper.agencyId, role: 'staff', name: '書記 二郎' });
  chair = await buildWorker(api, { agencyName: '会長の機関' });
  member = await buildWorker(api, { agencyName: '委員の機関' });
  stranger = await buildWorker(api, { agencyName: '無関係' });
  worker = new WorkerDatabase(api.db.connections.worker, 'test-worker', 2);
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await api.close();
});

/** A meeting that was held, with an agenda of which one item is closed. */
async function held(
  said: Record<string, unknown> = {},
): Promise<{ council: CouncilBody; meeting: MeetingBody }> {
  const council = await buildCouncil(keeper, [member], said);
  expectStatus(
    201,
    await keeper.post(`councils/${council.id}/seats`, {
      ...{ agencyId: chair.agencyId, role: 'chair', fromOn: dayFromToday(-400) },
      holder: { name: '会長 花子' },
    }),
  );
  const meeting = await buildMeeting(keeper, council.id, -3);
  const items = [
    ['実習先について', 'decision', 'members'],
    ['事例A', 'discussion', 'secretariat'],
    ['予定の共有', 'info', 'public'],
  ];
  for (const [at, [title, type, visibility]] of items.entries())
    await api.db.admin(
      `INSERT INTO portal.agenda_item (id, meeting_id, council_id, position, number, title, type, visibility, created_by)
       VALUES ($1, $2, $3, $4, $4::int::text, $5, $6, $7, $8)`,
      [newId(), meeting.id, council.id, at + 1, title, type, visibility, keeper.accountId],
    );
  return { council, meeting: await recorded(meeting) };
}
/** A meeting that was held, of which it is settled who was there. */
async function recorded(meeting: MeetingBody): Promise<MeetingBody> {
  const after = await stepMeeting(keeper, meeting, 'record');
  const at = `meetings/${meeting.id}/attendance`;
  const { lines, version } = (await keeper.get(at)).body;
  const absent = lines.map(({ seatId, name }: { seatId: string; name: string }) => ({
    ...{ seatId, name, capacity: 'self', status: 'absent' },
  }));
  const list = expectStatus(200, await keeper.put(at, { lines: absent }, ifMatch(version)));
  expectStatus(200, await keeper.post(`${at}-closing`, {}, ifMatch(list.version)));
  return after;
}
const reopen = async (meetingId: string) => {
  const { version } = (await keeper.get(`meetings/${meetingId}/attendance`)).body;
  expectStatus(200, await keeper.post(`meetings/${meetingId}/attendance-reopening`, {}, ifMatch(version)));
};
const begin = async (meetingId: string) =>
  expectStatus<Minutes>(201, await keeper.post(`meetings/${meetingId}/minutes`));
const look = async (by: Worker, id: string) =>
  expectStatus<Minutes>(200, await by.get(`minutes-versions/${id}`));
const write = (by: Worker, item: { id: string; version: number }, text: object) =>
  by.put(`minutes-items/${item.id}`, text, ifMatch(item.version));
const step = async (by: Worker, id: string, verb: string, body: object = {}) =>
  by.post<Minutes>(`minutes-versions/${id}/${verb}`, body, ifMatch((await look(keeper, id)).version));
const say = (by: Worker, id: string, verdict: string, comment = '') =>
  by.put<Minutes>(`minutes-versions/${id}/review`, { verdict, comment });
const dateBack = (id: string) =>
  api.db.admin(`UPDATE portal.minutes_version SET deadline_on = $2 WHERE id = $1`, [id, dayFromToday(-1)]);
const bySilence = () => worker.transaction((tx) => approveBySilence(tx, new Outbox(), dayFromToday(0)));

/** Circulated minutes in which the item to be decided is decided. */
async function circulated(said: Record<string, unknown> = {}) {
  const { council, meeting } = await held(said);
  const minutes = await begin(meeting.id);
  await write(keeper, minutes.items[0]!, { discussion: '3社の候補を話し合った', decision: '2社に頼む' });
  await write(keeper, minutes.items[1]!, { discussion: '非公開の話し合い' });
  expectStatus(200, await step(keeper, minutes.id, 'circulation'));
  return { council, meeting, id: minutes.id };
}

describe('minutes', () => {
  it('begin with the agenda, and are written item by item', async () => {
    const ahead = await buildMeeting(keeper, (await buildCouncil(keeper)).id, 20);
    expect((await keeper.post(`meetings/${ahead.id}/minutes`)).body.code).toBe('minutes.ahead');
    const { meeting } = await held();
    const minutes = await begin(meeting.id);
    expect(minutes.items.map(({ title }) => title)).toEqual(['実習先について', '事例A', '予定の共有']);
    expect((await keeper.post(`meetings/${meeting.id}/minutes`)).body.code).toBe('minutes.begun');
    expect((await member.get(`minutes-versions/${minutes.id}`)).status).toBe(404);
    expect((await member.post(`meetings/${meeting.id}/minutes`)).status).toBe(403);
    const saved = await write(keeper, minutes.items[0]!, { discussion: '話し合った' });
    expect([saved.status, saved.body.version]).toEqual([200, 2]);
    const head = { place: '青葉会館 2階', attendees: '委員の機関　委員 太郎' };
    expectStatus(
      200,
      await keeper.put(`minutes-versions/${minutes.id}/head`, head, ifMatch(minutes.version)),
    );
    expect(await look(keeper, minutes.id)).toMatchObject(head);
  });

  it('go to whoever has a seat, say who that was, and hide closed items', async () => {
    const { id, meeting } = await circulated();
    const seen = await look(keeper, id);
    expect(seen.recipients.map(({ names }) => names)).toEqual(
      expect.arrayContaining(['会長 花子', '委員 太郎']),
    );
    expect([seen.proof, seen.sha256?.length]).toEqual(['intact', 64]);
    const theirs = await look(member, id);
    expect(theirs.items.map(({ title }) => title)).toEqual(['実習先について', '予定の共有']);
    expect([theirs.proof, theirs.recipients.length]).toEqual(['unknown', 1]);
    expect((await look(chair, id)).items).toHaveLength(3);
    for (const path of [`minutes-versions/${id}`, `meetings/${meeting.id}/minutes`])
      expect((await stranger.get(path)).status).toBe(404);
    const told = await api.db.admin(
      `SELECT FROM portal.outbox WHERE type = 'minutes.circulated' AND payload ->> 'meetingId' = $1`,
      [meeting.id],
    );
    expect(told).toHaveLength(2);
  });

  it('come back with changes asked for, as a version of their own', async () => {
    const { id, meeting } = await circulated();
    expect((await say(member, id, 'change_requested')).status).toBe(422);
    expect((await say(stranger, id, 'ok')).status).toBe(404);
    expect((await say(keeper, id, 'ok')).status).toBe(403);
    expectStatus(200, await say(member, id, 'change_requested', '2社ではなく3社です'));
    expect((await look(chair, id)).reviews).toHaveLength(1);
    const next = expectStatus<Minutes>(201, await keeper.post(`minutes-versions/${id}/revision`));
    expect([next.no, next.state, next.items[0]!.decision]).toEqual([2, 'draft', '2社に頼む']);
    expect((await look(member, id)).state).toBe('replaced');
    expectStatus(200, await write(keeper, next.items[0]!, { decision: '3社に頼む' }));
    expectStatus(200, await step(keeper, next.id, 'circulation'));
    const approved = expectStatus(200, await step(chair, next.id, 'approval', { how: 'chair' }));
    expect([approved.state, approved.approvedBy]).toEqual(['approved', expect.stringContaining('会長 花子')]);
    expect(expectStatus(200, await step(keeper, next.id, 'publication')).state).toBe('published');
    const { versions } = (await member.get(`meetings/${meeting.id}/minutes`)).body;
    expect(versions.map(({ no, state }: Minutes) => [no, state])).toEqual([
      [2, 'published'],
      [1, 'replaced'],
    ]);
  });

  it('are not approved while somebody objects, unless it is said why', async () => {
    const { id } = await circulated();
    expectStatus(200, await say(member, id, 'objection', '決定していません'));
    const refused = await step(chair, id, 'approval', { how: 'chair' });
    expect([refused.status, refused.body.code]).toEqual([409, 'minutes.objected']);
    expect((await step(member, id, 'approval', { how: 'chair' })).status).toBe(403);
    const over = { how: 'chair', approvedBy: '会長 花子', overrideReason: '録音で確かめた' };
    expect(expectStatus(200, await step(keeper, id, 'approval', over)).overrideReason).toBe('録音で確かめた');
    expect((await say(member, id, 'ok')).status).toBe(409);
  });

  it('are approved once what was said has been dealt with', async () => {
    const { id } = await circulated();
    const said = expectStatus(200, await say(member, id, 'objection', '人数が違います'));
    const resolve = (by: Worker) =>
      by.put(`minutes-reviews/${said.reviews[0]!.id}/resolution`, { resolution: '電話で説明した' });
    expect((await resolve(member)).status).toBe(403);
    expectStatus(200, await resolve(keeper));
    const nobody = await step(keeper, id, 'approval', { how: 'chair' });
    expect([nobody.status, nobody.body.code]).toEqual([422, 'input.invalid']);
    expectStatus(200, await step(keeper, id, 'approval', { how: 'chair', approvedBy: '会長' }));
  });

  it('are not approved before it is settled who was there, nor by silence', async () => {
    const { id, meeting } = await circulated();
    await reopen(meeting.id);
    for (const by of [chair, keeper]) {
      const refused = await step(by, id, 'approval', { how: 'chair', approvedBy: '会長 花子' });
      expect([refused.status, refused.body.code]).toEqual([409, 'minutes.attendance_open']);
    }
    await dateBack(id);
    await bySilence();
    expect(await look(chair, id)).toMatchObject({ state: 'circulated', awaitsAttendance: true });
    const { version } = (await keeper.get(`meetings/${meeting.id}/attendance`)).body;
    expectStatus(200, await keeper.post(`meetings/${meeting.id}/attendance-closing`, {}, ifMatch(version)));
    await bySilence();
    expect(await look(chair, id)).toMatchObject({ state: 'approved', awaitsAttendance: false });
  });

  it('need a decision where something was to be decided', async () => {
    const { meeting } = await held();
    const { id } = await begin(meeting.id);
    expectStatus(200, await step(keeper, id, 'circulation'));
    const refused = await step(chair, id, 'approval', { how: 'chair' });
    expect([refused.body.code, refused.body.items]).toEqual(['minutes.undecided', ['1 実習先について']]);
    await dateBack(id);
    await bySilence();
    expect((await look(keeper, id)).state).toBe('circulated');
  });

  it('carry what was given to whom, as PDF and as a file to write in', async () => {
    const { council, meeting } = await held();
    const minutes = await begin(meeting.id);
    await write(keeper, minutes.items[0]!, { discussion: '話し合った', decision: '=2社に頼む' });
    expectStatus(
      201,
      await keeper.post(`councils/${council.id}/action-items`, {
        ...{ task: '一覧を作る', ownerAgencyId: member.agencyId, priority: 'high', meetingId: meeting.id },
        dueOn: '2026-12-01',
      }),
    );
    const sent = expectStatus(200, await step(keeper, minutes.id, 'circulation'));
    expect(sent.actions).toMatchObject([{ task: '一覧を作る' }]);
    const file = (format: string) =>
      fetch(`${api.url}/api/v1/minutes-versions/${minutes.id}/file?format=${format}`, {
        headers: { cookie: `sid=${keeper.token}` },
      });
    const pdf = await readPdf(Buffer.from(await (await file('pdf')).arrayBuffer()));
    const text = pdf.pages.join('').replaceAll(/\s/g, '');
    for (const wanted of [
      '議事録',
      '実習先について',
      '=2社に頼む',
      '一覧を作る',
      '令和8年12月1日',
      '1/1ページ',
    ])
      expect([wanted, text.includes(wanted)]).toEqual([wanted, true]);
    expect(pdf.tagged).toBe(true);
    const word = unzipSync(new Uint8Array(await (await file('docx')).arrayBuffer()));
    const xml = Buffer.from(word['word/document.xml']!).toString('utf8');
    for (const wanted of ['実習先について', '=2社に頼む', '一覧を作る']) expect(xml).toContain(wanted);
  });
});

describe('edge 10: minutes after approval', () => {
  it('are edited by two people at once without losing anything', async () => {
    const { meeting } = await held();
    const [item] = (await begin(meeting.id)).items;
    expectStatus(200, await write(keeper, item!, { discussion: '一郎の文' }));
    const late = await write(second, item!, { discussion: '二郎の文' });
    expect([late.status, late.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'minutes.edited_meanwhile',
        currentVersion: 2,
        discussion: '一郎の文',
        editedBy: '書記 一郎',
      }),
    ]);
    expect((await write(second, item!, { discussion: '一郎の文' })).body.version).toBe(2);
    const both = await Promise.all(
      [keeper, second].map((by, at) => write(by, { ...item!, version: 2 }, { discussion: `同時 ${at}` })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('are not edited while they are circulated or approved', async () => {
    const { meeting } = await held();
    const minutes = await begin(meeting.id);
    const [edited, sent] = await Promise.all([
      write(keeper, minutes.items[2]!, { discussion: '同時に書いた' }),
      step(second, minutes.id, 'circulation'),
    ]);
    expect(sent.status).toBe(200);
    const after = await look(keeper, minutes.id);
    // Either it came first and is in what was circulated, or it was refused; never afterwards.
    expect([after.items[2]!.discussion, after.proof]).toEqual([
      edited.status === 200 ? '同時に書いた' : '',
      'intact',
    ]);
    expect((await write(keeper, after.items[2]!, { discussion: '後から' })).body.code).toBe(
      'minutes.wrong_state',
    );
    await expect(
      api.db.admin(`UPDATE portal.minutes_item SET discussion = 'x' WHERE id = $1`, [after.items[2]!.id]),
    ).rejects.toThrow('do not change');
    await expect(
      api.db.admin(`UPDATE portal.minutes_version SET attendees = 'x' WHERE id = $1`, [minutes.id]),
    ).rejects.toThrow('do not change');
  });

  it('change by a numbered amendment alone, and the old text and hash stay', async () => {
    const { council, meeting, id } = await circulated();
    expectStatus(200, await step(chair, id, 'approval', { how: 'chair' }));
    const before = await look(keeper, id);
    await api.db.admin(`UPDATE portal.agency SET name = '名前が変わった機関' WHERE id = $1`, [
      member.agencyId,
    ]);
    await keeper.put(`councils/${council.id}`, { name: '別の名前' }, ifMatch(1));
    expect(await look(keeper, id)).toMatchObject({ sha256: before.sha256, proof: 'intact' });
    const amend = (reason: string) => keeper.post<Minutes>(`minutes-versions/${id}/amendment`, { reason });
    const draft = expectStatus<Minutes>(201, await amend('社名の誤り'));
    expect((await amend('もう一つ')).body.code).toBe('minutes.amending');
    expectStatus(200, await write(keeper, draft.items[0]!, { decision: '2社（A社・B社）に頼む' }));
    expectStatus(200, await step(keeper, draft.id, 'circulation'));
    expect((await look(member, id)).state).toBe('approved');
    expectStatus(200, await step(chair, draft.id, 'approval', { how: 'chair' }));
    const old = await look(member, id);
    expect([old.state, old.sha256, old.items[0]!.decision]).toEqual([
      'superseded',
      before.sha256,
      '2社に頼む',
    ]);
    const { items } = (await member.get(`councils/${council.id}/decisions`)).body;
    expect(items).toMatchObject([
      {
        label: expect.stringMatching(/^令和\d+-就労部会-1$/),
        text: '2社（A社・B社）に頼む',
        revision: 1,
        before: [{ text: '2社に頼む' }],
      },
    ]);
    expect((await member.get(`meetings/${meeting.id}/minutes`)).body.versions).toHaveLength(2);
  });
});

describe('edge 11: approval without quorum, without the chair, or by silence', () => {
  it('holds after the deadline only where the rule says so, and says who had the chance', async () => {
    const silent = await circulated({ approval: 'silence' });
    const asked = await circulated({ approval: 'chair' });
    const changed = await circulated({ approval: 'silence' });
    expectStatus(200, await say(member, changed.id, 'change_requested', '直してください'));
    await bySilence();
    expect((await look(keeper, silent.id)).state).toBe('circulated');
    for (const { id } of [silent, asked, changed]) await dateBack(id);
    await bySilence();
    const approved = await look(keeper, silent.id);
    expect(approved).toMatchObject({ state: 'approved', approvedHowName: '期限までに修正の求めなし' });
    expect(approved.recipients).toHaveLength(2);
    expect((await look(keeper, asked.id)).state).toBe('circulated');
    expect((await look(keeper, changed.id)).state).toBe('circulated');
    await bySilence();
    expect((await member.get(`councils/${silent.council.id}/decisions`)).body.total).toBe(1);
  });

  it('may be done by a later meeting that was held', async () => {
    const { council, meeting, id } = await circulated({ approval: 'next_meeting' });
    const approve = (meetingId: string) => step(keeper, id, 'approval', { how: 'next_meeting', meetingId });
    expect((await approve(meeting.id)).status).toBe(422);
    const later = await buildMeeting(keeper, council.id, -1);
    expect((await approve(later.id)).status).toBe(422);
    await stepMeeting(keeper, later, 'record');
    expect(expectStatus(200, await approve(later.id)).state).toBe('approved');
  });
});

describe('a quorum', () => {
  it('is needed where minutes are approved by a meeting, or a reason', async () => {
    const { council, id } = await circulated({ approval: 'next_meeting', quorum: 'half' });
    const later = await buildMeeting(keeper, council.id, -1);
    await stepMeeting(keeper, later, 'record');
    const approve = (overrideReason = '') =>
      step(keeper, id, 'approval', { how: 'next_meeting', meetingId: later.id, overrideReason });
    expect(await approve()).toMatchObject({
      status: 409,
      body: { code: 'minutes.without_quorum', needed: 2, present: 0 },
    });
    expect(expectStatus(200, await approve('持ち回りで確かめた')).overrideReason).toBe('持ち回りで確かめた');
  });
});

describe('the register of decisions', () => {
  it('numbers in one order without gaps when minutes are approved at the same time', async () => {
    const council = await buildCouncil(keeper, [member]);
    const ids: string[] = [];
    for (const days of [-3, -2, -1]) {
      const meeting = await buildMeeting(keeper, council.id, days);
      await recorded(meeting);
      const minutes = await begin(meeting.id);
      await write(keeper, minutes.items[0]!, { decision: `決定 ${days}`, effectiveOn: '2026-12-01' });
      expectStatus(200, await step(keeper, minutes.id, 'circulation'));
      ids.push(minutes.id);
    }
    const approval = { how: 'chair', approvedBy: '会長' };
    await Promise.all(ids.map((id) => step(keeper, id, 'approval', approval)));
    const all = (await member.get(`councils/${council.id}/decisions`)).body;
    expect(all.items.map(({ label }: { label: string }) => label.split('-').at(-1))).toEqual(['3', '2', '1']);
    const found = (
      await member.get(`councils/${council.id}/decisions?words=${encodeURIComponent('決定 -2')}`)
    ).body;
    expect(found.total).toBe(1);
    expect((await stranger.get(`councils/${council.id}/decisions`)).status).toBe(404);
    const list = await member.get(`councils/${council.id}/decision-list?format=csv`);
    expect([list.status, list.text.includes('決定 -1')]).toEqual([200, true]);
  });
});
