import ICAL from 'ical.js';
import { Announcements } from '#libs/notifications';
import { openLog, Outbox, WorkerDatabase } from '#libs/platform';
import { eventHandlerFor } from '../../apps/worker/src/event.handlers.js';
import { ConversationsRound } from '../../apps/worker/src/referrals/conversations.round.js';
import { say, spoken } from '../factories/conversations.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import { buildSentReferral, dayFromToday, expectStatus, look, move } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let worker: WorkerDatabase;
let sender: Worker;
let recipient: Worker;
let staff: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = new WorkerDatabase(api.db.connections.worker, 'appointments test');
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
  staff = await buildWorker(api, { agencyId: recipient.agencyId, role: 'staff' });
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await api.close();
});

const round = (today = dayFromToday(0)) =>
  new ConversationsRound(worker, openLog('silent', 'test'), { today: () => today }).look();

/** Keeps every promise about a referral, oldest first unless said otherwise. */
async function keepPromises(referralId: string, order: 'ASC' | 'DESC' = 'ASC'): Promise<void> {
  const announcements = new Announcements(new Outbox());
  const rows = await api.db.admin<{ id: string; type: string; payload: Record<string, string> }>(
    `SELECT id, type, payload FROM portal.outbox WHERE payload ->> 'referralId' = $1 AND done_at IS NULL ORDER BY id ${order}`,
    [referralId],
  );
  for (const row of rows) {
    await worker.transaction((tx) => eventHandlerFor(row.type, announcements)!(tx, row as never));
    await api.db.admin('UPDATE portal.outbox SET done_at = now() WHERE id = $1', [row.id]);
  }
}
const noticesOf = async ({ accountId }: Worker, referralId: string) =>
  (
    await api.db.admin<{ type: string }>(
      'SELECT type FROM portal.notice WHERE account_id = $1 AND object_id = $2 ORDER BY id',
      [accountId, referralId],
    )
  ).map(({ type }) => type);

async function received(): Promise<string> {
  const { referral } = await buildSentReferral(sender, recipient);
  expectStatus(200, await move(recipient, referral, 'receipt'));
  return referral.id;
}

const hour = 3_600_000;
const times = (...hours: number[]) =>
  hours.map((from) => ({
    startsAt: new Date(Date.now() + from * hour).toISOString(),
    endsAt: new Date(Date.now() + (from + 1) * hour).toISOString(),
  }));
const meeting = { place: '青葉会館 2階', link: '', note: '', agreed: false };

