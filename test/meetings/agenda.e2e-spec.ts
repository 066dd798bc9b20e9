import { randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
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

interface Item {
  id: string;
  number: string;
  title: string;
  begins: string;
  visibility: string;
  raisedBy: string | null;
  papers: {
    id: string;
    title: string;
    version: number;
    versions: { no: number; isLate: boolean; state: string }[];
  }[];
  version: number;
}
interface AgendaBody {
  items: Item[];
  proposals: { id: string; title: string; state: string; reason: string; version: number }[];
  can: { change: boolean; remove: boolean; propose: boolean };
}

let api: TestApi;
let keeper: Worker;
let member: Worker;
let stranger: Worker;
let council: CouncilBody;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { agencyName: '事務局', role: 'secretariat' });
  member = await buildWorker(api, { agencyName: '委員' });
  stranger = await buildWorker(api, { agencyName: '無関係' });
  council = await buildCouncil(keeper, [member]);
});
afterAll(() => api.close());

const agenda = async (who: Worker, { id }: { id: string }) =>
  expectStatus<AgendaBody>(200, await who.get(`meetings/${id}/agenda`));
const add = async (meeting: MeetingBody, title: string, said: Record<string, unknown> = {}) => {
  const body = { title, type: 'report', minutes: 10, ...said };
  const { items } = expectStatus<AgendaBody>(201, await keeper.post(`meetings/${meeting.id}/agenda`, body));
  return items.find((item) => item.title === title)!;
};
const written = ({ items }: AgendaBody) =>
  items.map(({ number, begins, title }) => `${number} ${begins} ${title}`);
const move = async ({ id }: Item, meeting: MeetingBody, body: object) => {
  const { version } = (await agenda(keeper, meeting)).items.find((item) => item.id === id)!;
  return keeper.post(`agenda-items/${id}/placement`, body, ifMatch(version));
};
/** A meeting of a council of its own, so that nothing stands on its agenda. */
const firstMeeting = async (said: Record<string, unknown> = {}) =>
  buildMeeting(keeper, (await buildCouncil(keeper, [member])).id, 30, said);

async function pdfOf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let nth = 0; nth < pages; nth += 1)
    document.addPage([595, 842]).drawText(`sheet ${nth + 1} of ${pages}`);
  return Buffer.from(await document.save());
}
const announce = async (itemId: string, title: string, visibility = 'public') =>
  expectStatus<{ id: string }>(201, await keeper.post(`agenda-items/${itemId}/papers`, { title, visibility }))
    .id;
const lay = (
  who: Worker,
  paperId: string,
  content: Buffer,
  { type = 'application/pdf', extension = 'pdf' } = {},
) =>
  who.send('POST', `papers/${paperId}/versions?extension=${extension}`, content, {
    'content-type': type,
    'idempotency-key': randomUUID(),
  });

