import { Announcements } from '#libs/notifications';
import { openLog, Outbox, WorkerDatabase } from '#libs/platform';
import { eventHandlerFor } from '../../apps/worker/src/event.handlers.js';
import { ConversationsRound } from '../../apps/worker/src/referrals/conversations.round.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
} from '../factories/referrals.js';

let api: TestApi;
let worker: WorkerDatabase;
let sender: Worker;
let recipient: Worker;
let named: Worker;
let secretariat: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = new WorkerDatabase(api.db.connections.worker, 'declines test');
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
  named = await buildWorker(api, { agencyName: '紹介される機関' });
  secretariat = await buildWorker(api, { role: 'secretariat' });
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await api.close();
});

interface ListedBody {
  id: string;
  number: string;
  version: number;
  [field: string]: unknown;
}

async function settle(isReviewed: boolean): Promise<void> {
  const { version } = (await secretariat.get('decline-settings')).body as { version: number };
  expectStatus(
    200,
    await secretariat.put('decline-settings', { isReviewed, reviewDays: 3 }, ifMatch(version)),
  );
}

/** A referral whose recipient has said no, with the words of the no. */
async function declined(reason = 'no_capacity'): Promise<ReferralBody> {
  const { referral } = await buildSentReferral(sender, recipient);
  const seen = expectStatus<ReferralBody>(200, await move(recipient, referral, 'receipt'));
  return expectStatus(200, await move(recipient, seen, 'decline', { reason, note: '秋まで空きません。' }));
}

const redirect = (by: Worker, seen: ReferralBody) =>
  move(by, seen, 'redirection', {
    ...{ reason: 'no_capacity', note: '秋まで空きません。' },
    agencyIds: [named.agencyId],
  });

/** A referral whose recipient names another agency in its place. */
async function redirected(): Promise<ReferralBody> {
  const { referral } = await buildSentReferral(sender, recipient);
  const seen = expectStatus<ReferralBody>(200, await move(recipient, referral, 'receipt'));
  return expectStatus(200, await redirect(recipient, seen));
}

async function listed({ number }: ReferralBody): Promise<ListedBody | undefined> {
  const list = expectStatus<ListedBody[]>(200, await secretariat.get('decline-reviews'));
  return list.find((one) => one.number === number);
}

const decide = (review: ListedBody, verdict: string, note?: string, by = secretariat) =>
  by.post(
    `decline-reviews/${review.id}/decision`,
    { verdict, ...(note ? { note } : {}) },
    ifMatch(review.version),
  );

async function keepPromises(): Promise<void> {
  const announcements = new Announcements(new Outbox());
  const rows = await api.db.admin<{ id: string; type: string }>(
    `SELECT * FROM portal.outbox WHERE done_at IS NULL AND (type LIKE 'decline.%' OR type LIKE 'referral.decline%') ORDER BY id`,
  );
  for (const row of rows) {
    await worker.transaction((tx) => eventHandlerFor(row.type, announcements)!(tx, row as never));
    await api.db.admin('UPDATE portal.outbox SET done_at = now() WHERE id = $1', [row.id]);
  }
}

const round = (today = dayFromToday(0)) =>
  new ConversationsRound(worker, openLog('silent', 'test'), { today: () => today }).look();
const statusOf = async ({ id }: ReferralBody) => (await look(sender, id)).lines[0]!.status;
const reviewsOf = async (by: Worker, { id }: ReferralBody) =>
  expectStatus<Record<string, unknown>[]>(200, await by.get(`referrals/${id}/decline-reviews`));

describe('where nobody looks at it', () => {
  it('a no stands at once, as long as the network has said nothing', async () => {
    expect((await sender.get('decline-settings')).body).toMatchObject({ isReviewed: false });
    expect((await declined()).lines[0]!.status).toBe('declined');
  });

  it('only the secretariat changes that', async () => {
    expect(
      (await sender.put('decline-settings', { isReviewed: true, reviewDays: 3 }, ifMatch(1))).status,
    ).toBe(403);
    expect((await sender.get('decline-reviews')).status).toBe(403);
  });
});

