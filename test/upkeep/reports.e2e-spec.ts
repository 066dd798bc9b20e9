import { newId } from '#libs/platform';
import { buildWorker } from '../factories/identity.js';
import { buildKept, buildUpkeepWorld, openPage, type UpkeepWorld } from './upkeep.world.js';

let world: UpkeepWorld;
beforeAll(async () => {
  world = await buildUpkeepWorld();
});
afterAll(() => world.api.close());
beforeEach(() => world.api.db.admin('DELETE FROM auth.rate_limit'));

const said = { topic: 'phone', words: 'この番号はつながりません' };
const checkOf = async (agencyId: string) =>
  (
    await world.api.db.admin<{ to_check_since: string | null; to_check_why: string | null }>(
      'SELECT to_check_since::text, to_check_why FROM portal.agency WHERE id = $1',
      [agencyId],
    )
  )[0]!;

/** A report about an entry, by somebody of another agency. */
async function buildReport() {
  const kept = await buildKept(world);
  const reporter = await buildWorker(world.api, { role: 'staff', name: '報告 三郎' });
  const { status, body } = await reporter.post(`agencies/${kept.agencyId}/reports`, said);
  expect(status).toBe(201);
  return { ...kept, reporter, id: body.id as string, body };
}

describe('a report of an error', () => {
  it('goes to the agency and the secretariat, and marks the entry', async () => {
    const { agencyId, manager, id, body } = await buildReport();
    expect(body).toMatchObject({
      topicName: '電話番号・FAX番号',
      source: 'member',
      own: true,
      reporterName: '報告 三郎',
      state: 'open',
      can: { answer: false },
    });
    expect(await checkOf(agencyId)).toMatchObject({ to_check_why: '誤りの報告がありました' });
    const [promise] = await world.api.db.admin(
      `SELECT payload FROM portal.outbox WHERE type = 'entry.reported' AND payload->>'reportId' = $1`,
      [id],
    );
    expect(promise).toEqual({ payload: { reportId: id, agencyId } });
    for (const reader of [manager, world.secretariat]) {
      const list = await reader.get('entry-reports?open=true&perPage=100');
      expect(list.body.items.map((row: { id: string }) => row.id)).toContain(id);
      expect((await reader.get(`entry-reports/${id}`)).body.can).toEqual({ answer: true });
    }
    expect((await manager.get('upkeep/own')).body).toMatchObject({ openReports: 1 });
  });

  it('is seen by nobody else', async () => {
    const { id, reporter } = await buildReport();
    const stranger = await buildWorker(world.api);
    expect((await stranger.get(`entry-reports/${id}`)).status).toBe(404);
    expect((await stranger.get('entry-reports')).body.items).toEqual([]);
    expect(
      (await stranger.post(`entry-reports/${id}/answer`, { outcome: 'fixed', answer: 'x' })).status,
    ).toBe(404);
    expect((await reporter.get(`entry-reports/${id}`)).status).toBe(200);
    expect((await world.api.client().get(`entry-reports/${id}`)).status).toBe(401);
  });

  it('is refused about nothing, about a closed entry and without words', async () => {
    const { agencyId: closed } = await buildKept(world, { status: 'closed' });
    const reporter = await buildWorker(world.api);
    expect((await reporter.post(`agencies/${newId()}/reports`, said)).status).toBe(404);
    expect((await reporter.post(`agencies/${closed}/reports`, said)).status).toBe(404);
    const { status, body } = await reporter.post(`agencies/${closed}/reports`, { topic: 'x', words: '' });
    expect([status, body.errors.map(({ field }: { field: string }) => field).sort()]).toEqual([
      422,
      ['topic', 'words'],
    ]);
  });
});