describe('the agenda of a meeting', () => {
  it('is a tree whose times run on from the beginning, put in order by moves', async () => {
    const meeting = await firstMeeting();
    expect((await agenda(keeper, meeting)).items).toEqual([]);
    const opening = await add(meeting, '開会', { minutes: 5 });
    const work = await add(meeting, '実習について', { minutes: null });
    await add(meeting, '受入先', { parentId: work.id, minutes: 20 });
    const fees = await add(meeting, '費用', { minutes: 15 });
    expect(written(await agenda(member, meeting))).toEqual([
      '1 13:30 開会',
      '2 13:35 実習について',
      '2-1 13:35 受入先',
      '3 13:55 費用',
    ]);
    expectStatus(204, await move(fees, meeting, { to: 'in' }));
    expectStatus(204, await move(opening, meeting, { to: 'down' }));
    expect(written(await agenda(member, meeting))).toEqual([
      '1 13:30 実習について',
      '1-1 13:30 受入先',
      '1-2 13:50 費用',
      '2 14:05 開会',
    ]);
    expectStatus(204, await move(opening, meeting, { to: 'before', itemId: work.id }));
    expect(written(await agenda(member, meeting))[0]).toBe('1 13:30 開会');
    expect((await move(work, meeting, { to: 'in' })).status).toBe(204);
    expect((await move(work, meeting, { to: 'before', itemId: work.id })).status).toBe(409);
    expect((await keeper.post(`agenda-items/${work.id}/placement`, { to: 'out' }, ifMatch(1))).status).toBe(
      412,
    );
    const now = (await agenda(keeper, meeting)).items.find(({ id }) => id === work.id)!;
    expectStatus(204, await keeper.delete(`agenda-items/${work.id}`, ifMatch(now.version)));
    expect(written(await agenda(member, meeting))).toEqual(['1 13:30 開会']);
  });

  it('begins by itself with the approval of the last minutes, or with what the council has on every one', async () => {
    const own = await buildCouncil(keeper, [member]);
    const first = await buildMeeting(keeper, own.id, 20);
    expect((await agenda(keeper, first)).items).toEqual([]);
    const second = await buildMeeting(keeper, own.id, 40);
    expect(written(await agenda(keeper, second))).toEqual(['1 13:30 前回議事録の承認']);
    await add(second, '各機関の近況', { minutes: 30 });
    const template = { name: 'いつもの次第', isStanding: true };
    expectStatus(204, await keeper.post(`meetings/${second.id}/agenda-template`, template));
    expect((await keeper.post(`meetings/${second.id}/agenda-template`, template)).status).toBe(409);
    const third = await buildMeeting(keeper, own.id, 60);
    expect(written(await agenda(keeper, third))).toEqual([
      '1 13:30 前回議事録の承認',
      '2 13:35 各機関の近況',
    ]);
    const [kept] = expectStatus<{ id: string }[]>(
      200,
      await keeper.get(`councils/${own.id}/agenda-templates`),
    );
    await keeper.post(`meetings/${third.id}/agenda/template`, { templateId: kept!.id });
    expect(written(await agenda(keeper, third)).slice(2)).toEqual(['3 14:05 各機関の近況']);
    expect((await member.get(`councils/${own.id}/agenda-templates`)).status).toBe(404);
    expect((await member.delete(`agenda-templates/${kept!.id}`)).status).toBe(404);
    expectStatus(204, await keeper.delete(`agenda-templates/${kept!.id}`));
  });

  it('is put together by the secretariat alone, and stays as it was once the meeting is held', async () => {
    // It begins today.
    const own = await buildCouncil(keeper, [member]);
    const meeting = await buildMeeting(keeper, own.id, 0, { from: '00:01', until: '00:30' });
    const item = await add(meeting, '開会');
    const said = { title: '別', type: 'info' };
    expect((await member.post(`meetings/${meeting.id}/agenda`, said)).status).toBe(403);
    expect((await member.put(`agenda-items/${item.id}`, said, ifMatch(1))).status).toBe(403);
    expect((await stranger.get(`meetings/${meeting.id}/agenda`)).status).toBe(404);
    expect((await stranger.put(`agenda-items/${item.id}`, said, ifMatch(1))).status).toBe(404);
    await stepMeeting(keeper, meeting, 'opening');
    expectStatus(204, await keeper.put(`agenda-items/${item.id}`, said, ifMatch(1)));
    expect((await keeper.delete(`agenda-items/${item.id}`, ifMatch(2))).status).toBe(409);
    await stepMeeting(keeper, meeting, 'ending');
    expect((await keeper.put(`agenda-items/${item.id}`, said, ifMatch(2))).status).toBe(409);
    expect((await agenda(keeper, meeting)).can).toMatchObject({ change: false, remove: false });
  });

  it('is a secret of the secretariat while the meeting is a draft', async () => {
    const own = await buildCouncil(keeper, [member]);
    const body = { title: '準備中', mode: 'venue', day: dayFromToday(9), from: '10:00', until: '11:00' };
    const draft = expectStatus<MeetingBody>(201, await keeper.post(`councils/${own.id}/meetings`, body));
    const item = await add(draft, '下書きの議題');
    expect((await member.get(`meetings/${draft.id}/agenda`)).status).toBe(404);
    expect(
      (await member.put(`agenda-items/${item.id}`, { title: 'x', type: 'info' }, ifMatch(1))).status,
    ).toBe(404);
  });
});

