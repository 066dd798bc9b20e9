import { Config, newId, openLog, WorkerDatabase } from '#libs/platform';
import { watchVacancyInquiries } from '#libs/referrals';
import { createWorker } from '../../apps/worker/src/app.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import {
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { eventually, testPace } from '../worker/worker.world.js';

interface AnswerBody {
  id: string;
  agency: { id: string; name: string };
  answer: string | null;
  answerName: string | null;
  months: number | null;
  note: string;
  version: number;
  stated: { state: string; asOf: string; saidBy: string } | null;
}
interface Inquiry {
  id: string;
  number: string;
  isOwn: boolean;
  state: string;
  closedFor: string | null;
  dueOn: string;
  note: string;
  version: number;
  answers: AnswerBody[];
  can: { answer: boolean; close: boolean };
}

let api: TestApi;
let asker: Worker;
let first: Worker;
let second: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  await api.db.admin(`INSERT INTO portal.area (code, level, name) VALUES ('98', 'prefecture', '試験県')`);
  asker = await buildWorker(api);
  first = await buildWorker(api, { role: 'acceptor' });
  second = await buildWorker(api, { role: 'staff' });
  stranger = await buildWorker(api);
});
afterAll(() => api.close());

const question = (change: Record<string, unknown> = {}) => ({
  recipientAgencyIds: [first.agencyId, second.agencyId],
  serviceKind: 'b_type',
  areaCode: '98',
  ageBand: 'from_25',
  disabilities: ['mental'],
  needs: ['transport', 'short_hours'],
  startMonth: dayFromToday(40).slice(0, 7),
  note: '午前中だけの利用から始めたい。',
  ...change,
});

const ask = async (change: Record<string, unknown> = {}) =>
  expectStatus<Inquiry>(201, await asker.post('vacancy-inquiries', question(change)));
const read = async (worker: Worker, { id }: { id: string }) =>
  expectStatus<Inquiry>(200, await worker.get(`vacancy-inquiries/${id}`));
const answer = (worker: Worker, { id }: { id: string }, body: Record<string, unknown>, version = 1) =>
  worker.put<Inquiry>(`vacancy-inquiries/${id}/answer`, { note: '', ...body }, ifMatch(version));
const toldAbout = async ({ id }: { id: string }) =>
  (
    await api.db.admin<{ type: string; agency: string }>(
      `SELECT type, payload->>'tellAgencyId' AS agency FROM portal.outbox WHERE payload->>'inquiryId' = $1 ORDER BY id`,
      [id],
    )
  ).map(({ type, agency }) => [type, agency]);

async function watch(today: string): Promise<void> {
  const db = new WorkerDatabase(api.db.connections.worker, 'test');
  try {
    await db.transaction((tx) => watchVacancyInquiries(tx, today));
  } finally {
    await db.onApplicationShutdown();
  }
}