describe('the answer', () => {
  it('is given once, by those who keep the entry, and told to whoever reported', async () => {
    const { agencyId, manager, reporter, id } = await buildReport();
    const answer = { outcome: 'fixed', answer: '新しい番号にしました。' };
    expect((await reporter.post(`entry-reports/${id}/answer`, answer)).status).toBe(403);
    const { status, body } = await manager.post(`entry-reports/${id}/answer`, answer);
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'fixed', stateName: '直しました', answeredBy: '管理 次郎' });
    expect(await checkOf(agencyId)).toEqual({ to_check_since: null, to_check_why: null });
    const [promise] = await world.api.db.admin(
      `SELECT payload FROM portal.outbox WHERE type = 'entry.report_answered' AND payload->>'reportId' = $1`,
      [id],
    );
    expect(promise).toEqual({
      payload: { reportId: id, accountId: reporter.accountId, agencyId: reporter.agencyId },
    });
    const again = await world.secretariat.post(`entry-reports/${id}/answer`, answer);
    expect([again.status, again.body.code]).toEqual([409, 'report.answered']);
    expect((await reporter.get(`entry-reports/${id}`)).body).toMatchObject({ answer: answer.answer });
  });

  it('leaves the entry to be checked while another report is open, or for another reason', async () => {
    const { agencyId, manager, reporter, id } = await buildReport();
    const second = await reporter.post(`agencies/${agencyId}/reports`, { ...said, topic: 'hours' });
    await manager.post(`entry-reports/${id}/answer`, { outcome: 'not_error', answer: '正しい番号です。' });
    expect(await checkOf(agencyId)).toMatchObject({ to_check_why: '誤りの報告がありました' });
    const why = '新しいファイルにありません';
    await world.api.db.admin('UPDATE portal.agency SET to_check_why = $2 WHERE id = $1', [agencyId, why]);
    await manager.post(`entry-reports/${second.body.id}/answer`, { outcome: 'fixed', answer: 'はい。' });
    expect(await checkOf(agencyId)).toMatchObject({ to_check_why: why });

    const list = await world.secretariat.get('upkeep/entries?list=to_check&perPage=100');
    expect(list.body.items.find((row: { id: string }) => row.id === agencyId)).toMatchObject({
      toCheckWhy: why,
    });
    expect((await manager.post(`agencies/${agencyId}/check`)).status).toBe(403);
    expect((await world.secretariat.post(`agencies/${agencyId}/check`)).status).toBe(204);
    expect(await checkOf(agencyId)).toEqual({ to_check_since: null, to_check_why: null });
  });
});