describe('a proposal for the agenda', () => {
  it('comes from an agency with a seat, and is taken or declined with a reason', async () => {
    const meeting = await buildMeeting(keeper, council.id, 30);
    const propose = (who: Worker, title: string) =>
      who.post(`meetings/${meeting.id}/agenda-proposals`, { title, type: 'discussion', minutes: 15 });
    expectStatus(201, await propose(member, '雇用率の変更'));
    const { proposals } = expectStatus<AgendaBody>(201, await propose(member, '忘年会'));
    expect((await propose(stranger, 'よそから')).status).toBe(404);
    expect((await agenda(member, meeting)).can.propose).toBe(true);
    const settle = (who: Worker, at: number, how: string, body: object, version = 1) =>
      who.post(`agenda-proposals/${proposals[at]!.id}/${how}`, body, ifMatch(version));
    expect((await settle(member, 0, 'taking', {})).status).toBe(403);
    expectStatus(204, await settle(keeper, 0, 'taking', {}));
    expect((await settle(keeper, 0, 'taking', {}, 2)).status).toBe(409);
    expect((await settle(keeper, 1, 'declining', { reason: '' })).status).toBe(422);
    expectStatus(204, await settle(keeper, 1, 'declining', { reason: '会の目的と違うため' }));
    expect((await settle(member, 1, 'withdrawal', {}, 2)).status).toBe(409);
    const after = await agenda(member, meeting);
    expect(after.items.at(-1)).toMatchObject({
      title: '雇用率の変更',
      raisedBy: expect.stringContaining('委員') as unknown,
    });
    expect(after.proposals).toMatchObject([
      { state: 'taken' },
      { state: 'declined', reason: '会の目的と違うため' },
    ]);
  });

  it('can be withdrawn while nobody has answered, and nobody else reads it', async () => {
    const own = await buildCouncil(keeper, [member, stranger]);
    const meeting = await buildMeeting(keeper, own.id, 30);
    const body = { title: 'ないしょの提案', type: 'info' };
    const [proposal] = expectStatus<AgendaBody>(
      201,
      await member.post(`meetings/${meeting.id}/agenda-proposals`, body),
    ).proposals;
    expect((await stranger.get(`meetings/${meeting.id}/agenda`)).text).not.toContain('ないしょ');
    expect((await stranger.post(`agenda-proposals/${proposal!.id}/withdrawal`, {}, ifMatch(1))).status).toBe(
      404,
    );
    expectStatus(204, await member.post(`agenda-proposals/${proposal!.id}/withdrawal`, {}, ifMatch(1)));
    expect((await agenda(keeper, meeting)).proposals).toEqual([]);
  });
});

describe('papers', () => {
  it('have versions, which members download as they came', async () => {
    const meeting = await firstMeeting();
    const item = await add(meeting, '予算');
    const [one, two] = [await pdfOf(1), await pdfOf(2)];
    const paper = await announce(item.id, '予算案');
    expect((await agenda(member, meeting)).items[0]!.papers).toMatchObject([
      { title: '予算案', versions: [] },
    ]);
    expect((await member.get(`papers/${paper}/content`)).status).toBe(404);
    expect((await lay(member, paper, one)).status).toBe(403);
    expect(
      (await lay(keeper, paper, Buffer.from('%PDF-'), { type: 'image/png', extension: 'png' })).status,
    ).toBe(422);
    expect((await lay(keeper, paper, one, { type: 'text/plain' })).status).toBe(415);
    expectStatus(204, await lay(keeper, paper, one));
    expect((await lay(keeper, paper, one)).status).toBe(409);
    expectStatus(204, await lay(keeper, paper, two));
    const versions = (await agenda(member, meeting)).items[0]!.papers[0]!.versions;
    expect(versions).toMatchObject([
      { no: 2, isLate: false },
      { no: 1, isLate: false },
    ]);
    const file = await member.get(`papers/${paper}/content`);
    expect(file.text).toContain('sheet 2 of 2');
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect((await member.get(`papers/${paper}/content?no=1`)).text).toContain('sheet 1 of 1');
    expect((await stranger.get(`papers/${paper}/content`)).status).toBe(404);
    expect((await member.delete(`papers/${paper}`, ifMatch(3))).status).toBe(403);
    expectStatus(204, await keeper.delete(`papers/${paper}`, ifMatch(3)));
    expect((await member.get(`papers/${paper}/content`)).status).toBe(404);
  });

  it('wait for the virus scanner, and one with a virus is opened by nobody', async () => {
    const meeting = await firstMeeting();
    const item = await add(meeting, '地図');
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    const paper = await announce(item.id, '地図');
    expectStatus(204, await lay(keeper, paper, picture, { type: 'image/png', extension: 'png' }));
    const put = (state: string, finding: string | null) =>
      api.db.admin(
        `UPDATE portal.upload_scan SET state = $2, finding = $3
         WHERE upload_id IN (SELECT id FROM portal.paper_version WHERE paper_id = $1)`,
        [paper, state, finding],
      );
    for (const [state, finding, status] of [
      ['pending', null, 409],
      ['infected', 'Eicar', 409],
      ['failed', null, 409],
      ['clean', null, 200],
    ] as const) {
      await put(state, finding);
      for (const who of [keeper, member])
        expect([state, (await who.get(`papers/${paper}/content`)).status]).toEqual([state, status]);
    }
    await put('failed', null);
    expectStatus(204, await keeper.post(`papers/${paper}/scan`));
    expect((await agenda(keeper, meeting)).items[0]!.papers[0]!.versions[0]!.state).toBe('pending');
  });
});

