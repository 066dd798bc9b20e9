import { buildWorker, type Worker } from '../factories/identity.js';
import { buildSentReferral, dayFromToday, expectStatus, look, move } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { readPdf } from '../support/pdf.reader.js';
import { openSqlSession } from '../support/sql-session.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let other: Worker;
let secretariat: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
  other = await buildWorker(api, { agencyName: 'ひまわり病院' });
  secretariat = await buildWorker(api, { role: 'secretariat' });
});
afterAll(() => api.close());

interface Number {
  name: string;
  number: number | null;
  concealed: 'few' | 'withheld' | null;
}
interface FiguresBody {
  from: string;
  until: string;
  total: Number;
  months: Number[];
  routes: Number[];
  partners: Number[];
  outcomes: (Number & { status: string; reasons: (Number & { attribution: string })[] })[];
  attributions: Number[];
  days: {
    step: string;
    number: number | null;
    lower: number | null;
    middle: number | null;
    upper: number | null;
  }[];
  closedLoop: Number;
  closedLoopPercent: number | null;
  capacity: Number[];
}

async function own(worker: Worker, question: string): Promise<FiguresBody> {
  return expectStatus(200, await worker.get(`figures/own?${question}`));
}

async function sent(to = recipient) {
  return (await buildSentReferral(sender, to)).referral;
}

/** Copies of a referral with one line each: numbers are counted here, not rights. */
async function copies(id: string, number: number, line: Record<string, unknown>): Promise<void> {
  await api.db.admin(
    `WITH made AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $2::int) n),
       referrals AS (INSERT INTO portal.referral SELECT (jsonb_populate_record(r, jsonb_build_object(
         'id', m.id, 'number', 'T-' || m.id))).* FROM portal.referral r, made m WHERE r.id = $1 RETURNING id),
       packages AS (INSERT INTO portal.referral_package SELECT (jsonb_populate_record(p, jsonb_build_object(
         'referral_id', m.id))).* FROM portal.referral_package p, made m WHERE p.referral_id = $1 RETURNING referral_id)
     INSERT INTO portal.referral_line SELECT (jsonb_populate_record(l, jsonb_build_object(
       'id', gen_random_uuid(), 'referral_id', m.id, 'receipt_number', NULL) || $3::jsonb)).*
     FROM portal.referral_line l, made m WHERE l.referral_id = $1`,
    [id, number, JSON.stringify(line)],
  );
}

describe('figures of the own agency', () => {
  it('count what was sent, how it went, how long it took and why it ended, and not what was an error', async () => {
    const [accepted, declined, wrong] = [await sent(), await sent(), await sent()];
    await sent(other);
    expectStatus(200, await move(recipient, await look(recipient, accepted.id), 'receipt'));
    expectStatus(200, await move(recipient, await look(recipient, accepted.id), 'acceptance'));
    expectStatus(
      200,
      await move(recipient, await look(recipient, accepted.id), 'start', { startedOn: dayFromToday(0) }),
    );
    expectStatus(
      200,
      await move(recipient, await look(recipient, accepted.id), 'report', {
        result: 'registered',
        done: '登録',
        remaining: '',
        roles: '',
      }),
    );
    expectStatus(200, await move(sender, await look(sender, accepted.id), 'completion'));
    expectStatus(
      200,
      await move(recipient, await look(recipient, declined.id), 'decline', { reason: 'no_capacity' }),
    );
    const mistake = { reason: 'wrong_recipient', foundOn: dayFromToday(0), account: '宛先を選び間違えた' };
    expectStatus(201, await move(sender, await look(sender, wrong.id), 'misdirection', mistake));
    // Sent four days earlier: what is counted are days in Japan.
    await api.db.admin(
      `UPDATE portal.referral_line SET sent_at = sent_at - interval '4 days' WHERE referral_id = $1`,
      [accepted.id],
    );

    const figures = await own(sender, `side=sent&from=${dayFromToday(-10)}&until=${dayFromToday(0)}`);
    expect(figures.total.number).toBe(3);
    expect(Object.fromEntries(figures.outcomes.map(({ status, number }) => [status, number]))).toEqual({
      completed: 1,
      declined: 1,
      sent: 1,
    });
    expect(figures.outcomes.find(({ status }) => status === 'declined')?.reasons).toMatchObject([
      { name: '定員に空きがない', number: 1, attribution: 'agency' },
    ]);
    expect(figures.attributions.map(({ number }) => number)).toEqual([1, 0]);
    expect(figures.days).toMatchObject([
      { step: 'receipt', number: 1, lower: 4, middle: 4, upper: 4 },
      { step: 'acceptance', number: 1, middle: 4 },
      { step: 'start', number: 1, middle: 4 },
    ]);
    expect(figures).toMatchObject({ closedLoop: { number: 1 }, closedLoopPercent: 33.3 });
    expect(figures.capacity.map(({ number }) => number)).toEqual([1, 0, 1]);
    expect(figures.partners.map(({ number }) => number)).toEqual([2, 1]);
    expect(figures.partners[0]?.name).toContain('あおぞら就労移行支援');
    expect(figures.months.reduce((all, { number }) => all + (number ?? 0), 0)).toBe(3);

    const received = await own(recipient, 'side=received');
    expect(received.total.number).toBe(2);
    expect(received.partners.map(({ number }) => number)).toEqual([2]);
    expect((await own(other, 'side=received')).total.number).toBe(1);
    expect((await own(other, 'side=sent')).total.number).toBe(0);
    expect(
      (await own(sender, `side=sent&from=${dayFromToday(-4)}&until=${dayFromToday(-4)}`)).total.number,
    ).toBe(1);
  });

  it('are of this fiscal year unless said otherwise, and of no period that ends before it begins', async () => {
    const { from, until } = await own(sender, 'side=sent');
    expect([from.slice(4), until.slice(4)]).toEqual(['-04-01', '-03-31']);
    expect((await sender.get('figures/own?side=sent&from=2026-05-02&until=2026-05-01')).status).toBe(422);
    expect((await sender.get('figures/own?side=sent&from=2000-05-02&until=2026-05-01')).status).toBe(422);
  });

  it('can be taken along as a list, a workbook and a paper', async () => {
    const take = async (format: string) => {
      const answer = await fetch(`${api.url}/api/v1/figures/own/file?side=sent&format=${format}`, {
        headers: { cookie: `sid=${sender.token}` },
      });
      return { type: answer.headers.get('content-type'), content: Buffer.from(await answer.arrayBuffer()) };
    };
    const list = await take('csv');
    expect(list.type).toContain('text/csv');
    expect(list.content.toString('utf8')).toContain('状態と理由,受入不可,定員に空きがない,機関の事情,1');
    expect((await take('csv_cp932')).content.includes(Buffer.from('5未満', 'utf8'))).toBe(false);
    expect((await take('xlsx')).content.subarray(0, 2).toString()).toBe('PK');
    const pdf = await readPdf((await take('pdf')).content);
    expect(pdf).toMatchObject({ tagged: true, title: '連携依頼の統計' });
    expect(pdf.pages.join('').replaceAll(/\s/g, '')).toContain('定員に空きがない');
  });
});