describe('somebody on the public page', () => {
  it('reports without a name, by a form without script', async () => {
    const { agencyId } = await buildKept(world, { name: '公開の<事業所>' });
    const form = await openPage(world, `/report/${agencyId}`);
    expect(form.status).toBe(200);
    expect(form.text).toContain('公開の&lt;事業所&gt;');
    expect(form.text).not.toContain('<script');
    const { status, text } = await openPage(world, `/report/${agencyId}`, { ...said, website: '' });
    expect([status, text.includes('受け付けました')]).toEqual([200, true]);
    const rows = await world.api.db.admin(
      'SELECT source, topic, words, reporter_id, reporter_name FROM portal.entry_report WHERE agency_id = $1',
      [agencyId],
    );
    expect(rows).toEqual([{ source: 'public', ...said, reporter_id: null, reporter_name: null }]);
    expect(await checkOf(agencyId)).toMatchObject({ to_check_why: '誤りの報告がありました' });
  });

  it('who fills in what no person sees is thanked and not heard', async () => {
    const { agencyId } = await buildKept(world);
    const { status } = await openPage(world, `/report/${agencyId}`, {
      ...said,
      website: 'https://spam.example',
    });
    expect(status).toBe(200);
    const rows = await world.api.db.admin('SELECT FROM portal.entry_report WHERE agency_id = $1', [agencyId]);
    expect(rows).toEqual([]);
  });

  it('learns of no entry that is not public', async () => {
    const { agencyId } = await buildKept(world, { publishedIn: [] });
    const hidden = await openPage(world, `/report/${agencyId}`, said);
    const nothing = await openPage(world, `/report/${newId()}`, said);
    expect([hidden.status, hidden.text]).toEqual([404, nothing.text]);
    expect((await openPage(world, `/report/${agencyId}`)).status).toBe(404);
    expect((await openPage(world, '/report/x')).status).toBe(404);
    expect(await checkOf(agencyId)).toMatchObject({ to_check_since: null });
  });

  it.each([
    { form: { topic: 'x', words: 'ちがう' }, says: 'どこがちがいますか: 選択してください。' },
    { form: { topic: 'phone', words: ' ' }, says: 'どうちがうか: 入力してください。' },
    { form: { topic: 'phone', words: 'あ'.repeat(2001) }, says: '2000文字以内' },
  ])('is told in words what is missing: $says', async ({ form, says }) => {
    const { agencyId } = await buildKept(world);
    const { status, text } = await openPage(world, `/report/${agencyId}`, form);
    expect([status, text.includes(says)]).toEqual([422, true]);
  });

  it('stays among the public pages, in the words chosen there, and finds back to the agency', async () => {
    const { agencyId } = await buildKept(world);
    const easy = `/report/${agencyId}?lang=easy&size=150`;
    const form = await openPage(world, easy);
    expect(form.text).toContain('<html lang="ja" data-text-size="150">');
    expect(form.text).toContain('href="/find.css"');
    expect(form.text).toContain('class="foot"');
    expect(form.text).toContain(`action="/report/${agencyId}?lang=easy&amp;size=150"`);
    expect(form.text).toContain('<ruby>住所<rp>（</rp><rt>じゅうしょ</rt><rp>）</rp></ruby>');
    for (const { text } of [form, await openPage(world, easy, said)])
      expect(text).toContain(`href="/find/agencies/${agencyId}?lang=easy&amp;size=150"`);
  });

  it('who forgot something finds what they had written', async () => {
    const { agencyId } = await buildKept(world);
    const { text } = await openPage(world, `/report/${agencyId}`, { words: '<b>土曜は休みです' });
    expect(text).toMatch(/&lt;b&gt;土曜は休みです<\/textarea/);
    expect(text).toContain('role="alert"');
  });

  it('is slowed down', async () => {
    const { agencyId } = await buildKept(world);
    const statuses: number[] = [];
    for (let time = 0; time < 12; time += 1)
      statuses.push((await openPage(world, `/report/${agencyId}`, said)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    const { status, headers, text } = await openPage(world, `/report/${agencyId}`, said);
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(text).toContain('しばらく待って');
  });
});

describe('the numbers of the worklist', () => {
  it('open lists of as many, for the secretariat alone', async () => {
    await buildReport();
    const { manager } = await buildKept(world, { confirmedOn: '2020-01-01' });
    expect((await manager.get('upkeep')).status).toBe(403);
    expect((await manager.get('upkeep/entries?list=stale')).status).toBe(403);
    const { body: counts } = await world.secretariat.get('upkeep');
    expect(counts.wantsApproval).toBe(false);
    await world.api.db.admin('UPDATE portal.directory_settings SET approval = true');
    expect((await world.secretariat.get('upkeep')).body.wantsApproval).toBe(true);
    await world.api.db.admin('UPDATE portal.directory_settings SET approval = false');
    const total = async (path: string) => (await world.secretariat.get(path)).body.total as number;
    expect(await total('upkeep/entries?list=to_check')).toBe(counts.toCheck);
    expect(await total('upkeep/entries?list=stale')).toBe(counts.stale);
    expect(await total('entry-reports?open=true')).toBe(counts.reports);
    expect(await total('duplicates')).toBe(counts.duplicates);
    expect(counts.stale).toBeGreaterThan(1);
    expect(counts.round).toBeNull();
    const { body: round } = await world.secretariat.post('confirmation-rounds');
    const after = (await world.secretariat.get('upkeep')).body.round;
    expect(after).toEqual({
      id: round.id,
      waiting: round.counts.waiting,
      unreachable: round.counts.unreachable,
    });
    for (const list of ['waiting', 'unreachable'] as const)
      expect(await total(`confirmation-rounds/${round.id}/requests?list=${list}`)).toBe(round.counts[list]);
  });
});