describe('面談', () => {
  it('is offered by one side, chosen by the other, and goes into a calendar', async () => {
    const id = await received();
    expectStatus(200, await say(recipient, id, 'appointment', { ...meeting, times: times(24, 48) }));
    expect((await say(recipient, id, 'appointment/choice', { nth: 0 })).status).toBe(403);
    expect((await say(sender, id, 'appointment', { ...meeting, times: times(5) })).body['code']).toBe(
      'appointment.open',
    );
    expect((await say(sender, id, 'appointment/choice', { nth: 4 })).body['code']).toBe('appointment.none');
    const chosen = expectStatus(200, await say(sender, id, 'appointment/choice', { nth: 1 }));
    expect(chosen.lines[0]!.appointments[0]).toMatchObject({ state: 'agreed', place: '青葉会館 2階' });

    const { lines } = await look(sender, id);
    const file = await sender.get(`referrals/${id}/recipients/${lines[0]!.id}/appointment.ics`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const calendar = new ICAL.Component(ICAL.parse(file.text));
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
    expect([event.location, event.sequence, event.summary]).toEqual([
      '青葉会館 2階',
      1,
      expect.stringMatching(/^面談（連携依頼 R/),
    ]);
    expect(file.text).not.toContain('試験 太郎');
    const stranger = await buildWorker(api);
    expect((await stranger.get(`referrals/${id}/recipients/${lines[0]!.id}/appointment.ics`)).status).toBe(
      404,
    );
  });

  it.each([
    { why: 'in the past', given: { times: times(-2) } },
    { why: 'without a time', given: { times: [] } },
    { why: 'agreed on twice', given: { times: times(1, 2), agreed: true } },
    { why: 'without a real time', given: { times: [{ startsAt: 'いつか', endsAt: 'いつか' }] } },
  ])('is refused $why', async ({ given }) => {
    const id = await received();
    expect((await say(recipient, id, 'appointment', { ...meeting, ...given })).status).toBe(422);
  });

  it('is recalled the day before to both sides, once and by number', async () => {
    const id = await received();
    expectStatus(
      200,
      await say(recipient, id, 'appointment', { ...meeting, agreed: true, times: times(30) }),
    );
    const [{ day }] = (await api.db.admin<{ day: string }>(
      `SELECT ((starts_at AT TIME ZONE 'Asia/Tokyo')::date - 1)::text AS day FROM portal.appointment WHERE referral_id = $1`,
      [id],
    )) as [{ day: string }];
    await round(dayFromToday(-3));
    await round(day);
    await round(day);
    await keepPromises(id);
    for (const side of [sender, recipient])
      expect(
        (await noticesOf(side, id)).filter((type) => type === 'referral.appointment_tomorrow'),
      ).toHaveLength(1);
  });

  it('that the person missed is counted, and asks the source what to do after the third time', async () => {
    const id = await received();
    for (let missed = 1; missed <= 3; missed += 1) {
      expectStatus(
        200,
        await say(recipient, id, 'appointment', { ...meeting, agreed: true, times: times(1) }),
      );
      expect((await say(recipient, id, 'appointment/outcome', { outcome: 'no_show' })).body['code']).toBe(
        'appointment.none',
      );
      await api.db.admin(
        `UPDATE portal.appointment SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour'
         WHERE referral_id = $1 AND state = 'agreed'`,
        [id],
      );
      expect((await say(sender, id, 'appointment/outcome', { outcome: 'no_show' })).status).toBe(403);
      expectStatus(200, await say(recipient, id, 'appointment/outcome', { outcome: 'no_show' }));
      expect((await spoken(sender, id)).lines[0]).toMatchObject({
        noShows: missed,
        noShowLimit: missed === 3,
      });
    }
    await keepPromises(id);
    expect((await noticesOf(sender, id)).filter((type) => type.startsWith('referral.no_show'))).toEqual([
      'referral.no_show',
      'referral.no_show',
      'referral.no_show_limit',
    ]);
  });
});

describe('電話での受入れ', () => {
  const heard = { agreedBy: '所長 青葉', agreedOn: dayFromToday(0), note: '' };

  it('opens nothing until the recipient confirms it itself', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    expect((await say(recipient, referral.id, 'phone-acceptance', heard)).status).toBe(403);
    expectStatus(200, await say(sender, referral.id, 'phone-acceptance', heard));
    expect((await say(sender, referral.id, 'phone-acceptance', heard)).body['code']).toBe(
      'conversation.already_asked',
    );
    expect((await look(sender, referral.id)).lines[0]!.status).toBe('sent');
    expect((await recipient.get(`referrals/${referral.id}/package`)).status).toBe(409);
    // Receiving it is no confirmation: the database keeps every section closed.
    expectStatus(200, await move(staff, await look(staff, referral.id), 'receipt'));
    const closed = await recipient.get(`referrals/${referral.id}/package`);
    expect(closed.text).not.toContain('診断の秘密');
    expect(closed.body['sections'] ?? []).toEqual([]);
    expect((await spoken(recipient, referral.id)).lines[0]).toMatchObject({
      phone: { state: 'waiting', agreedBy: '所長 青葉' },
    });

    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'acceptance'));
    expect((await spoken(sender, referral.id)).lines[0]!.phone!.state).toBe('confirmed');
    expect((await recipient.get(`referrals/${referral.id}/package`)).text).toContain('診断の秘密');
  });

  it('is denied by whoever decides there', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    expectStatus(200, await say(sender, referral.id, 'phone-acceptance', heard));
    expect((await say(staff, referral.id, 'phone-acceptance/denial')).status).toBe(403);
    expectStatus(200, await say(recipient, referral.id, 'phone-acceptance/denial'));
    expect((await spoken(sender, referral.id)).lines[0]!.phone!.state).toBe('denied');
    expect((await say(recipient, referral.id, 'phone-acceptance/denial')).body['code']).toBe(
      'conversation.nothing_to_answer',
    );
  });

  it('goes back to the source when nobody confirms it in time', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    expectStatus(200, await say(sender, referral.id, 'phone-acceptance', heard));
    await round(dayFromToday(3));
    expect((await spoken(sender, referral.id)).lines[0]!.phone!.state).toBe('waiting');
    await round(dayFromToday(30));
    expect((await spoken(sender, referral.id)).lines[0]!.phone!.state).toBe('lapsed');
    await keepPromises(referral.id);
    expect(await noticesOf(sender, referral.id)).toContain('referral.phone_lapsed');
  });

  it('cannot be recorded once the recipient has it', async () => {
    const id = await received();
    expect((await say(sender, id, 'phone-acceptance', heard)).body['code']).toBe('referral.wrong_state');
  });
});

