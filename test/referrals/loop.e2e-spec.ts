import { askWhoWaits, watchDeadlines } from '#libs/referrals';
import { WorkerDatabase } from '#libs/platform';
import { ifMatch } from '../support/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
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
let colleague: Worker;
let secretariat: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = new WorkerDatabase(api.db.connections.worker, 'loop test');
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
  colleague = await buildWorker(api, { agencyId: recipient.agencyId, role: 'staff' });
  secretariat = await buildWorker(api, { role: 'secretariat' });
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await api.close();
});

/** A sent referral whose answer is owed by a day of the calendar. */
async function owing(dueOn: string): Promise<ReferralBody> {
  const { referral } = await buildSentReferral(sender, recipient);
  await api.db.admin('UPDATE portal.referral_line SET due_on = $2 WHERE referral_id = $1', [
    referral.id,
    dueOn,
  ]);
  return referral;
}

const watch = (today: string) => worker.transaction((tx) => watchDeadlines(tx, today));

async function saidOf(referral: ReferralBody): Promise<string[]> {
  const rows = await api.db.admin<{ type: string }>(
    `SELECT type FROM portal.outbox WHERE payload->>'referralId' = $1 AND type LIKE 'referral.due_%' ORDER BY id`,
    [referral.id],
  );
  return rows.map(({ type }) => type.replace('referral.due_', ''));
}

describe('a deadline', () => {
  // A Friday; the Monday after it is a holiday.
  const due = '2026-11-20';

  it('is spoken of in steps, each once, and ends the referral when nobody answers', async () => {
    const referral = await owing(due);
    for (const today of ['2026-11-16', '2026-11-18', '2026-11-18', '2026-11-23', '2026-11-24', '2026-11-26'])
      await watch(today);
    expect(await saidOf(referral)).toEqual(['soon', 'late', 'head']);
    await watch('2026-11-30');
    expect(await saidOf(referral)).toEqual(['soon', 'late', 'head', 'network', 'unanswered']);
    await api.db.admin(`UPDATE portal.line_reminder SET at = '2026-11-30' WHERE step = 'network'`);
    await watch('2026-12-04');
    expect((await look(sender, referral.id)).lines[0]?.status).toBe('sent');
    await watch('2026-12-07');
    expect(await look(sender, referral.id)).toMatchObject({
      status: 'unfulfilled',
      lines: [{ status: 'expired', reason: 'agency_silent', attribution: 'agency' }],
    });
  });

  it('edge 15: says one thing after a standstill of the worker, and never ends a referral on the same day', async () => {
    const referral = await owing(due);
    await watch('2027-02-01');
    expect(await saidOf(referral)).toEqual(['network', 'unanswered']);
    expect((await look(sender, referral.id)).lines[0]?.status).toBe('sent');
  });

  it('is quiet once an answer is there, and begins anew when it is put off', async () => {
    const referral = await owing(due);
    await watch('2026-11-24');
    const seen = await look(sender, referral.id);
    const later = await move(sender, seen, 'extension', { dueOn: dayFromToday(20), note: '見学の日程待ち' });
    expect(expectStatus(200, later).lines[0]).toMatchObject({ dueOn: dayFromToday(20) });
    await watch('2026-11-24');
    expect(await saidOf(referral)).toEqual(['late']);
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'acceptance'));
    await watch('2030-01-07');
    expect(await saidOf(referral)).toEqual(['late']);
  });

  it('is put off by the source alone, to a day to come', async () => {
    const referral = await owing(due);
    const byRecipient = await move(recipient, await look(recipient, referral.id), 'extension', {
      dueOn: dayFromToday(3),
    });
    expect(byRecipient.status).toBe(403);
    const past = await move(sender, await look(sender, referral.id), 'extension', {
      dueOn: dayFromToday(-1),
    });
    expect([past.status, past.body['code']]).toEqual([422, 'input.invalid']);
  });

  it('shows the secretariat what is late by number, and no stranger anything', async () => {
    const referral = await owing('2026-01-05');
    await api.db.admin(`UPDATE portal.referral_line SET due_on = '2026-01-05' WHERE referral_id = $1`, [
      referral.id,
    ]);
    const late = expectStatus<{ number: string; lateBy: number }[]>(200, await secretariat.get('stalls'));
    const line = late.find(({ number }) => number === referral.number);
    expect(line?.lateBy).toBeGreaterThan(100);
    expect(JSON.stringify(late)).not.toContain('試験');
    const stranger = await buildWorker(api);
    expect(expectStatus<unknown[]>(200, await stranger.get('stalls'))).toEqual([]);
  });
});