describe('figures of the network', () => {
  const year = () => Number(dayFromToday(0).slice(0, 4)) - (dayFromToday(0).slice(5) < '04-01' ? 1 : 0);
  const network = async (fiscalYear = year()): Promise<FiguresBody> =>
    expectStatus(200, await secretariat.get(`figures/network?fiscalYear=${fiscalYear}`));

  it('edge 22: statistics small cells: are written as fewer than five, and nothing shows them by a sum', async () => {
    const { id } = await sent();
    const at = `${year() - 1}-06-10T03:00:00Z`;
    await copies(id, 20, { status: 'completed', sent_at: at });
    await copies(id, 12, { status: 'declined', reason: 'no_capacity', attribution: 'agency', sent_at: at });
    await copies(id, 2, {
      status: 'declined',
      reason: 'person_does_not_wish',
      attribution: 'person',
      sent_at: at,
    });
    await copies(id, 9, { status: 'expired', reason: 'agency_silent', attribution: 'agency', sent_at: at });
    await copies(id, 3, { status: 'failed', reason: 'no_show', attribution: 'person', sent_at: at });
    await copies(id, 7, { status: 'error', sent_at: at });

    const figures = await network(year() - 1);
    expect(figures.total.number).toBe(46);
    const shown = Object.fromEntries(
      figures.outcomes.map((one) => [one.status, one.number ?? one.concealed]),
    );
    expect(shown).toEqual({ completed: 20, declined: 14, expired: 'withheld', failed: 'few' });
    const declined = figures.outcomes.find(({ status }) => status === 'declined');
    expect(declined?.reasons.map(({ number, concealed }) => number ?? concealed)).toEqual([
      'withheld',
      'few',
    ]);
    expect(figures.attributions.map(({ number }) => number)).toEqual([null, null]);
    expect(figures.capacity.map(({ number }) => number)).toEqual([null, 0, null]);
    expect(figures.partners).toEqual([]);
    expect(figures).toMatchObject({ closedLoop: { number: 20 }, closedLoopPercent: 43.5 });
    expect(figures.days.every(({ number }) => number === null)).toBe(true);
    expect(figures.months.find(({ name }) => name.endsWith('-06'))?.number).toBe(46);

    const answer = await fetch(`${api.url}/api/v1/figures/network/file?fiscalYear=${year() - 1}&format=csv`, {
      headers: { cookie: `sid=${secretariat.token}` },
    });
    const list = await answer.text();
    expect(list).toContain('状態,受入後中止,,,5未満');
    expect(list).toContain('状態,期限切れ,,,非表示');
  });

  it('say nothing at all of a year with fewer than five', async () => {
    const { id } = await sent();
    await copies(id, 3, {
      status: 'declined',
      reason: 'no_capacity',
      attribution: 'agency',
      sent_at: `${year() - 3}-06-10T03:00:00Z`,
    });
    const figures = await network(year() - 3);
    expect(figures.total).toMatchObject({ number: null, concealed: 'few' });
    expect([figures.months, figures.routes, figures.outcomes]).toEqual([[], [], []]);
    expect(figures.days.every(({ middle }) => middle === null)).toBe(true);
  });

  it('come by quarters of a year that is over, each list whole or not at all', async () => {
    const { id } = await sent();
    const past = year() - 2;
    const ask = async () => {
      // As in a new quarter: what is read is kept for one.
      await api.db.admin('DELETE FROM portal.figure_edition');
      return expectStatus<{
        totals: number[] | null;
        outcomes: { name: string; numbers: number[] }[] | null;
      }>(200, await secretariat.get(`figures/network/quarters?fiscalYear=${past}`));
    };
    for (const month of ['05', '08', '11'])
      await copies(id, 10, { status: 'completed', sent_at: `${past}-${month}-10T03:00:00Z` });
    await copies(id, 6, { status: 'failed', reason: 'no_show', sent_at: `${past}-05-10T03:00:00Z` });
    expect(await ask()).toMatchObject({
      totals: [16, 10, 10, 0],
      outcomes: [
        { name: '完了', numbers: [10, 10, 10, 0] },
        { name: '受入後中止', numbers: [6, 0, 0, 0] },
      ],
    });
    const file = async (format: string, by = secretariat) =>
      by.get(`figures/network/quarters/file?fiscalYear=${past}&format=${format}`);
    const list = await file('csv');
    expect([list.status, list.headers.get('content-disposition')]).toEqual([
      200,
      `attachment; filename="quarters-${past}.csv"`,
    ]);
    expect(list.text).toContain('状態別,完了,10,10,10,0');
    expect((await file('xlsx')).status).toBe(200);
    expect((await file('pdf')).status).toBe(422);
    expect((await file('csv', sender)).status).toBe(403);
    // Two more in one quarter: the year shows eight, and the eight less the six would be the two.
    await copies(id, 2, { status: 'failed', reason: 'no_show', sent_at: `${past}-08-10T03:00:00Z` });
    expect(await ask()).toMatchObject({ totals: [16, 12, 10, 0], outcomes: null });
    const hidden = (await file('csv')).text;
    expect(hidden).toContain('状態別,数が少ないため、表示しません');
    expect(hidden).not.toContain('受入後中止');
    await copies(id, 1, { status: 'completed', sent_at: `${past + 1}-02-10T03:00:00Z` });
    expect(await ask()).toMatchObject({ totals: null, outcomes: null });
    expect((await secretariat.get(`figures/network/quarters?fiscalYear=${year()}`)).status).toBe(422);
    expect((await sender.get('figures/network/quarters')).status).toBe(403);
  });

  it('are those of the last finished quarter, counted once: what moves between two prints does not show', async () => {
    const { id } = await sent();
    const at = `${year() - 4}-06-10T03:00:00Z`;
    await copies(id, 8, { status: 'in_progress', sent_at: at });
    await copies(id, 9, { status: 'completed', sent_at: at });
    const first = await network(year() - 4);
    await api.db.admin(
      `UPDATE portal.referral_line SET status = 'completed' WHERE id = (SELECT id FROM portal.referral_line
         WHERE sent_at = $1 AND status = 'in_progress' LIMIT 1)`,
      [at],
    );
    expect(await network(year() - 4)).toEqual(first);

    await copies(id, 6, { status: 'completed', sent_at: new Date().toISOString() });
    const running = await network();
    expect(running.until < dayFromToday(0)).toBe(true);
    expect(running.until).toMatch(/-(03-31|06-30|09-30|12-31)$/);
    const { sql, values } = {
      sql: `SELECT count(*)::int AS n FROM portal.referral_line WHERE sent_at >= $1 AND status NOT IN ('queued', 'error')`,
      values: [`${running.until}T15:00:00Z`],
    };
    const [later] = await api.db.admin<{ n: number }>(sql, values);
    expect(later!.n).toBeGreaterThanOrEqual(6);
    expect(running.total.number ?? 0).toBe(0);

    const session = await openSqlSession(api.db, secretariat.token);
    for (const [from, until] of [
      ['2020-01-01', '2030-01-01'],
      [running.from, dayFromToday(0)],
      [`${year() - 4}-04-01`, `${year() - 4}-12-31`],
    ])
      expect(
        (await session.run([`SELECT * FROM portal.referral_figures('network', $1, $2)`, from, until]))
          .refused,
      ).toBe('42501');
    expect(
      (await session.run(`SELECT * FROM portal.count_referrals('network', '2020-04-01', '2021-03-31')`))
        .refused,
    ).toBe('42501');
    await session.close();
  });

  it('are the secretariat’s, and the numbers of an agency its own: the database says so too', async () => {
    expect((await sender.get('figures/network')).status).toBe(403);
    expect((await secretariat.get('figures/own?side=sent')).status).toBe(403);
    const session = await openSqlSession(api.db, sender.token);
    const all = "SELECT * FROM portal.referral_figures('network', '2020-01-01', '2030-01-01')";
    expect((await session.run(all)).refused).toBe('42501');
    await session.close();
  });
});