describe('where the network looks at it', () => {
  beforeAll(() => settle(true));
  afterAll(() => settle(false));

  it('a no waits where it is, and stands when the secretariat agrees', async () => {
    const referral = await declined();
    expect(referral.lines[0]!.status).toBe('received');
    expect(await reviewsOf(sender, referral)).toMatchObject([{ state: 'waiting', mayTakeBack: false }]);
    expect(
      (await move(recipient, await look(recipient, referral.id), 'decline', { reason: 'no_capacity' })).body,
    ).toMatchObject({ code: 'decline.waiting' });
    await keepPromises();
    const notices = await api.db.admin<{ type: string }>(
      'SELECT type FROM portal.notice WHERE account_id = $1',
      [secretariat.accountId],
    );
    expect(notices.map(({ type }) => type)).toContain('decline.to_review');

    const review = (await listed(referral))!;
    // Number, agencies, code and days: no name, no word of the recipient, no id of a referral or a person.
    expect(Object.keys(review).sort()).toEqual([
      'dueOn',
      'id',
      'named',
      'number',
      'proposedAt',
      'reasonName',
      'recipient',
      'source',
      'typeName',
      'verbName',
      'version',
    ]);
    expect(JSON.stringify(review)).not.toContain('秋まで');
    expect((await secretariat.get(`referrals/${referral.id}`)).status).toBe(403);
    expect((await decide({ ...review, version: 9 }, 'confirmed')).status).toBe(412);
    expect((await decide(review, 'confirmed')).status).toBe(204);
    expect((await decide(review, 'confirmed')).body).toMatchObject({ status: 409, code: 'decline.decided' });
    await keepPromises();
    expect(await statusOf(referral)).toBe('declined');
    expect(await listed(referral)).toBeUndefined();
    const events = expectStatus<{ verb: string; reasonName: string | null; note: string | null }[]>(
      200,
      await sender.get(`referrals/${referral.id}/events`),
    );
    expect(events.slice(-2)).toMatchObject([
      { verb: 'propose_decline', reasonName: '定員に空きがない', note: '秋まで空きません。' },
      { verb: 'decline', byAgency: null, reasonName: '定員に空きがない' },
    ]);
  });

  it('a no is thought over once, and then stands', async () => {
    const referral = await declined();
    const review = (await listed(referral))!;
    expect((await decide(review, 'reconsidered', '来月からの受入れはできませんか。')).status).toBe(204);
    for (const by of [sender, recipient])
      expect(await reviewsOf(by, referral)).toMatchObject([
        { state: 'reconsidered', note: '来月からの受入れはできませんか。' },
      ]);
    expect(await statusOf(referral)).toBe('received');
    expectStatus(
      200,
      await move(recipient, await look(recipient, referral.id), 'decline', { reason: 'no_capacity' }),
    );
    expect(await statusOf(referral)).toBe('declined');
  });

  it('a no that nobody looks at in time stands', async () => {
    const referral = await declined();
    await round(dayFromToday(1));
    expect(await statusOf(referral)).toBe('received');
    await round(dayFromToday(15));
    expect(await statusOf(referral)).toBe('declined');
    expect(await reviewsOf(sender, referral)).toMatchObject([{ state: 'lapsed' }]);
  });

  it('a no is taken back, or becomes a yes', async () => {
    const first = await declined();
    expectStatus(200, await move(recipient, await look(recipient, first.id), 'decline-withdrawal'));
    expect(await listed(first)).toBeUndefined();
    expect((await move(recipient, await look(recipient, first.id), 'decline-withdrawal')).body).toMatchObject(
      { code: 'decline.decided' },
    );
    const second = await declined();
    const review = (await listed(second))!;
    expectStatus(200, await move(recipient, await look(recipient, second.id), 'acceptance'));
    expect(await listed(second)).toBeUndefined();
    expect(await reviewsOf(recipient, second)).toMatchObject([{ state: 'overtaken', mayTakeBack: false }]);
    // The secretariat had the page open: there is nothing to agree to any more.
    expect((await decide(review, 'confirmed')).body).toMatchObject({ code: 'decline.decided' });
    await round();
    await keepPromises();
    expect(await statusOf(second)).toBe('accepted');
    expect(await api.db.admin('SELECT state FROM portal.decline_review WHERE id = $1', [review.id])).toEqual([
      { state: 'overtaken' },
    ]);
  });

  it('naming another agency waits like a no, and the source goes on from there once it stands', async () => {
    const referral = await redirected();
    expect(referral.lines[0]!.status).toBe('received');
    expect(await reviewsOf(sender, referral)).toMatchObject([
      { state: 'waiting', verb: 'redirect', reasonName: '定員に空きがない', mayTakeBack: false },
    ]);
    const review = (await listed(referral))!;
    expect(review).toMatchObject({
      verbName: 'ほかの機関の紹介',
      named: [expect.stringContaining('紹介される機関')],
    });
    expect(JSON.stringify(review)).not.toContain('秋まで');
    // Until then there is nothing to go on from.
    const onward = async () =>
      move(sender, await look(sender, referral.id), 'onward', { agencyId: named.agencyId });
    expect((await onward()).body).toMatchObject({ status: 409, code: 'conversation.not_suggested' });
    expect((await redirect(recipient, await look(recipient, referral.id))).body).toMatchObject({
      code: 'decline.waiting',
    });
    expect((await decide(review, 'confirmed')).status).toBe(204);
    await keepPromises();
    expect(await statusOf(referral)).toBe('redirected');
    expectStatus(201, await onward());
    const told = await api.db.admin<{ purpose: string }>(
      `SELECT purpose FROM portal.disclosure WHERE referral_id = $1 AND method = 'reported'`,
      [referral.id],
    );
    // The words were told once, when they were said.
    expect(told).toHaveLength(1);
  });

  it('naming another agency is thought over once, stands when nobody looks at it, or is taken back', async () => {
    const first = await redirected();
    expect((await decide((await listed(first))!, 'reconsidered', '再度ご検討ください。')).status).toBe(204);
    expectStatus(200, await redirect(recipient, await look(recipient, first.id)));
    expect(await statusOf(first)).toBe('redirected');
    const second = await redirected();
    const third = await redirected();
    expectStatus(200, await move(recipient, await look(recipient, third.id), 'decline-withdrawal'));
    // Whoever puts the person on its list has gone on without it.
    const fourth = await redirected();
    expectStatus(200, await move(recipient, await look(recipient, fourth.id), 'waiting'));
    expect(await listed(fourth)).toBeUndefined();
    await round(dayFromToday(15));
    expect([await statusOf(second), await statusOf(third), await statusOf(fourth)]).toEqual([
      'redirected',
      'received',
      'waitlisted',
    ]);
    expect(await reviewsOf(recipient, fourth)).toMatchObject([{ state: 'overtaken' }]);
  });

  it('a no that waits belongs to the decision: its words rest on the consent for the package', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId, purposes: ['intake'] });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const sent = expectStatus<ReferralBody>(200, await move(sender, draft, 'sending'));
    const seen = expectStatus<ReferralBody>(
      200,
      await move(recipient, await look(recipient, sent.id), 'receipt'),
    );
    expectStatus(
      200,
      await move(recipient, seen, 'decline', { reason: 'no_capacity', note: '秋まで空きません。' }),
    );
  });

  it('a person’s own no is nobody’s to review', async () => {
    expect((await declined('person_does_not_wish')).lines[0]!.status).toBe('declined');
  });

  it('two verdicts at the same moment: one counts', async () => {
    const referral = await declined();
    const review = (await listed(referral))!;
    const answers = await Promise.all([
      decide(review, 'confirmed'),
      decide(review, 'reconsidered', '再度ご検討ください。'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('strangers find nothing, and the source takes no answer of the recipient back', async () => {
    const referral = await declined();
    const stranger = await buildWorker(api);
    expect((await stranger.get(`referrals/${referral.id}/decline-reviews`)).status).toBe(404);
    expect((await move(stranger, referral, 'decline-withdrawal')).status).toBe(404);
    expect((await move(sender, await look(sender, referral.id), 'decline-withdrawal')).status).toBe(403);
  });

  it('the database lets no recipient go past it, nor anybody but the secretariat decide', async () => {
    const referral = await declined();
    const review = (await listed(referral))!;
    const { lines } = referral;
    const mine = await openSqlSession(api.db, recipient.token);
    const theirs = await openSqlSession(api.db, sender.token);
    const declineNow: [string, string] = [
      `UPDATE portal.referral_line SET status = 'declined', closed_at = now(), reason = 'no_capacity', attribution = 'agency' WHERE id = $1`,
      lines[0]!.id,
    ];
    expect((await mine.run(declineNow)).refused).toBe('42501');
    const [sql, line] = declineNow;
    expect((await mine.run([sql.replace('declined', 'redirected'), line])).refused).toBe('42501');
    for (const state of ['reconsidered', 'confirmed', 'lapsed'])
      expect(
        (
          await mine.run(
            [
              'UPDATE portal.decline_review SET state = $2, decided_by = $3, decided_at = now() WHERE id = $1',
              review.id,
              state,
              recipient.accountId,
            ],
            declineNow,
          )
        ).refused,
      ).toBe('42501');
    for (const { run } of [mine, theirs]) {
      expect(
        (await run([`SELECT FROM portal.decide_decline($1, 1, 'confirmed', NULL)`, review.id])).refused,
      ).toBe('42501');
      expect((await run('SELECT id FROM sec.declines_to_review()')).rows).toEqual([]);
      expect((await run('UPDATE portal.decline_setting SET is_reviewed = false')).touched).toBe(0);
    }
    const soon: [string, ...unknown[]] = [
      `INSERT INTO portal.decline_review (id, referral_id, line_id, source_agency_id, agency_id, reason, due_on, proposed_by)
       SELECT gen_random_uuid(), referral_id, line_id, source_agency_id, agency_id, reason, '2020-01-01', proposed_by
       FROM portal.decline_review WHERE id = $1`,
      review.id,
    ];
    const gone: [string, string, string] = [
      `UPDATE portal.decline_review SET state = 'withdrawn', decided_by = $2, decided_at = now() WHERE id = $1`,
      review.id,
      recipient.accountId,
    ];
    expect((await mine.run(gone, soon)).refused).toBe('42501');
    await mine.close();
    await theirs.close();
  });
});
