import { randomUUID } from 'node:crypto';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { openLog } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { buildCouncil, buildMeeting, type MeetingBody } from '../factories/councils.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { readPdf } from '../support/pdf.reader.js';
import { configWith, eventually, testPace } from '../worker/worker.world.js';

interface PackBody {
  id: string;
  audience: string;
  no: number;
  state: string;
  pages: number | null;
  leftOut: string[];
}
interface ItemBody {
  id: string;
  version: number;
  papers: { id: string; version: number; versions: { isLate: boolean }[] }[];
}

let api: TestApi;
let runner: PortalWorker;
let keeper: Worker;
let member: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  keeper = await buildWorker(api, { agencyName: '事務局' });
  member = await buildWorker(api, { agencyName: '委員' });
  stranger = await buildWorker(api, { agencyName: '無関係' });
  runner = createWorker({
    config: configWith({}),
    keys: api.db.keys,
    connections: api.db.connections,
    log: openLog(process.env['TEST_LOG'] ?? 'silent', 'worker'),
    pace: testPace,
  });
  runner.start();
});
afterAll(async () => {
  await runner.close();
  await api.close();
});

async function pdfOf(mark: string, pages: number, turn = 0): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let nth = 1; nth <= pages; nth += 1) {
    const page = document.addPage([595, 842]);
    page.setRotation(degrees(turn));
    page.drawText(`${mark}-${nth}`, { x: 100, y: 400 });
  }
  return Buffer.from(await document.save());
}

const meetingOf = async () => buildMeeting(keeper, (await buildCouncil(keeper, [member])).id, 30);
const itemsOf = async (who: Worker, meeting: MeetingBody) =>
  expectStatus<{ items: ItemBody[] }>(200, await who.get(`meetings/${meeting.id}/agenda`)).items;
const add = async (meeting: MeetingBody, title: string, visibility = 'members') => {
  const body = { title, type: 'report', visibility };
  return expectStatus<{ items: ItemBody[] }>(
    201,
    await keeper.post(`meetings/${meeting.id}/agenda`, body),
  ).items.at(-1)!.id;
};
const paperBefore = async (itemId: string, title: string, content: Buffer, visibility = 'public') => {
  const made = await keeper.post<{ id: string }>(`agenda-items/${itemId}/papers`, { title, visibility });
  const { id } = expectStatus(201, made);
  await lay(id, content);
  return id;
};
/** The test installation has no scanner: what is uploaded is let through by hand. */
const lay = async (paperId: string, content: Buffer) => {
  const headers = { 'content-type': 'application/pdf', 'idempotency-key': randomUUID() };
  expectStatus(204, await keeper.send('POST', `papers/${paperId}/versions?extension=pdf`, content, headers));
  await api.db.admin(`UPDATE portal.upload_scan SET state = 'clean' WHERE state = 'pending'`);
};
async function packOf(meeting: MeetingBody, audience = 'members'): Promise<PackBody> {
  const [ordered] = expectStatus<PackBody[]>(
    201,
    await keeper.post(`meetings/${meeting.id}/packs`, { audience }),
  );
  return eventually(async () => {
    const packs = expectStatus<PackBody[]>(200, await keeper.get(`meetings/${meeting.id}/packs`));
    const pack = packs.find(({ id }) => id === ordered!.id)!;
    if (pack.state !== 'done') throw new Error(`the pack is ${pack.state}`);
    return pack;
  });
}
/** Each page by what is found at its end: its number. */
async function pagesOf(who: Worker, { id }: { id: string }): Promise<string[]> {
  const response = await fetch(`${api.url}/api/v1/packs/${id}/content`, {
    headers: { cookie: `sid=${who.token}` },
  });
  expect(response.status).toBe(200);
  return (await readPdf(Buffer.from(await response.arrayBuffer()))).pages.map((text) => text.trim());
}

describe('the pack of a meeting', () => {
  it('binds agenda and papers, with page numbers that stay when it is issued again', async () => {
    const meeting = await meetingOf();
    const [one, two] = [await add(meeting, '報告の件'), await add(meeting, '協議の件')];
    const first = await paperBefore(one, '報告資料', await pdfOf('AAA', 2, 90));
    await paperBefore(two, '協議資料', await pdfOf('BBB', 1));
    const pack = await packOf(meeting);
    expect(pack).toMatchObject({ no: 1, pages: 4, leftOut: [] });
    const pages = await pagesOf(member, pack);
    expect(pages[0]).toContain('報告資料');
    expect(pages[0]!.replaceAll(/\s/g, '')).toContain('2–3ページ');
    expect(pages.slice(1)).toEqual([
      expect.stringMatching(/AAA-1\s*2$/),
      expect.stringMatching(/AAA-2\s*3$/),
      expect.stringMatching(/BBB-1\s*4$/),
    ]);

    await lay(first, await pdfOf('AA2', 3));
    await paperBefore(one, '追加資料', await pdfOf('CCC', 1));
    const again = await packOf(meeting);
    expect(again.no).toBe(2);
    expect((await pagesOf(member, again)).slice(1)).toEqual([
      expect.stringMatching(/AA2-1\s*2$/),
      expect.stringMatching(/AA2-2\s*3$/),
      expect.stringMatching(/AA2-3\s*3-2$/),
      expect.stringMatching(/BBB-1\s*4$/),
      expect.stringMatching(/CCC-1\s*5$/),
    ]);
    expect((await stranger.get(`packs/${pack.id}/content`)).status).toBe(404);
    expect((await member.post(`meetings/${meeting.id}/packs`, { audience: 'members' })).status).toBe(403);
  });

  it('names what it cannot bind: a file that is broken, or one that waits for the scanner', async () => {
    const meeting = await meetingOf();
    const item = await add(meeting, '報告の件');
    await paperBefore(item, '壊れた資料', Buffer.from('%PDF-1.7 nothing else'));
    await keeper.post(`agenda-items/${item}/papers`, { title: '来ていない資料', visibility: 'public' });
    const pack = await packOf(meeting);
    expect(pack).toMatchObject({ pages: 1, leftOut: ['壊れた資料', '来ていない資料'] });
    expect((await pagesOf(member, pack))[0]!.replaceAll(/\s/g, '')).toContain('来ていない資料（準備中）');
  });
});