describe('edge 14: what is for the secretariat alone', () => {
  it('stands nowhere where a member reads: not in the agenda, its papers, or on paper', async () => {
    const meeting = await firstMeeting();
    await add(meeting, '開会');
    const closed = await add(meeting, '秘密ノ人事', {
      visibility: 'secretariat',
      text: '秘密ノ本文',
      presenter: '秘密ノ人',
    });
    const under = await add(meeting, '秘密ノ続き', { parentId: closed.id, visibility: 'public' });
    expect(under.visibility).toBe('secretariat');
    const last = await add(meeting, 'その他');
    await lay(keeper, await announce(closed.id, '秘密ノ資料'), await pdfOf(1));
    await lay(keeper, await announce(last.id, '秘密ノ別紙', 'secretariat'), await pdfOf(1));
    const all = await agenda(keeper, meeting);
    expect(JSON.stringify(all).match(/秘密ノ/g)).toHaveLength(6);
    const shown = await agenda(member, meeting);
    expect(JSON.stringify(shown)).not.toContain('秘密ノ');
    // Numbers and times are everybody's.
    expect(written(shown)).toEqual(['1 13:30 開会', '3 13:50 その他']);
    for (const paper of all.items.flatMap(({ papers }) => papers))
      expect((await member.get(`papers/${paper.id}/content`)).status).toBe(404);
    expect(
      (await member.put(`agenda-items/${closed.id}`, { title: 'x', type: 'info' }, ifMatch(1))).status,
    ).toBe(404);
    for (const who of [member, keeper]) {
      const { text } = await who.get(`meetings/${meeting.id}/agenda.pdf`);
      expect(text).toContain('その他');
      expect(text).not.toContain('秘密ノ');
    }
    const asked = `meetings/${meeting.id}/agenda.pdf?audience=secretariat`;
    expect((await member.get(asked)).text).not.toContain('秘密ノ');
    expect((await keeper.get(asked)).text).toContain('秘密ノ人事');
  });

  it('takes along what moves under it', async () => {
    const meeting = await firstMeeting();
    await add(meeting, '閉じた', { visibility: 'secretariat' });
    const open = await add(meeting, '開いた', { visibility: 'public' });
    expectStatus(204, await move(open, meeting, { to: 'in' }));
    expect((await agenda(member, meeting)).items).toEqual([]);
  });
});

describe('次第 on paper', () => {
  it('has number, day in the era, place, and every item with its number, time and type', async () => {
    const meeting = await firstMeeting({ title: '就労部会', address: '青葉市中央1-1' });
    await add(meeting, '実習報告', { presenter: '委員 太郎' });
    const { text } = await member.get(`meetings/${meeting.id}/agenda.pdf`);
    for (const words of [
      '第1回',
      '就労部会',
      '次第',
      '令和',
      '青葉会館',
      '青葉市中央1-1',
      '13:30',
      '実習報告',
      '報告',
      '委員 太郎',
    ])
      expect(text.replaceAll(/\s/g, '')).toContain(words.replaceAll(/\s/g, ''));
  });
});