describe('結果報告', () => {
  it('counts as confirmed after the days that the network has set', async () => {
    const id = await received();
    expectStatus(200, await move(recipient, await look(recipient, id), 'acceptance'));
    expectStatus(
      200,
      await move(recipient, await look(recipient, id), 'start', { startedOn: dayFromToday(0) }),
    );
    const report = {
      result: 'employed',
      done: '面接同行',
      remaining: '',
      roles: '',
      employer: '青葉商店',
      employedOn: dayFromToday(0),
      nextCheckOn: dayFromToday(30),
      explainedOn: dayFromToday(0),
    };
    const told = expectStatus(200, await move(recipient, await look(recipient, id), 'report', report));
    expect((told['reports'] as unknown[])[0]).toMatchObject({
      employer: '青葉商店',
      nextCheckOn: dayFromToday(30),
    });
    const at = (days: number) =>
      api.db.admin(
        `UPDATE portal.referral_line SET reported_at = now() - make_interval(days => $2) WHERE referral_id = $1`,
        [id, days],
      );
    await at(13);
    await round();
    expect((await look(sender, id)).status).toBe('matched');
    await at(15);
    await round();
    const done = await look(sender, id);
    expect([done.status, done.lines[0]!.status]).toEqual(['completed', 'completed']);
  });
});

describe('回答の催促', () => {
  it('goes once to whoever owes an answer, after its day', async () => {
    const id = await received();
    const question = { questions: '来られる曜日は。', dueOn: dayFromToday(2) };
    expectStatus(200, await say(recipient, id, 'question', question));
    await round(dayFromToday(2));
    await round(dayFromToday(3));
    await round(dayFromToday(9));
    await keepPromises(id);
    const overdue = async (by: Worker) =>
      (await noticesOf(by, id)).filter((type) => type === 'referral.answer_overdue');
    expect([await overdue(sender), await overdue(recipient)]).toEqual([['referral.answer_overdue'], []]);
  });

  it('does not go after the answer', async () => {
    const id = await received();
    expectStatus(200, await say(recipient, id, 'question', { questions: '来られる曜日は。' }));
    expectStatus(200, await say(sender, id, 'answer', { text: '水曜日' }));
    await round(dayFromToday(30));
    await keepPromises(id);
    expect(await noticesOf(sender, id)).not.toContain('referral.answer_overdue');
  });
});

describe('お知らせ', () => {
  it('edge 19: an older one that comes late is dropped, whatever the order, and the state stays', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, referral, 'receipt'));
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'acceptance'));
    await keepPromises(referral.id, 'DESC');
    expect(await noticesOf(sender, referral.id)).toEqual(['referral.accepted']);
    expect((await look(sender, referral.id)).lines[0]!.status).toBe('accepted');
  });

  it('edge 14: the secretariat learns of a loop by its number', async () => {
    const secretariat = await buildWorker(api, { agencyId: await buildAgency(api), role: 'secretariat' });
    const { referral } = await buildSentReferral(sender, recipient);
    const back = await buildSentReferral(recipient, sender);
    await api.db.admin('ALTER TABLE portal.referral DISABLE TRIGGER parent_is_known');
    await api.db.admin('UPDATE portal.referral SET parent_id = $2 WHERE id = $1', [
      back.referral.id,
      referral.id,
    ]);
    await api.db.admin('ALTER TABLE portal.referral ENABLE TRIGGER parent_is_known');
    await keepPromises(referral.id);
    await keepPromises(back.referral.id);
    await keepPromises(back.referral.id);
    expect(await noticesOf(secretariat, back.referral.id)).toEqual(['referral.loop_found']);
    expect(await noticesOf(secretariat, referral.id)).toEqual([]);
  });
});