describe('an inquiry for room', () => {
  it('goes to agencies that answer each for itself, and whoever asked reads the answers side by side', async () => {
    const sent = await ask();
    expect(sent.number).toMatch(/^V\d+-\d{6}$/);
    expect(sent).toMatchObject({ isOwn: true, state: 'open', can: { answer: false, close: true } });
    expect(await toldAbout(sent)).toEqual([
      ['vacancy_inquiry.asked', first.agencyId],
      ['vacancy_inquiry.asked', second.agencyId],
    ]);

    expectStatus(200, await answer(first, sent, { answer: 'waiting', months: 3, note: '春に空く予定です' }));
    const own = await read(second, sent);
    expect(own.answers.map(({ agency }) => agency.id)).toEqual([second.agencyId]);
    expect(own.can).toEqual({ answer: true, close: false });
    expectStatus(200, await answer(second, sent, { answer: 'room', months: 3 }));
    const answers = (await read(asker, sent)).answers;
    expect(
      answers.map(({ agency, answerName, months, note }) => [agency.id, answerName, months, note]),
    ).toEqual(
      expect.arrayContaining([
        [first.agencyId, '待機あり', 3, '春に空く予定です'],
        [second.agencyId, '空きあり', null, ''],
      ]),
    );
    expect((await toldAbout(sent)).slice(2)).toEqual([
      ['vacancy_inquiry.answered', asker.agencyId],
      ['vacancy_inquiry.answered', asker.agencyId],
    ]);

    // An answer may change while the inquiry is open, and nobody overwrites what they have not seen.
    expect((await answer(second, sent, { answer: 'full' })).status).toBe(412);
    expectStatus(200, await answer(second, sent, { answer: 'full' }, 2));
  });

  it('is put on the desks by its number, mailed without a word of it, and forgotten after a year', async () => {
    const worker = createWorker({
      config: new Config({
        publicUrl: 'https://portal.example.jp',
        mailFrom: '連携ポータル <no-reply@portal.example.jp>',
        dataDir: '.portal',
        logLevel: 'silent',
      }),
      keys: api.db.keys,
      connections: api.db.connections,
      log: openLog('silent', 'worker'),
      pace: testPace,
    });
    const old = await ask({ note: '古い照会' });
    await api.db.admin(
      `UPDATE portal.vacancy_inquiry SET state = 'closed', closed_for = 'asker', closed_at = now() - interval '366 days'
       WHERE id = $1`,
      [old.id],
    );
    worker.start();
    try {
      const sent = await ask({ note: 'カナリアの補足' });
      expectStatus(200, await answer(first, sent, { answer: 'room', note: 'カナリアの回答' }));
      const noticeOf = async (reader: Worker, type: string) => {
        const { items } = expectStatus<{ items: { type: string; title: string; path: string }[] }>(
          200,
          await reader.get('notices'),
        );
        const found = items.find((item) => item.type === type && item.path.endsWith(sent.id));
        if (!found) throw new Error(`no ${type} yet`);
        return found.title;
      };
      await eventually(async () => {
        expect(await noticeOf(second, 'vacancy_inquiry.asked')).toBe(`空き照会 ${sent.number} が届きました`);
        expect(await noticeOf(asker, 'vacancy_inquiry.answered')).toContain(sent.number);
        const mails = await api.db.admin<{ text: string }>(
          `SELECT subject || body AS text FROM portal.mail_copy WHERE recipient = ANY($1)`,
          [[second.email, asker.email]],
        );
        expect(mails.length).toBeGreaterThanOrEqual(2);
        expect(mails.map(({ text }) => text).join()).not.toMatch(/カナリア|B型|25〜39/);
      });
      // What is closed for a year is forgotten.
      await eventually(async () => expect((await asker.get(`vacancy-inquiries/${old.id}`)).status).toBe(404));
    } finally {
      await worker.close();
    }
  });

  it('stands in the lists of both sides', async () => {
    const sent = await ask({ recipientAgencyIds: [first.agencyId] });
    const lines = async (worker: Worker, query: string) =>
      expectStatus<{ items: { id: string; asked: number; answered: number; ownAnswer: string | null }[] }>(
        200,
        await worker.get(`vacancy-inquiries?${query}`),
      ).items;
    const waiting = async (worker: Worker) =>
      expectStatus<{ openInquiries: number }>(200, await worker.get('today/incoming')).openInquiries;
    const before = await waiting(first);
    expect((await lines(first, 'box=received&unanswered=true')).map(({ id }) => id)).toContain(sent.id);
    expectStatus(200, await answer(first, sent, { answer: 'full' }));
    expect(await waiting(first)).toBe(before - 1);
    expect((await lines(first, 'box=received&unanswered=true')).map(({ id }) => id)).not.toContain(sent.id);
    expect(await waiting(stranger)).toBe(0);
    expect((await lines(asker, 'box=sent'))[0]).toMatchObject({ id: sent.id, asked: 1, answered: 1 });
    expect((await lines(first, 'box=received&state=open'))[0]).toMatchObject({
      id: sent.id,
      ownAnswer: 'full',
    });
    expect((await lines(second, 'box=received')).map(({ id }) => id)).not.toContain(sent.id);
    expect(await lines(stranger, 'box=received')).toEqual([]);
    expect(await lines(stranger, 'box=sent')).toEqual([]);
  });

  it('is nothing to anybody else, the secretariat and another recipient of the network included', async () => {
    const sent = await ask({ recipientAgencyIds: [first.agencyId] });
    for (const outsider of [stranger, second]) {
      expect((await outsider.get(`vacancy-inquiries/${sent.id}`)).status).toBe(404);
      expect((await answer(outsider, sent, { answer: 'room' })).status).toBe(404);
      expect((await outsider.post(`vacancy-inquiries/${sent.id}/closing`, {}, ifMatch(1))).status).toBe(404);
    }
    // Neither side does what is the other's.
    expect((await answer(asker, sent, { answer: 'room' })).status).toBe(404);
    expect((await first.post(`vacancy-inquiries/${sent.id}/closing`, {}, ifMatch(1))).status).toBe(404);
    const secretariat = await buildWorker(api, { agencyId: asker.agencyId, role: 'secretariat' });
    expect((await secretariat.get(`vacancy-inquiries/${sent.id}`)).status).toBe(403);
  });

  it('warns of words that tell who somebody is, and takes them from whoever has looked', async () => {
    const telling = '山田さん、昭和60年4月2日生まれ。090-1234-5678';
    const warned = await asker.post('vacancy-inquiries', question({ note: telling }));
    expect(warned).toMatchObject({
      status: 422,
      body: { code: 'vacancy_inquiry.telling', errors: [{ field: 'note' }] },
    });
    expect(warned.text).not.toContain('山田');
    expect(warned.text).toMatch(/電話番号.*生年月日.*名前/);
    const [none] = await api.db.admin<{ n: number }>(
      'SELECT count(*)::int AS n FROM portal.vacancy_inquiry WHERE note = $1',
      [telling],
    );
    expect(none!.n).toBe(0);
    const sent = await ask({ note: '山田さん方式の作業（園芸）がある所', noteChecked: true });
    const note = '鈴木さんの席が空きます';
    expect((await answer(first, sent, { answer: 'room', note })).body).toMatchObject({
      code: 'vacancy_inquiry.telling',
    });
    expectStatus(200, await answer(first, sent, { answer: 'room', note, noteChecked: true }));
  });

  it('lets each side take its own words out, closed or not, and nobody write others into their place', async () => {
    const sent = await ask({ note: '青葉さんの件です', noteChecked: true });
    expectStatus(200, await answer(first, sent, { answer: 'room', note: '花子さんなら', noteChecked: true }));
    const passed = await api.db.admin<{ over: unknown }>(
      `SELECT details->'passedOver' AS over FROM audit.entry WHERE object_id = $1 AND details ? 'passedOver'`,
      [sent.id],
    );
    expect(passed.map(({ over }) => over)).toEqual([['name'], ['name']]);
    const open = await read(asker, sent);
    expectStatus(200, await asker.post(`vacancy-inquiries/${sent.id}/closing`, {}, ifMatch(open.version)));
    expectStatus(200, await first.delete(`vacancy-inquiries/${sent.id}/note`));
    expectStatus(200, await asker.delete(`vacancy-inquiries/${sent.id}/note`));
    const struck = await read(asker, sent);
    expect([struck.note, ...struck.answers.map(({ note }) => note)]).toEqual(['', '', '']);
    expect((await stranger.delete(`vacancy-inquiries/${sent.id}/note`)).status).toBe(404);
    await expect(
      api.db.admin(`UPDATE portal.vacancy_inquiry SET note = '別の言葉' WHERE id = $1`, [sent.id]),
    ).rejects.toThrow('as it was sent');
  });

  it('asks whom it can: every wrong field is named', async () => {
    const away = await buildAgency(api);
    const wrong = await asker.post(
      'vacancy-inquiries',
      question({ recipientAgencyIds: [away], serviceKind: 'nothing', areaCode: '00', startMonth: '2020-01' }),
    );
    expect(wrong.status).toBe(422);
    const fields = (wrong.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
    expect(fields.sort()).toEqual(['areaCode', 'recipientAgencyIds', 'serviceKind', 'startMonth']);
    for (const recipientAgencyIds of [[], [asker.agencyId]])
      expect((await asker.post('vacancy-inquiries', question({ recipientAgencyIds }))).status).toBe(422);
  });

  it('reminds once before its day, and closes when it has passed', async () => {
    const sent = await ask({ days: 3 });
    expectStatus(200, await answer(second, sent, { answer: 'depends' }));
    await watch(dayFromToday(-5));
    expect(await toldAbout(sent)).toHaveLength(3);
    await watch(sent.dueOn);
    await watch(sent.dueOn);
    expect((await toldAbout(sent)).slice(3)).toEqual([['vacancy_inquiry.due', first.agencyId]]);
    const after = new Date(Date.parse(`${sent.dueOn}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    await watch(after);
    expect((await toldAbout(sent)).slice(4)).toEqual([['vacancy_inquiry.closed', asker.agencyId]]);
    expect(await read(asker, sent)).toMatchObject({ state: 'closed', closedFor: 'deadline' });
    expect(await answer(first, sent, { answer: 'room' })).toMatchObject({
      status: 409,
      body: { code: 'vacancy_inquiry.closed' },
    });
    // The database says the same, whatever the application does.
    await expect(
      api.db.admin(
        `UPDATE portal.vacancy_answer SET answer = 'room', answered_at = now(), answered_by = $2 WHERE inquiry_id = $1`,
        [sent.id, first.accountId],
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('is closed by whoever asked, and tells who has not answered', async () => {
    const sent = await ask();
    expectStatus(200, await answer(first, sent, { answer: 'room' }));
    const closing = () =>
      asker.post<Inquiry>(`vacancy-inquiries/${sent.id}/closing`, {}, ifMatch(sent.version));
    expect(expectStatus<Inquiry>(200, await closing())).toMatchObject({
      state: 'closed',
      closedFor: 'asker',
    });
    expect((await closing()).status).toBe(412);
    expect((await toldAbout(sent)).at(-1)).toEqual(['vacancy_inquiry.closed', second.agencyId]);
  });

  it('shows beside an answer what the entry says, on whose word and of which day', async () => {
    const { serviceId } = await service(first, 'b_type');
    await say(first, serviceId, 0);
    const sent = await ask({ recipientAgencyIds: [first.agencyId] });
    const [line] = (await read(asker, sent)).answers;
    expect(line!.stated).toMatchObject({ state: 'none', asOf: dayFromToday(0), saidBy: '職員 花子' });
  });
});

describe('the tables of inquiries', () => {
  it('lead to no person, in no way', async () => {
    const tables = ['vacancy_inquiry', 'vacancy_answer'];
    const columns = await api.db.admin<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'portal' AND table_name = ANY($1)`,
      [tables],
    );
    expect(
      columns.map(({ name }) => name).filter((name) => /person|referral|line|consent/.test(name)),
    ).toEqual([]);
    const ties = await api.db.admin<{ from: string; to: string }>(
      `SELECT c.conrelid::regclass::text AS "from", c.confrelid::regclass::text AS "to" FROM pg_constraint c
       WHERE c.contype = 'f' AND (c.conrelid = ANY($1::regclass[]) OR c.confrelid = ANY($1::regclass[])) ORDER BY 1, 2`,
      [tables.map((table) => `portal.${table}`)],
    );
    // Agencies, whoever of their staff wrote, and terms of the network: nothing of it is about who is supported.
    expect([...new Set(ties.map(({ to }) => to))].sort()).toEqual([
      'portal.account',
      'portal.agency',
      'portal.area',
      'portal.service_kind',
      'portal.vacancy_inquiry',
    ]);
    expect([...new Set(ties.map(({ from }) => from))].sort()).toEqual([
      'portal.vacancy_answer',
      'portal.vacancy_inquiry',
    ]);
  });

  it('leave no trace of a person in the record or in what is promised, though a referral follows from an answer', async () => {
    const sent = await ask({ recipientAgencyIds: [first.agencyId] });
    expectStatus(200, await answer(first, sent, { answer: 'room' }));
    const personId = await buildPerson(asker, { name: '後の 人', birthDate: '1980-05-05' });
    await buildDraft(asker, { personId, recipientAgencyId: first.agencyId });
    const acts = await api.db.admin<{ subject_id: string | null; action: string }>(
      `SELECT subject_id, action FROM audit.entry WHERE object_type = 'vacancy_inquiry'`,
    );
    expect(acts.length).toBeGreaterThan(0);
    expect(acts.filter(({ subject_id: subject }) => subject !== null)).toEqual([]);
    const keys = await api.db.admin<{ key: string }>(
      `SELECT DISTINCT jsonb_object_keys(payload) AS key FROM portal.outbox WHERE type LIKE 'vacancy_inquiry.%' ORDER BY 1`,
    );
    expect(keys.map(({ key }) => key)).toEqual(['inquiryId', 'number', 'tellAgencyId']);
    const [row] = await api.db.admin<{ text: string }>(
      `SELECT (SELECT string_agg(q::text, ' ') FROM portal.vacancy_inquiry q)
         || (SELECT string_agg(a::text, ' ') FROM portal.vacancy_answer a) AS text`,
    );
    expect(row!.text).not.toContain(personId);
  });
});

describe('an agency that has said that it has no room', () => {
  it('is told of before it is sent a referral', async () => {
    const full = await buildWorker(api, { role: 'acceptor' });
    const { serviceId } = await service(full, 'a_type');
    await say(full, serviceId, 0);
    const personId = await buildPerson(asker, { name: '宛先 確認', birthDate: '1981-06-06' });
    const draft = await buildDraft(asker, { personId, recipientAgencyId: full.agencyId });
    const fits = async () =>
      expectStatus<{ warnings: { code: string; text: string }[] }[]>(
        200,
        await asker.get(`referrals/${draft.id}/eligibility`),
      ).flatMap(({ warnings }) => warnings.filter(({ code }) => code === 'vacancy'));
    const [warning] = await fits();
    const [year, month, day] = dayFromToday(0).split('-').map(Number);
    expect(warning!.text).toContain(`${year}年${month}月${day}日`);
    expect(warning!.text).toContain('職員 花子');
    await say(full, serviceId, 2, 1);
    expect(await fits()).toEqual([]);
  });

  it('is offered that reason for its answer, which a person gives or does not', async () => {
    const full = await buildWorker(api, { role: 'acceptor' });
    const { serviceId } = await service(full, 'a_type');
    const { referral } = await buildSentReferral(asker, full, { name: '提案 確認', birthDate: '1982-07-07' });
    const line = referral.lines[0]!;
    const path = `referrals/${referral.id}/recipients/${line.id}/decline-suggestions`;
    expect(expectStatus(200, await full.get(path))).toEqual([]);
    await say(full, serviceId, 0);
    expect(expectStatus(200, await full.get(path))).toEqual([
      {
        reason: 'no_capacity',
        services: [{ name: expect.any(String) as string, asOf: dayFromToday(0), saidBy: '職員 花子' }],
      },
    ]);
    // Nothing has moved by itself, and it is no business of the other side's.
    const [now] = await api.db.admin<{ status: string }>(
      'SELECT status FROM portal.referral_line WHERE id = $1',
      [line.id],
    );
    expect(now!.status).toBe('sent');
    for (const other of [asker, stranger]) expect((await other.get(path)).status).toBe(404);
    // What held good until yesterday suggests nothing today.
    await api.db.admin(
      `UPDATE portal.vacancy SET as_of = as_of - 30, good_until = as_of - 1 WHERE service_id = $1`,
      [serviceId],
    );
    expect(expectStatus(200, await full.get(path))).toEqual([]);
  });
});

async function service({ agencyId }: Worker, kind: string): Promise<{ serviceId: string }> {
  const serviceId = newId();
  await api.db.admin('INSERT INTO portal.service (id, agency_id, kind_code) VALUES ($1, $2, $3)', [
    serviceId,
    agencyId,
    kind,
  ]);
  return { serviceId };
}

async function say(worker: Worker, serviceId: string, available: number, seenVersion = 0): Promise<void> {
  expectStatus(200, await worker.put(`services/${serviceId}/vacancy`, { available }, ifMatch(seenVersion)));
}