describe('edge 14: a closed item and the pack', () => {
  it('is in that of the secretariat alone, and moves no page number of the others', async () => {
    const meeting = await meetingOf();
    const open = await add(meeting, '開いた件');
    const closed = await add(meeting, '秘密ノ件', 'secretariat');
    await paperBefore(closed, '秘密ノ資料', await pdfOf('SECRET', 2));
    await paperBefore(open, '秘密ノ別紙', await pdfOf('HIDDEN', 1), 'secretariat');
    await paperBefore(open, '開いた資料', await pdfOf('OPEN', 1));
    const whole = await packOf(meeting, 'secretariat');
    const inside = (await pagesOf(keeper, whole)).join('\n').replaceAll(/\s/g, '');
    for (const words of ['秘密ノ件', 'SECRET-1S', 'HIDDEN-1S', 'OPEN-12']) expect(inside).toContain(words);
    const pack = await packOf(meeting);
    const shown = (await pagesOf(member, pack)).join('\n').replaceAll(/\s/g, '');
    expect(shown).not.toMatch(/秘密ノ|SECRET|HIDDEN/);
    expect(shown).toContain('OPEN-12');
    expect(pack.leftOut).toEqual([]);
    expect((await member.get(`packs/${whole.id}/content`)).status).toBe(404);
    expect((await member.get(`meetings/${meeting.id}/packs`)).body).toMatchObject([{ id: pack.id }]);
  });

  it('takes back a pack that shows what was closed or removed since', async () => {
    const meeting = await meetingOf();
    const item = await add(meeting, 'あとで閉じる件');
    const pack = await packOf(meeting);
    await pagesOf(member, pack);
    const said = { title: 'あとで閉じる件', type: 'report', visibility: 'secretariat' };
    expectStatus(204, await keeper.put(`agenda-items/${item}`, said, ifMatch(1)));
    expect((await member.get(`packs/${pack.id}/content`)).status).toBe(404);
    expect((await member.get(`meetings/${meeting.id}/packs`)).body).toEqual([]);
    const sending = { packId: pack.id };
    expect((await keeper.post(`meetings/${meeting.id}/circulations`, sending)).status).toBe(409);
  });
});

describe('the circulation of an agenda', () => {
  it('is recorded with what was sent to whom, told to those who sit there, and makes later papers late', async () => {
    const meeting = await meetingOf();
    const item = await add(meeting, '報告の件');
    await add(meeting, '秘密ノ件', 'secretariat');
    await paperBefore(item, '事前資料', await pdfOf('AAA', 1));
    const pack = await packOf(meeting);
    const said = { packId: pack.id, message: 'ご確認ください' };
    const [sent] = expectStatus<
      {
        agenda: { title: string; papers: { title: string; no: number; sha256: string }[] }[];
        recipients: { agency: string; people: string[] }[];
        packNo: number;
      }[]
    >(201, await keeper.post(`meetings/${meeting.id}/circulations`, said));
    expect(sent).toMatchObject({ packNo: 1, recipients: [{ people: ['委員 太郎'] }] });
    expect(sent!.agenda).toMatchObject([{ title: '報告の件', papers: [{ title: '事前資料', no: 1 }] }]);
    expect(sent!.agenda[0]!.papers[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(sent)).not.toContain('秘密ノ');
    expect((await member.get(`meetings/${meeting.id}/circulations`)).status).toBe(404);
    await eventually(async () => {
      const { text } = await member.get('notices');
      if (!text.includes('agenda.circulated')) throw new Error('not told yet');
      expect(text).not.toContain('秘密ノ');
    });

    await paperBefore(item, '当日の資料', await pdfOf('BBB', 1));
    const papers = (await itemsOf(member, meeting))[0]!.papers;
    expect(papers.map(({ versions }) => versions[0]!.isLate)).toEqual([false, true]);
    const late = await packOf(meeting);
    expect((await pagesOf(member, late))[0]!.replaceAll(/\s/g, '')).toContain('当日の資料（当日配布）');
  });
});