describe('the waiting list', () => {
  it('asks again whether the person still wishes, once each time', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    for (const route of ['receipt', 'waiting'])
      expectStatus(200, await move(recipient, await look(recipient, referral.id), route));
    const asked = async () =>
      (
        await api.db.admin(
          `SELECT FROM portal.outbox WHERE payload->>'referralId' = $1 AND type = 'referral.reconfirm'`,
          [referral.id],
        )
      ).length;
    await worker.transaction((tx) => askWhoWaits(tx, dayFromToday(29)));
    expect(await asked()).toBe(0);
    for (let time = 0; time < 2; time += 1)
      await worker.transaction((tx) => askWhoWaits(tx, dayFromToday(30)));
    // Both sides, once.
    expect(await asked()).toBe(2);
    const still = await move(sender, await look(sender, referral.id), 'reconfirmation', { heardBy: '青木' });
    expect(expectStatus(200, still).lines[0]).toMatchObject({
      status: 'waitlisted',
      reconfirmOn: dayFromToday(30),
    });
  });
});

describe('the desk', () => {
  it('gives a referral to whoever takes it, and takes it back when they leave', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    const line = referral.lines[0]!;
    const claim = (accountId: string | null) =>
      recipient.put(`referrals/${referral.id}/recipients/${line.id}/claim`, { accountId });
    const listed = async (by: Worker, claimed: string) =>
      expectStatus<{ items: { id: string }[] }>(
        200,
        await by.get(`referrals?box=received&perPage=100&claimed=${claimed}`),
      ).items.some(({ id }) => id === referral.id);
    expect(await listed(colleague, 'nobody')).toBe(true);
    expectStatus(200, await claim(colleague.accountId));
    expect([await listed(colleague, 'own'), await listed(recipient, 'own')]).toEqual([true, false]);

    const away = { accountId: colleague.accountId, deputyId: recipient.accountId };
    const absence = expectStatus<{ id: string }[]>(
      201,
      await recipient.post('absences', { ...away, fromOn: dayFromToday(0), untilOn: dayFromToday(5) }),
    );
    expect(await listed(recipient, 'own')).toBe(true);
    expectStatus(204, await recipient.delete(`absences/${absence[0]!.id}`));
    expect(await listed(recipient, 'own')).toBe(false);

    await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = $1', [
      colleague.accountId,
    ]);
    expect(await listed(recipient, 'nobody')).toBe(true);
  });

  it('gives nothing to somebody of another agency, and nothing of another agency', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    const route = `referrals/${referral.id}/recipients/${referral.lines[0]!.id}/claim`;
    expect((await recipient.put(route, { accountId: sender.accountId })).status).toBe(422);
    expect((await sender.put(route, { accountId: sender.accountId })).status).toBe(404);
  });
});

describe('the rules', () => {
  it('are the secretariat’s, in order, under a version', async () => {
    const rules = { remindBefore: 1, headAfter: 2, networkAfter: 4, expireAfter: 20, reconfirmDays: 30 };
    const before = expectStatus<{ version: number }>(200, await sender.get('deadline-settings'));
    expect((await sender.put('deadline-settings', rules, ifMatch(before.version))).status).toBe(403);
    const wrong = await secretariat.put(
      'deadline-settings',
      { ...rules, networkAfter: 2 },
      ifMatch(before.version),
    );
    expect(wrong.status).toBe(422);
    expectStatus(200, await secretariat.put('deadline-settings', rules, ifMatch(before.version)));
    expect((await secretariat.put('deadline-settings', rules, ifMatch(before.version))).status).toBe(412);
  });
});
